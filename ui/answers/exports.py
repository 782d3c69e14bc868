"""An answer, or the passages chosen from it, as Markdown, RIS, BibTeX, CSV or JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest import InputError
from ui.answers import words

if TYPE_CHECKING:
    from qa import Answer, Citation, Result


@dataclass(frozen=True, slots=True)
class Reference:
    """One quoted passage with where it was published."""

    article_id: str
    version: str
    headline: str
    source: str
    published_at: str | None
    url: str
    quote: str
    start: int
    end: int


def references(answer: Answer, passages: Sequence[int] = ()) -> list[Reference]:
    """What an export lists.

    Args:
        answer: what is exported.
        passages: places in its ranked list, from 1; without any, its citations are listed.

    Raises:
        InputError: when there is no such place.
    """
    if not passages:
        return [_of_citation(one) for one in answer.citations]
    for place in passages:
        if not 1 <= place <= len(answer.results):
            raise InputError(f"There is no passage {place}: the answer lists {len(answer.results)}.")
    return [_of_result(answer.results[place - 1]) for place in passages]


def markdown(answer: Answer, cited: Sequence[Reference]) -> str:
    """The question, the answer and its evidence, to paste into a document."""
    lines = [f"## {_plain(answer.question)}", "", _plain(answer.text), ""]
    for place, one in enumerate(cited, start=1):
        where = ", ".join(part for part in (_plain(one.source), words.day(one.published_at)) if part)
        address = f" <{one.url}>" if one.url.startswith(("http://", "https://")) else ""
        lines += [f"{place}. “{_plain(one.quote)}”", f"   — *{_plain(one.headline)}*, {where}.{address}", ""]
    return "\n".join(lines)


def ris(answer: Answer, cited: Sequence[Reference]) -> str:
    """References of type NEWS, as reference managers read them."""
    records = []
    for one in cited:
        published = _date_of(one)
        pairs = [
            ("TY", "NEWS"),
            ("TI", _line(one.headline)),
            ("T2", _line(one.source)),
            ("PY", str(published.year) if published else ""),
            ("DA", published.strftime("%Y/%m/%d") if published else ""),
            ("UR", _line(one.url)),
            ("AB", _line(one.quote)),
            ("N1", f"Evidence for: {_line(answer.question)}"),
            ("ID", _line(one.article_id)),
        ]
        records.append("".join(f"{tag}  - {value}\r\n" for tag, value in pairs if value) + "ER  - \r\n")
    return "\r\n".join(records)


def bibtex(answer: Answer, cited: Sequence[Reference]) -> str:
    """An ``@article`` for each reference, in UTF-8, with its quote as the abstract."""
    entries, taken = [], set[str]()
    for one in cited:
        published = _date_of(one)
        fields = {
            "title": f"{{{_tex(one.headline)}}}",
            "journal": _tex(one.source),
            "year": str(published.year) if published else "",
            "month": str(published.month) if published else "",
            "day": str(published.day) if published else "",
            "url": _tex(one.url),
            "abstract": _tex(one.quote),
            "note": _tex(f"Evidence for: {answer.question}"),
        }
        key = _key(one, published, taken)
        inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}"))
        entries.append(f"@article{{{key},\n{inside}\n}}\n")
    return "\n".join(entries)


def table(answer: Answer, cited: Sequence[Reference]) -> str:
    """A row for each reference, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "question",
            "answer",
            "headline",
            "source",
            "published_at",
            "url",
            "quote",
            "article_id",
            "version",
            "start",
            "end",
        ]
    )
    for one in cited:
        row = (answer.question, answer.answer or "", one.headline, one.source, one.published_at or "", one.url)
        rest = (one.quote, one.article_id, one.version)
        writer.writerow([*(_cell(value) for value in row + rest), one.start, one.end])
    return out.getvalue()


def whole(answer: Answer, cited: Sequence[Reference]) -> str:
    """The answer itself, as ``dateline verify`` reads it."""
    return answer.model_dump_json(indent=2)


Writer = Callable[["Answer", Sequence[Reference]], str]
FORMATS: dict[str, tuple[str, str, str, Writer]] = {
    "md": ("Markdown", "text/markdown", "md", markdown),
    "ris": ("RIS", "application/x-research-info-systems", "ris", ris),
    "bibtex": ("BibTeX", "application/x-bibtex", "bib", bibtex),
    "csv": ("CSV", "text/csv", "csv", table),
    "json": ("JSON", "application/json", "json", whole),
}
"""Name, media type, suffix and writer of each format."""


def _of_citation(one: Citation) -> Reference:
    return Reference(
        one.article_id, one.version, one.headline, one.source, one.published_at, one.url, one.quote, one.start, one.end
    )


def _of_result(one: Result) -> Reference:
    return Reference(
        one.article_id,
        one.version,
        one.headline,
        one.source,
        one.published_at,
        one.url,
        one.snippet,
        one.start,
        one.end,
    )


def _date_of(one: Reference) -> date | None:
    try:
        return date.fromisoformat((one.published_at or "")[:10])
    except ValueError:
        return None


def _line(text: str) -> str:
    return " ".join(words.clean(text).split())


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: an article cannot bring links or HTML into somebody's document."""
    return re.sub(r"([\\`*_{}<>#|~]|\[(?!\d{1,3}\])|(?<!\d)\]|\]\()", r"\\\1", _line(text))


def _tex(text: str) -> str:
    """Text inside braces: only what would unbalance them or start a command is changed."""
    return _line(text).replace("\\", "\\textbackslash ").replace("{", "(").replace("}", ")")


def _cell(value: str) -> str:
    """A cell that a spreadsheet takes as text, never as a formula."""
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _key(one: Reference, published: date | None, taken: set[str]) -> str:
    source = re.sub(r"[^a-z0-9]+", "", one.source.lower())[:20] or "news"
    base = f"{source}{published.year if published else ''}{one.version[:6]}"
    key, more = base, 1
    while key in taken:
        more += 1
        key = f"{base}-{more}"
    taken.add(key)
    return key
