"""Names that may not be shown: finding and replacing them in an article, without keeping them anywhere."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

import sqlalchemy as sa

from index.stores.catalogue import Catalogue
from index.stores.schema import redactions
from ingest import Article, InputError, Problem, content_key

SHOWN = "[name removed]"
"""What stands in the place of a name unless something else is asked for."""
FLAG = "redacted"
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_GAP = 3
"""Characters that may stand between two words of a name: ", " or a line end, but no other word."""
_INITIAL_GAP = 6
"""The same where a middle initial was passed over."""


@dataclass(frozen=True)
class Form:
    """One way to write a name: how many words, a short hash of the first, and a hash of all."""

    words: int
    first: int
    key: str


@dataclass(frozen=True)
class Rule:
    """A name and what is shown instead; only hashes of it are kept, since such a list is itself sensitive."""

    key: str
    item: str
    """The key of the one article's id that it is for; "" for all."""
    full: tuple[Form, ...]
    also: tuple[Form, ...]
    """Shorter forms, replaced only in articles where the full name stands."""
    shown: str

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(
            {"full": [asdict(f) for f in self.full], "also": [asdict(f) for f in self.also], "shown": self.shown}
        )


def rule_of(name: str, also: Sequence[str], item: str, shown: str, salt: str) -> Rule:
    """Make a rule.

    Args:
        name: The full name; "Ann Q. Alder" and "Alder, Ann" are found by "Ann Alder".
        also: Shorter forms.
        item: The key of an article's id, or "" for all articles.
        shown: What to show instead.
        salt: The archive's own; equal names have other hashes in other archives.

    Raises:
        InputError: when a name has no letters, or what is shown would be replaced again.
    """
    words = [_folded(word) for word in _WORD.findall(name)]
    if not words or not all(_WORD.search(form) for form in also):
        raise InputError("A name to redact needs at least one word; write it as it stands in the articles, in quotes.")
    turned = [words[-1], *words[:-1]]
    full = tuple(dict.fromkeys(_form(form, salt) for form in (words, turned)))
    shorter = tuple(_form([_folded(word) for word in _WORD.findall(form)], salt) for form in also)
    rule = Rule(full[0].key, item, full, shorter, shown)
    if Redactor([rule], salt).spans(shown, (*full, *shorter)):
        raise InputError(f'"{shown}" holds the name itself; choose other words to show in its place.')
    return rule


class Redactor:
    """Replaces names by rules.

    Args:
        rules: The rules.
        salt: The archive's own.
    """

    def __init__(self, rules: Iterable[Rule], salt: str) -> None:
        self.rules = tuple(rules)
        self._salt = salt

    @classmethod
    def of(cls, catalogue: Catalogue) -> Redactor:
        """The rules of an archive."""
        with catalogue.reading() as connection:
            rows = connection.execute(sa.select(redactions.c.key, redactions.c.item, redactions.c.rule)).all()
        rules = []
        for key, item, text in rows:
            fields = json.loads(text)
            full, also = (tuple(Form(**form) for form in fields[name]) for name in ("full", "also"))
            rules.append(Rule(key, item, full, also, fields["shown"]))
        return cls(rules, salt_of(catalogue))

    def article(self, article: Article) -> Article:
        """The article with every name replaced wherever it is shown or searched; the same one when there is none."""
        if not self.rules:
            return article
        key = content_key(article.id)
        forms: dict[Form, str] = {}
        texts = _texts(article)
        for rule in self.rules:
            if rule.item in ("", key):
                forms.update(dict.fromkeys(rule.full, rule.shown))
                if rule.item or any(self.spans(text, rule.full) for text in texts):
                    forms.update(dict.fromkeys(rule.also, rule.shown))
        if not any(self.spans(text, tuple(forms)) for text in texts):
            return article

        def cleared(text: str) -> str:
            return self._replaced(text, forms)

        return replace(
            article,
            id=content_key(article.id) if self.spans(article.id, tuple(forms)) else article.id,
            headline=cleared(article.headline),
            body=cleared(article.body),
            source=cleared(article.source),
            authors=tuple(dict.fromkeys(map(cleared, article.authors))),
            section=cleared(article.section),
            url="" if self.spans(article.url, tuple(forms)) else article.url,
            abstract=cleared(article.abstract),
            dateline_place=cleared(article.dateline_place),
            wire=cleared(article.wire),
            corrections=tuple(map(cleared, article.corrections)),
            usage=cleared(article.usage),
            flags=tuple(dict.fromkeys((*article.flags, FLAG))),
            extra={name: cleared(value) for name, value in article.extra.items()},
            origin=cleared(article.origin),
        )

    def text(self, text: str) -> str:
        """A text that belongs to no one article, such as a path, by the rules for all articles."""
        forms = {form: rule.shown for rule in self.rules if not rule.item for form in rule.full}
        return self._replaced(text, forms) if forms else text

    def problem(self, problem: Problem) -> Problem:
        """A problem whose sentence names nobody."""
        return replace(problem, origin=self.text(problem.origin), reason=self.text(problem.reason))

    def spans(self, text: str, forms: Sequence[Form]) -> list[tuple[int, int, Form]]:
        """Where some forms stand in a text: start, end and the form, from left to right, none within another."""
        if not forms:
            return []
        words = [(_folded(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
        found = self._among(words, forms, _GAP)
        found += self._among([w for w in words if len(w[0]) > 1], forms, _INITIAL_GAP)
        kept: list[tuple[int, int, Form]] = []
        for start, end, form in sorted(found, key=lambda f: (f[0], -f[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, form))
        return kept

    def _among(self, words: list[tuple[str, int, int]], forms: Sequence[Form], gap: int) -> list[tuple[int, int, Form]]:
        wanted: dict[int, list[Form]] = {}
        for form in forms:
            wanted.setdefault(form.first, []).append(form)
        seen: dict[str, int] = {}
        found = []
        for at, (word, start, _) in enumerate(words):
            if word not in seen:
                seen[word] = _short(word, self._salt)
            for form in wanted.get(seen[word], ()):
                run = words[at : at + form.words]
                close = all(b[1] - a[2] <= gap for a, b in pairwise(run))
                if len(run) == form.words and close and content_key(self._salt, *(w for w, _, _ in run)) == form.key:
                    found.append((start, run[-1][2], form))
        return found

    def _replaced(self, text: str, forms: dict[Form, str]) -> str:
        parts, at = [], 0
        for start, end, form in self.spans(text, tuple(forms)):
            parts += [text[at:start], forms[form]]
            at = end
        return "".join(parts) + text[at:]


def salt_of(catalogue: Catalogue) -> str:
    """What the names of an archive are hashed with."""
    return (catalogue.get("archive") or b"").decode()


def _form(words: Sequence[str], salt: str) -> Form:
    return Form(len(words), _short(words[0], salt), content_key(salt, *words))


def _short(word: str, salt: str) -> int:
    """Twelve bits: enough to pass over nearly every other word quickly, too few to tell the name."""
    return zlib.crc32((salt + word).encode("utf-8", "surrogatepass")) & 0xFFF


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _texts(article: Article) -> list[str]:
    """Everything of an article that is shown or searched."""
    return [
        article.id, article.headline, article.body, article.source, article.section, article.url, article.abstract,
        article.dateline_place, article.wire, article.usage, article.origin, *article.authors, *article.corrections,
        *article.extra.values(),
    ]  # fmt: skip
