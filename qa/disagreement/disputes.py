"""How disagreement is told: each value with its source, day and sentence; the latest state with those before."""

from __future__ import annotations

from collections.abc import Sequence

from index import Hit
from ingest import Article
from qa.answer import Citation, Conflict
from qa.answers.compose import MOST_CITATIONS, Composed, flat, span_answer
from qa.disagreement.conflicts import Claim, Dispute
from qa.disagreement.developments import history
from qa.facts.told import Told
from qa.spans.rank import Group


def show(dispute: Dispute | None, groups: Sequence[Group], hits: Sequence[Hit]) -> Composed:
    """The answer of the first group with all that disagrees: sentences, citations, and the list of conflicting values.

    Args:
        dispute: what :func:`qa.disagreement.conflicts.examine` found.
        groups: the answers, best first.
        hits: what was read.
    """
    if dispute is None:
        return span_answer(groups, hits)
    page = _Page(dispute, groups)
    conflicts = []
    if dispute.rivals:
        conflicts = [Conflict(value=page.answer, citations=list(page.first))]
        conflicts += [Conflict(value=claim.told.text, citations=page.cite(claim)) for claim in dispute.rivals]
        named = [
            _named(conflict.value, claim.told, conflict.citations[0])
            for conflict, claim in zip(conflicts, (dispute.first, *dispute.rivals), strict=True)
        ]
        page.add(f"It is {named[0]}, but {' and '.join(named[1:])}:")
        for number in dict.fromkeys(conflict.citations[0] for conflict in conflicts[1:]):
            page.add(f"{flat(page.citations[number - 1].quote)} [{number}]")
    if dispute.earlier:
        page.add(history(page.answer, dispute.first.told.day, page.first[0], [
            (claim.told.text, claim.told.day, page.cite(claim)[0]) for claim in dispute.earlier
        ]))  # fmt: skip
    if dispute.wrong and dispute.correction:
        page.correct(dispute)
    return Composed(page.answer, page.text, page.citations, conflicts=conflicts)


class _Page:
    """The text and the citations as they grow."""

    def __init__(self, dispute: Dispute, groups: Sequence[Group]) -> None:
        self.citations: list[Citation] = []
        self.answer = dispute.first.told.text if dispute.moved else groups[0].best.text
        self.first = self.cite(dispute.first)
        self.text = f"{flat(self.citations[0].quote)} {''.join(f'[{n}]' for n in self.first)}"

    def add(self, text: str) -> None:
        self.text += f" {text}"

    def cite(self, claim: Claim) -> list[int]:
        """The numbers of the citations of a claim; at most three stories are cited for a value."""
        return [self._number(told) for told in claim.voices[:MOST_CITATIONS]]

    def correct(self, dispute: Dispute) -> None:
        """Say what was corrected, by whom, and who still has it wrong."""
        back = dispute.correction
        if back is None:
            return
        if back.place is None:
            number = next(
                (c.n for c in self.citations if c.version == back.article.version),
                0,
            ) or self._append(back.article, back.place or dispute.first.told.sentence)
            self.add(f"Corrected: {flat(back.notice)} [{number}]")
        else:
            told = Told(back.article, *back.place, back.place, back.wrong)
            known = self._find(told)
            number = known or self._number(told)
            said = "" if known else f" {flat(back.article.body[slice(*back.place)])}"
            self.add(f"Corrected:{said} [{number}]" if said else f"This is the corrected value [{number}];")
        listed = [_named(claim.told.text, claim.told, self.cite(claim)[0]) for claim in dispute.wrong]
        self.add(f"Before the correction: {'; '.join(listed)}.")

    def _find(self, told: Told) -> int:
        return next(
            (c.n for c in self.citations if c.version == told.article.version and (c.start, c.end) == told.sentence), 0
        )

    def _number(self, told: Told) -> int:
        return self._find(told) or self._append(told.article, told.sentence)

    def _append(self, article: Article, sentence: tuple[int, int]) -> int:
        self.citations.append(Citation.of(article, *sentence, len(self.citations) + 1))
        return len(self.citations)


def _named(value: str, told: Told, number: int) -> str:
    """A value with who reported it and when: "15 (Tarrow Falls Lantern, February 5, 2015) [2]"."""
    day = told.day
    parts = [part for part in (told.article.source, f"{day:%B} {day.day}, {day.year}" if day else "") if part]
    return f"{value} ({', '.join(parts)}) [{number}]" if parts else f"{value} [{number}]"
