"""A draft is what a format read of one item; finished, it is an Article, or a Problem that says why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.article import Article, Problem, content_key
from ingest.characters import one_line, visible
from ingest.corrections import find_corrections
from ingest.dateline import read_dateline
from ingest.dates import day_of, in_zone, parse_moment
from ingest.licence import end_of_licence
from ingest.prose import tidy_body
from ingest.settings import IntakeSettings

_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|mc_[ce]id|igshid|ocid|cmpid|cmp|ito|ncid|smid|ref|ref_src|src|partner|rss|sh)\Z", re.I
)
_PLAIN_ID = re.compile(r"[^\s/\\]{1,200}\Z")
_BARE_NUMBER = re.compile(r"\d+\Z")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|.*[\s/\\]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s+(?=[^\W\d_])", re.I)
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|sup|sub|ul|ol|li|h[1-6]|hr|img|figure|blockquote|section|table|t[rdh])\b[^<>]*>",
    re.I,
)


@dataclass
class Draft:
    """One item as its file told it, field by field; nothing is cleaned or decided yet."""

    headline: str = ""
    body: str = ""
    own_id: str = ""
    """The item's own id, where its file gives one."""
    uri: str = ""
    """A guid, uri or other name that is unique but no id to type; the address serves when there is none."""
    source: str = ""
    published: object = None
    modified: object = None
    authors: Iterable[str] | str = ()
    section: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    dateline_place: str = ""
    dateline_date: str | None = None
    wire: str = ""
    corrections: list[str] = field(default_factory=list)
    status: Literal["usable", "withheld", "canceled"] = "usable"
    embargo: object = None
    expires: object = None
    usage: str = ""
    complete: bool = True
    flags: list[str] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    revision: str = ""
    day_first: bool = False
    ready: bool = False
    """True when the body is already in its lasting form."""

    def finish(self, origin: str, limits: IntakeSettings) -> Article | Problem:
        """Clean the fields, name the item, and check that it is an article.

        Args:
            origin: Where it was read, as :attr:`Article.origin` keeps it.
            limits: How long an article may be.
        """
        headline = one_line(markup_free(self.headline))
        too_long = len(self.body) > limits.max_article_chars
        body = "" if too_long else self.body if self.ready else tidy_body(markup_text(self.body))
        abstract = one_line(markup_free(self.abstract))
        if too_long or len(body) > limits.max_article_chars:
            return Problem(
                origin,
                f"{origin}: the article is longer than {limits.max_article_chars:,} characters; raise "
                "intake.max_article_chars if it is one story.",
                "too-long",
            )
        body = _without_headline(body, headline)
        complete = self.complete
        flags = list(self.flags)
        if not body and abstract and self.status == "usable":
            body, complete = abstract, False
            flags.append("summary-only")
        if not body and self.status != "canceled":
            return Problem(
                origin,
                f"{origin}: the item{_named(headline)} has no body text, so there is nothing to answer "
                "from; it was left out.",
                "no-body",
            )
        published, modified = parse_moment(self.published, day_first=self.day_first), None
        if self.modified is not None:
            modified = parse_moment(self.modified, day_first=self.day_first)
        extra = {key: value for key, value in self.extra.items() if value}
        if self.published and not published:
            extra.setdefault("published_at", one_line(str(self.published)))
        source = one_line(self.source)
        url = self.url.strip()
        dateline = read_dateline(body, published)
        corrections = [tidy_body(markup_text(notice)) for notice in self.corrections if notice.strip()]
        item_id, given = self._name(headline, body, published, source, url, origin)
        return Article(
            id=item_id,
            headline=headline or _first_words(body),
            body=body,
            source=source,
            published_at=published,
            modified_at=modified,
            authors=tidy_authors(self.authors),
            section=one_line(self.section),
            url=url,
            language=self.language.strip().replace("_", "-"),
            abstract=abstract,
            dateline_place=one_line(self.dateline_place) or dateline.place,
            dateline_date=self.dateline_date or dateline.day,
            wire=self.wire or dateline.wire,
            corrections=tuple(dict.fromkeys([*corrections, *find_corrections(body)])),
            status=self.status,
            embargo_until=parse_moment(self.embargo),
            expires=parse_moment(self.expires) or end_of_licence(one_line(self.usage)),
            usage=one_line(self.usage),
            complete=complete,
            flags=tuple(dict.fromkeys(flags)),
            provenance=self.provenance,
            extra=extra,
            origin=origin,
            id_given=given,
            revision=self.revision,
        )

    def _name(
        self, headline: str, body: str, published: str | None, source: str, url: str, origin: str
    ) -> tuple[str, bool]:
        own = self.own_id.strip()
        if own and _BARE_NUMBER.match(own):
            return f"{slug(source) or slug(stem(origin)) or 'item'}-{own}", True
        if own and _PLAIN_ID.match(own) and not _ADDRESS.match(own):
            return visible(own), True
        for name in (own, self.uri.strip(), url):
            if name:
                return content_key(canonical_url(name)), True
        return content_key(headline, body, published or "", source), False


def use_publication_zone(draft: Draft, zone: str | None, hint_day: str | None = None) -> None:
    """Put a publication moment that was written in UTC on the publication's own clocks.

    Args:
        draft: The draft; its ``published`` may change.
        zone: The publication's zone, where it is known.
        hint_day: The local day that the address or the visible text gives, used when the zone is unknown.
    """
    moment = parse_moment(draft.published, day_first=draft.day_first)
    if moment is None or not moment.endswith("+00:00"):
        return
    if zone:
        draft.published = in_zone(moment, zone)
        modified = parse_moment(draft.modified)
        if modified and modified.endswith("+00:00"):
            draft.modified = in_zone(modified, zone)
    elif hint_day and hint_day != moment[:10] and abs((day_of(hint_day) - day_of(moment)).days) == 1:
        # The zone is unknown but the local day is not: a day that is right is worth more than a moment that misleads.
        draft.published = hint_day
        draft.extra.setdefault("published_utc", moment)


def canonical_url(url: str) -> str:
    """An address without what changes between visits: scheme, "www.", fragment, tracking parameters, trailing slash."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in ("http", "https"):
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port not in (None, 80, 443):
        host += f":{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


def tidy_authors(authors: Iterable[str] | str) -> tuple[str, ...]:
    """Author names one by one: "By Ann Writer and Bo Scribe" gives two; duplicates and run-together lists go."""
    given = [authors] if isinstance(authors, str) else list(authors)
    names: list[str] = []
    for entry in given:
        entry = one_line(markup_free(str(entry)))
        entry = _BYLINE.sub("", entry, count=1) if _BYLINE.match(entry) else entry
        for name in re.split(r"\s*;\s*|\s*\|\s*|,?\s+(?:and|und|et|&)\s+|\s*,\s+(?=[^\W\d_])", entry):
            name = re.sub(r"\s*[<(]?[\w.+-]+@[\w-]+\.[\w.]+[>)]?", "", name).strip(" ,.;")
            name = re.sub(r"\s+(?:[-\u2013\u2014|@]\s*\S.*|(?:on\s+)?\S*\d.*)\Z", "", name).strip(" ,.;")
            if name and not name.startswith(("http:", "https:", "@")) and len(name) <= 120:
                names.append(name if not name.isupper() or len(name) <= 5 else name.title())
    unique = list(dict.fromkeys(names))
    joined = {name for name in unique if sum(other != name and other in name for other in unique) > 1}
    return tuple(name for name in unique if name not in joined)


def markup_text(text: str) -> str:
    """The text of a body that may be HTML; text without tags is returned as it is."""
    if "<" not in text or len(_MARKUP.findall(text[:20_000])) < 2:
        return text
    from ingest.formats.markup import fragment_text

    return fragment_text(text)


def markup_free(text: str) -> str:
    """A field such as a headline without the tags and entities that some dumps leave in it."""
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return _MARKUP.sub(" ", text) if "<" in text else text


def slug(text: str) -> str:
    """Lower-case letters and digits with hyphens between: "BBC News" gives "bbc-news"."""
    return _NOT_SLUG.sub("-", text.lower()).strip("-")


def stem(origin: str) -> str:
    """The name of the file that an origin names, without folders, suffixes, line or member numbers."""
    name = re.sub(r"[:#]\d+\Z", "", origin).replace("\\", "/").rsplit("/", 1)[-1].rsplit("!", 1)[-1]
    return name.split(".", 1)[0] or name


def _without_headline(body: str, headline: str) -> str:
    """A body that does not begin by repeating its headline: headlines are never quoted as text."""
    first, border, rest = body.partition("\n\n")
    return rest if border and headline and " ".join(first.split()).casefold() == headline.casefold() else body


def _first_words(body: str) -> str:
    """What stands for a headline where there is none: the beginning of the body."""
    first = body.split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + "…"


def _named(headline: str) -> str:
    return f' "{headline[:60]}"' if headline else ""
