"""The other one: what became of the charges beside the one that the turn before was about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Hit
from qa.answer import Citation
from qa.answers.compose import Composed, flat
from qa.asked.question import Understood
from qa.facts.kept import Facts
from qa.language import outcomes
from qa.language.words import content_words, stem

_MOST = 3
_LOOKED_AT = 8
_ASKED = re.compile(
    r"^What of the (?:other|others|second|remaining|rest|last) (?:charge|count|verdict)s? "
    r"\(.+? – (?P<known>[^;)]+)"
)


def answer(question: Understood, hits: Sequence[Hit], facts: Facts) -> Composed | None:
    """The sentences that tell the outcomes of the other charges; None where the question is not after them.

    Args:
        question: a follow-up, as completed: "What of the other charge (which charge ended in mistrial – rape)?".
        hits: what was found for it, best first.
        facts: of the articles.
    """
    asked = _ASKED.match(question.text)
    if asked is None:
        return None
    known = {stem(word) for word in content_words(asked["known"])}
    for hit in hits[:_LOOKED_AT]:
        entries = facts.docket(hit.article).entries
        if not any(entry.charge and entry.stems <= known for entry in entries):
            continue
        others = [
            entry
            for entry in entries
            if entry.charge and entry.status in outcomes.DECIDED and not entry.past and not entry.stems <= known
        ]
        sentences = list(dict.fromkeys(entry.sentence for entry in others))[:_MOST]
        if not sentences:
            continue
        citations = [Citation.of(hit.article, *sentence, n) for n, sentence in enumerate(sentences, start=1)]
        first = others[0]
        words = flat(hit.article.body[slice(*first.place)])
        text = " ".join(f"{flat(c.quote)} [{c.n}]" for c in citations)
        return Composed(f"{flat(first.charge)}: {words}", text, citations)
    return None
