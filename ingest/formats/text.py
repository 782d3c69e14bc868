"""Plain text: the headline on the first line, then perhaps a byline and a date line, then paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.article import Article, Problem
from ingest.characters import decode, is_binary, visible
from ingest.dates import MONTHS, ZONES, parse_moment
from ingest.draft import Draft, stem, use_publication_zone
from ingest.formats.base import Format, Opened

_LONGEST_HEADLINE = 200
_HEADER_LINES = 8
_KEYS = {
    "title": "headline", "headline": "headline", "date": "published", "published": "published",
        "published on": "published",
    "publication date": "published", "posted": "published", "pubdate": "published", "updated": "modified",
    "last updated": "modified", "modified": "modified", "author": "authors", "authors": "authors", "byline": "authors",
    "by": "authors", "source": "source", "publication": "source", "publisher": "source", "newspaper": "source",
    "section": "section", "category": "section", "url": "url", "link": "url", "id": "own_id", "language": "language",
}  # fmt: skip
_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z ]{1,17})\s*:\s+(\S.*)\Z")
_BYLINE = re.compile(
    r"(?:[Bb]y|BY)\s+(?P<names>[A-Z][\w.'\u2019-]+(?:\s+(?:[A-Z][\w.'\u2019-]*|de|von|van|der|la|and|&|al|bin)|,\s+[A-Z][\w.'\u2019-]+){0,12})"
    r"(?:\s*[,|\u2014\u2013-]\s*(?P<rest>.{2,60}))?\Z"
)
_DATE_LIKE = re.compile(r"\d{4}")
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|on|at|st|nd|rd|th|[ap]\.?m\.?|eastern|"
    + "|".join([_WEEKDAYS, *map(re.escape, ZONES), *map(re.escape, sorted(MONTHS, key=len, reverse=True))])
    + r")\b\.?|(?<=\d)T(?=\d)|[\d:/.,+-]+|[|\u2022\u00b7\u2014\u2013()]",
    re.I,
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|[a-zA-Z][\w:.-]*(?:\s[^<>]*)?>\s*<)")
NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


class _Line(NamedTuple):
    field: str
    value: str
    source: str


def sniff(head: bytes) -> float:
    """Anything that is neither binary nor markup can be read as text; every other format goes first."""
    return 0.0 if is_binary(head) or _MARKUP.match(head) else 0.1


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read the file as one article."""
    most = opened.limits.max_article_chars * 4 + 16
    data = opened.stream.read(most)
    if len(data) == most:
        yield Problem(
            opened.origin,
            f"{opened.origin} is longer than {opened.limits.max_article_chars:,} characters; split it "
            "into one story a file, or raise intake.max_article_chars.",
            "too-long",
        )
        return
    yield draft_of_text(decode(data), opened).finish(opened.origin, opened.limits)


def draft_of_text(text: str, opened: Opened) -> Draft:
    """Read headline, byline, date and body out of a story that is written as plain text."""
    draft = Draft()
    lines = visible(text).split("\n")
    at = _skip_blank(lines, 0)
    at = _read_key_lines(draft, lines, at)
    if not draft.headline:
        at = _read_headline(draft, lines, at)
    at = _read_header(draft, lines, at)
    draft.body = "\n".join(lines[at:])
    if draft.published is None and (named := NAME_DATE.search(stem(opened.origin))):
        day = parse_moment("-".join(named.groups()))
        if day:
            draft.published, draft.provenance["published_at"] = day, "file name"
    use_publication_zone(draft, opened.limits.zones.get(draft.source))
    return draft


def _skip_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _read_key_lines(draft: Draft, lines: list[str], at: int) -> int:
    """Lines such as "Title: ..." and "Date: ..." that open some files; at least two make a header."""
    end = at
    found: list[tuple[str, str]] = []
    while end < len(lines) and (match := _KEY_LINE.match(lines[end].strip())) and match[1].strip().lower() in _KEYS:
        found.append((_KEYS[match[1].strip().lower()], match[2].strip()))
        end += 1
    if len(found) < 2:
        return at
    for field, value in found:
        setattr(draft, field, value)
        draft.provenance["published_at" if field == "published" else field] = "header line"
    return _skip_blank(lines, end)


def _read_headline(draft: Draft, lines: list[str], at: int) -> int:
    """The first line, or the first lines up to a blank one where a headline was wrapped; a long line is body."""
    end = at
    while end < len(lines) and lines[end].strip() and end - at < 4:
        end += 1
    block = [line.strip() for line in lines[at:end]]
    alone = end < len(lines) and not lines[end].strip()
    if not block or len(block[0]) > _LONGEST_HEADLINE:
        return at
    wrapped = 2 <= len(block) <= 3 and alone and not any(_header_line(line) for line in block[1:])
    if wrapped and len(" ".join(block)) <= _LONGEST_HEADLINE and not block[-1].endswith("."):
        draft.headline = " ".join(block)
        return _skip_blank(lines, end)
    following = _skip_blank(lines, at + 1)
    if following >= len(lines):
        return at  # one line alone is a body without a headline
    draft.headline = block[0]
    return following


def _read_header(draft: Draft, lines: list[str], at: int) -> int:
    """The byline, date and source lines between the headline and the body."""
    for _ in range(_HEADER_LINES):
        found = _header_line(lines[at].strip()) if at < len(lines) else None
        if found is None or _skip_blank(lines, at + 1) >= len(lines):
            return at
        current = getattr(draft, found.field)
        if current:
            return at
        setattr(draft, found.field, found.value)
        draft.provenance["published_at" if found.field == "published" else found.field] = "header line"
        if found.source and not draft.source:
            draft.source = found.source
            draft.provenance["source"] = "header line"
        at = _skip_blank(lines, at + 1)
    return at


def _header_line(line: str) -> _Line | None:
    if not line or len(line) > 160:
        return None
    key = _KEY_LINE.match(line)
    if key and key[1].strip().lower() in _KEYS and key[1].strip().lower() not in ("title", "headline"):
        return _Line(_KEYS[key[1].strip().lower()], key[2].strip(), "")
    byline = _BYLINE.match(line)
    if byline and not line.endswith("."):
        return _Line("authors", byline["names"], "")
    if len(line) <= 90 and _DATE_LIKE.search(line) and not line.endswith((".", "?", "!")):
        moment = parse_moment(line)
        rest = " ".join(_DATE_WORDS.sub(" ", line).split())
        if moment and (not rest or (len(rest) <= 40 and rest[0].isupper() and line.startswith(rest.split()[0]))):
            modified = bool(re.match(r"(?:last\s+)?(?:updated|modified)", line, re.I))
            return _Line("modified" if modified else "published", moment, rest)
    return None


FORMAT = Format("text", (".txt", ".text", ".md", ".asc"), sniff, read)
