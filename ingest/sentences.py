"""Where sentences begin and end, as exact character offsets.

The rules are those of news prose: "U.S.", "Jan. 5", "Mr. Smith", "John F. Kennedy" and "at 5 p.m. Tuesday" do not end
a sentence; a closing quotation mark belongs to the sentence it closes; a paragraph's end always does.
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    # All marks first: so the search passes over the text between them at once, which takes half the time.
    r"""[.!?\u2026\u3002\uff01\uff1f\n](?:"""
    # a full stop, what closes after it, white space
    r"""(?<=[.!?\u2026])[.!?\u2026]*["'\u201d\u2019\u00bb)\]]*(?:\s*\n\s*|[^\S\n]+)"""
    # the same in Chinese and Japanese
    r"""|(?<=[\u3002\uff01\uff1f])[\u3002\uff01\uff1f]*["\u201d\u2019\u300d\u300f\uff09]*\s*"""
    r"""|(?<=\n)\s*)"""  # the end of a line, perhaps of a paragraph
)
_WORD_BEFORE = re.compile(r"[^\W_][\w.'\u2019&-]*\Z")
_WORD_AFTER = re.compile(r"[\"'\u201c\u2018\u00ab(\[]*([\w\u2019'.]+)")

_NEVER_LAST = frozenset(
    "mr mrs ms mx dr messrs mme mlle gen sen rep reps sens gov lt col sgt cpl pfc capt cmdr adm maj"
    " rev fr prof hon pres supt det insp"
    " atty pvt brig vs v asst assoc dept cf al gens govs drs profs viz e.g i.e".split()
)
"""Abbreviations that something always follows: titles before a name, "vs."."""

_BEFORE_NUMBER = frozenset(
    "no nos art sec vol ch pp p fig jan feb mar apr jun jul aug sept sep oct nov dec approx ca c est".split()
)
"""Abbreviations that do not end a sentence when a number follows."""

_SELDOM_LAST = frozenset(
    "inc co corp ltd llc plc jr sr st ave blvd rd mt ft bros etc univ u.s u.n u.k e.u d.c u.s.a u.a.e"
    " l.a n.y n.j a.k.a ph.d m.d b.a m.a"
    " ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev"
    " okla ore pa tenn tex"
    " va vt wash wis wyo n.h n.m n.c n.d s.c s.d r.i w.va b.c".split()
)
"""Abbreviations that end a sentence only when the next word plainly begins one."""

_OPENERS = frozenset(
    """The A An He She It They We You I In On At But And Or So For From If When While After Before As By With Without
    This That These Those There Here His Her Its Their Our My Your What Who Why How Where Which Some Many Most All Both
    Each Every No Not Now Then However Still Yet Also Although Though Because Since Until Once During Despite Under Over
    Meanwhile According Asked Last Earlier Later Today Police Prosecutors Officials Authorities Experts
    Critics Residents
    Investigators Lawyers Jurors One Two Three Several Other Another Such Among Between Even Only Just
    Instead Nor""".split()
)
"""Words that plainly begin a sentence when they stand after an abbreviation."""

_CLOCK = frozenset(["a.m", "p.m", "am", "pm"])
_AFTER_CLOCK = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun January February
    March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept
    Sep Oct Nov Dec
    EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT BST UTC CET CEST IST JST AEST AEDT Eastern Central Mountain Pacific
    Greenwich""".split()
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the sentences of ``text[start:end]``.

    Args:
        text: Any text; paragraphs are separated by blank lines.
        start: Where to begin, in characters.
        end: Where to stop, in characters; the end of the text by default.

    Returns:
        ``(start, end)`` of each sentence in order, in characters of ``text``. None begins or ends with white space,
        none overlap, and between them there is white space alone.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[tuple[int, int]] = []
    while start < stop and text[start].isspace():
        start += 1
    for match in _BREAK.finditer(text, start, stop):
        after = match.end()
        if after >= stop:
            break
        if not _ends_sentence(text, match, start):
            continue
        last = start + len(text[start : match.start() + len(match.group().rstrip())].rstrip())
        if last > start:
            found.append((start, last))
        start = after
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if stop > start:
        found.append((start, stop))
    return found


def _ends_sentence(text: str, match: re.Match[str], start: int) -> bool:
    mark = match.group()
    first = mark[0]
    following = text[match.end()]
    lines = mark.count("\n")
    if lines > 1:
        return True
    if first == "\n":
        # Readers join hard-wrapped lines, so a line end that is still here was meant, unless the line plainly runs on.
        return not (following.islower() or text[match.start() - 1] in ",;-\u2013")
    if first in "\u3002\uff01\uff1f":
        return True
    if following.islower():
        return False
    if first != "." or mark[1:2] in (".", "?", "!"):
        return True
    if lines:
        return not following.islower()
    return _full_stop_ends(text, match.start(), match.end(), start)


def _full_stop_ends(text: str, at: int, after: int, start: int) -> bool:
    """Tell whether the full stop at ``at`` ends a sentence, by the words on both sides of it."""
    last = text[max(start, at - 24) : at].rsplit(None, 1)[-1:]
    before = _WORD_BEFORE.search(text, at - len(last[0]), at) if last and not text[at - 1].isspace() else None
    if before is None:
        return True
    word = before.group()
    key = word.lower()
    if len(word) > 5 and "." not in word:
        return True
    next_word = _WORD_AFTER.match(text, after)
    following = next_word.group(1).rstrip(".") if next_word else ""
    if key in _CLOCK:
        return following not in _AFTER_CLOCK
    if key in _NEVER_LAST:
        return False
    if key in _BEFORE_NUMBER and following[:1].isdigit():
        return False
    if key in _SELDOM_LAST or (len(word) == 1 and word.isupper()) or (len(word) > 2 and word[1::2].strip(".") == ""):
        return following.removesuffix("\u2019s").removesuffix("'s") in _OPENERS
    if word.isdigit() and len(word) <= 2:
        # "1. First point": a number that stands alone at the beginning of its line counts a list.
        return not (before.start() <= start or text[before.start() - 1] == "\n")
    return True
