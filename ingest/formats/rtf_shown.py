"""RTF without what a reader of the document does not see (hidden, tiny and white text), or sees struck out."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\([a-zA-Z]+)(-?\d+)? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+")
_COLOURS = re.compile(r"\{\\colortbl([^{}]*)\}")
_CHANNEL = re.compile(r"\\(red|green|blue)(\d+)")
_HALF_POINTS = 4
_GONE = ("v", "deleted", "strike", "striked")


def shown_rtf(rtf: str) -> str:
    r"""Drop hidden text (``\v``), text of less than two points, white text without a ground, and text struck out.

    Args:
        rtf: The file, as characters.

    Returns:
        The same RTF without these characters; its groups and other control words stay.
    """
    if not re.search(r"\\(?:v|fs[0-3]|deleted|strike[d1]*)\b", rtf) and not _whites(rtf):
        return rtf
    whites = _whites(rtf)
    out: list[str] = []
    hidden: list[dict[str, bool]] = [{}]
    for token in _TOKEN.finditer(rtf):
        word, number = token[1], token[2]
        if token[0] == "{":
            hidden.append(dict(hidden[-1]))
        elif token[0] == "}" and len(hidden) > 1:
            hidden.pop()
        elif word in _GONE:
            hidden[-1][word] = number != "0"
        elif word == "fs" and number:
            hidden[-1]["fs"] = int(number) < _HALF_POINTS
        elif word == "cf":
            hidden[-1]["cf"] = (number or "0") in whites
        elif word in ("cb", "chcbpat", "highlight", "cbpat"):
            hidden[-1]["ground"] = (number or "0") not in ("0", *whites)
        elif word in ("plain", "pard"):
            hidden[-1] = {} if word == "plain" else hidden[-1]
        if word or token[0] in "{}" or not _is_hidden(hidden[-1]):
            out.append(token[0])
    return "".join(out)


def _is_hidden(state: dict[str, bool]) -> bool:
    white = state.get("cf", False) and not state.get("ground", False)
    return white or state.get("fs", False) or any(state.get(word, False) for word in _GONE)


def _whites(rtf: str) -> set[str]:
    """The numbers of the colours that are white."""
    table = _COLOURS.search(rtf)
    whites = set()
    for number, entry in enumerate(table[1].split(";") if table else ()):
        channels = dict(_CHANNEL.findall(entry))
        if len(channels) == 3 and min(map(int, channels.values())) >= 250:
            whites.add(str(number))
    return whites
