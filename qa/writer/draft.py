"""The answer that a model is writing: its sentences as far as they may be shown, and the citations of their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.answer import Answer, Citation
from qa.answers.compose import flat
from qa.faithfulness import MARK, Evidence, check
from qa.language.words import content_words, stem
from qa.writer.given import Numbered

MOST_SENTENCES = 6
_VERDICT = re.compile(r"^(yes|no)\b[,.:;—–-]*\s*", re.I)


class Draft:
    """The sentences that may be shown so far, and the citations of their marks."""

    def __init__(
        self,
        answer: Answer,
        given: Sequence[Numbered],
        on_sentence: Callable[[str], None],
    ) -> None:
        self._answer = answer
        self._composed, self._notices = _first_paragraph(answer.text)
        self._given = {one.passage.n: one for one in given}
        self.evidence = {n: Evidence(one.passage) for n, one in self._given.items()}
        self._say = on_sentence
        self._citations = list(answer.citations)
        self._lines: list[str] = []
        self._approved: list[tuple[str, list[int]]] = []
        self._short = answer.answer or ""
        self._quoted: set[int] = set()
        self.taken = 0
        self._rejected = 0

    @property
    def full(self) -> bool:
        """Whether no more sentences are wanted."""
        return self.taken >= MOST_SENTENCES

    def take(self, sentence: str) -> None:
        """Approve a sentence, or put a source's own in its place."""
        spoken = _VERDICT.match(sentence)
        if spoken and spoken.group(1).lower() == self._short.lower():
            sentence = sentence[spoken.end() :]
            if not content_words(MARK.sub("", sentence)):
                return
            sentence = sentence[0].upper() + sentence[1:]
        self.taken += 1
        licensed = self._answer.standalone_question if not self._quoted_whole and self._restates(sentence) else ""
        verdict = check(sentence, self.evidence, licensed) if not spoken or spoken.end() else None
        if verdict is None or not verdict.passed:
            self._rejected += 1
            self._quote()
            return
        numbers = [self._cite(n, start, end) for n, start, end in verdict.ranges]
        text = flat(MARK.sub("", sentence))
        if any(text == known for known, _ in self._approved):
            return
        self._approved.append((text, numbers))
        self._line(text, numbers)

    def written(self, name: str) -> Answer:
        """The approved text; the composed one when nothing was approved."""
        if not self._approved:
            what = "the sentence" if self._rejected == 1 else f"none of the {self._rejected} sentences"
            failed = f"{what} by {name} {'did not pass' if self._rejected == 1 else 'passed'} the checks"
            return self.without_model(failed if self._rejected else f"{name} wrote no sentence")
        note = f"{self._rejected} of {self.taken} sentences by {name} did not pass the checks"
        lead = self._lead()
        lines = [*([lead] if lead else []), *(line for line in self._lines if line not in lead)]
        notes = [f"{note}; the sources' own words stand in their place."] if self._rejected else []
        return self._answer.model_copy(
            update={
                "text": " ".join(lines) + self._notices,
                "citations": self._citations,
                "notes": [*self._answer.notes, *notes],
                "engine": self._answer.engine.model_copy(update={"writer": name}),
            }
        )

    def without_model(self, why: str) -> Answer:
        """The composed answer, and why the model has no part in it."""
        note = f"The language model was not used: {why}; the answer is the sources' own words."
        return self._answer.model_copy(update={"notes": [*self._answer.notes, note]})

    def _lead(self) -> str:
        """What must be said whatever the model wrote: the composed text that is more than quotes, or the answer."""
        bare = self._composed
        for citation in self._answer.citations:
            bare = bare.replace(flat(citation.quote), " ")
        if re.search(r"\w", MARK.sub("", bare)):
            return self._composed
        first = self._answer.citations[0]
        if any(first.n in numbers and self._states_answer(text) for text, numbers in self._approved):
            return ""
        line = f"{flat(first.quote)} [{first.n}]"
        return "" if line in self._lines else line

    def _states_answer(self, text: str) -> bool:
        """Whether a sentence holds the short answer; one that is a whole quote is stated by whoever cites it."""
        return self._quoted_whole or self._restates(text)

    @property
    def _quoted_whole(self) -> bool:
        return flat(self._answer.citations[0].quote) == flat(self._short)

    def _restates(self, text: str) -> bool:
        return {stem(w) for w in content_words(self._short)} <= {stem(w) for w in content_words(text)}

    def _quote(self) -> None:
        """Say the next of the composed citations that was not said yet, in its own words."""
        for citation in self._answer.citations:
            if citation.n not in self._quoted:
                self._quoted.add(citation.n)
                self._line(flat(citation.quote), [citation.n])
                return

    def _line(self, text: str, numbers: Sequence[int]) -> None:
        line = f"{text} {''.join(f'[{n}]' for n in dict.fromkeys(numbers))}"
        self._lines.append(line)
        self._say(line)

    def _cite(self, n: int, start: int, end: int) -> int:
        """The number of the citation that holds this place; a new one when none does."""
        given = self._given[n]
        first, last = given.start + start, given.start + end
        for citation in self._citations:
            if (citation.article_id, citation.version) == (given.article.id, given.article.version) and (
                citation.start < last and first < citation.end
            ):
                return citation.n
        number = max(citation.n for citation in self._citations) + 1
        self._citations.append(Citation.of(given.article, first, last, number))
        return number


def _first_paragraph(text: str) -> tuple[str, str]:
    """The answer proper, and the notices that follow it with the empty line before them."""
    first, gap, rest = text.partition("\n\n")
    return first, gap + rest
