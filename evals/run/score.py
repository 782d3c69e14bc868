"""From records to figures: what each question adds to each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from evals.metrics import citations, news, quotes, refusal, retrieval, squad
from evals.metrics.support import SupportJudge
from evals.run.records import Record
from qa import Answer

Parts = dict[str, tuple[float, float]]
"""Figure to (numerator, denominator) of one question. A figure that does not apply to it is missing."""


def reply(record: Record) -> refusal.Reply:
    """What came of a question, for the figures about refusal. A failure counts as no answer."""
    question, given = record.question, record.given
    return refusal.Reply(
        answered=given is not None,
        right=not question.unanswerable and squad.right(given, question.answers),
        confidence=record.answer.confidence if record.answer else 0.0,
        unanswerable=question.unanswerable,
    )


def candidate_reply(record: Record) -> refusal.Reply:
    """The same for what would have been answered had nothing been withheld: the whole risk-coverage curve."""
    candidate, question = record.candidate, record.question
    given = candidate.answer if candidate else None
    return refusal.Reply(
        answered=given is not None,
        right=not question.unanswerable and squad.right(given, question.answers),
        confidence=candidate.confidence if candidate else 0.0,
        unanswerable=question.unanswerable,
    )


def parts(records: Sequence[Record], judge: SupportJudge) -> list[Parts]:
    """What each record adds to each figure."""
    found = _retrieval(records)
    return [
        {**_answer(record), **_refusal(record), **found.get(record.question.id, {}), **_citations(record, judge)}
        for record in records
    ]


def _answer(record: Record) -> Parts:
    question = record.question
    if question.long_form or not (question.answers or question.unanswerable):
        return {}
    exact, f1 = squad.best(record.given, question.answers)
    scores: Parts = {"f1_all": (f1, 1.0)}
    if question.unanswerable:
        return scores
    scores |= {"em": (exact, 1.0), "f1": (f1, 1.0)}
    scores["correct"] = (float(squad.right(record.given, question.answers)), 1.0)
    best = news.best(record.given, question.answers, question.question, _published(record.answer))
    scores["news"] = (best.value, 1.0)
    for part in ("outcome", "number", "date", "name", "quote"):
        value = getattr(best, part)
        if value is not None:
            # A part that agrees by accident in an answer that was not given would be a score for silence.
            scores[part] = (value if record.given else 0.0, 1.0)
    if question.wrong_answers:
        scores |= _misled(record)
    return scores


def _misled(record: Record) -> Parts:
    """Whether a value that is known to be false was given as the answer, and whether both values were shown."""
    question = record.question
    right = squad.right(record.given, question.answers)
    wrong = squad.right(record.given, question.wrong_answers)
    shown = [record.given or "", *(conflict.value for conflict in record.answer.conflicts)] if record.answer else []
    both = all(
        any(squad.right(value, values) for value in shown) for values in (question.answers, question.wrong_answers)
    )
    return {"misled": (float(wrong and not right), 1.0), "conflict_shown": (float(both), 1.0)}


def _published(answer: Answer | None) -> date | None:
    """The day of the first cited article, which the answer's weekdays are counted from."""
    if not answer or not answer.citations or not answer.citations[0].published_at:
        return None
    return date.fromisoformat(answer.citations[0].published_at[:10])


def _refusal(record: Record) -> Parts:
    question = record.question
    if not (question.answers or question.unanswerable):
        return {}
    came = reply(record)
    scores: Parts = {}
    if question.unanswerable:
        scores["false_answer"] = (float(came.answered), 1.0)
    else:
        scores |= {"answered": (float(came.answered), 1.0), "false_refusal": (float(not came.answered), 1.0)}
    if not question.long_form:
        scores["truthfulness"] = (float(refusal.crag(came)), 1.0)
        scores["right_when_answered"] = (float(came.answered and came.right), float(came.answered))
        scores["brier"] = ((came.confidence - came.right) ** 2 * came.answered, float(came.answered))
    return scores


def _retrieval(records: Sequence[Record]) -> Mapping[str, Parts]:
    judged = [record for record in records if record.question.articles]
    relevant = {record.question.id: record.question.relevance for record in judged}
    scores = retrieval.per_query(relevant, {record.question.id: record.ranked for record in judged})
    return {record.question.id: _found(record, scores.get(record.question.id, {})) for record in records}


def _found(record: Record, scores: Mapping[str, float]) -> Parts:
    found: Parts = {name: (value, 1.0) for name, value in scores.items()}
    question = record.question
    if question.articles:
        found["all_evidence@10"] = (retrieval.all_found(question.articles, record.ranked, 10), 1.0)
    passages = [result.snippet for result in record.answer.results] if record.answer else []
    read = bool(record.answer or record.error)
    if question.evidence and read:
        first = next(
            (
                rank
                for rank, passage in enumerate(passages, start=1)
                if any(citations.holds(passage, evidence, 0.5) for evidence in question.evidence)
            ),
            len(passages) + 1_000,
        )
        found |= {f"evidence@{k}": (float(first <= k), 1.0) for k in (5, 10, 20)}
    if question.answerable and not question.long_form and read:
        texts = [f" {squad.normalise(passage)} " for passage in passages[:10]]
        wanted = [f" {squad.normalise(gold)} " for gold in question.answers]
        found["answer_in@10"] = (float(any(gold in text for gold in wanted for text in texts)), 1.0)
    return found


def _citations(record: Record, judge: SupportJudge) -> Parts:
    answer = record.answer
    if answer is None or answer.answer is None:
        return {}
    support = citations.alce(answer.text, answer.citations, judge)
    scores: Parts = {
        "exactness": (float(record.exact), float(len(answer.citations))),
        "citation_recall": (float(support.supported), float(support.statements)),
        "citation_precision": (float(support.needed), float(support.citations)),
    }
    cited = [citation.quote for citation in answer.citations]
    said = quotes.quoted(answer.text)
    if said:
        scores["quotes_verbatim"] = (float(sum(quotes.verbatim(words, cited) for words in said)), float(len(said)))
    if squad.normalise(answer.answer) not in ("yes", "no"):
        held = any(squad.normalise(answer.answer) in squad.normalise(quote) for quote in cited)
        scores["answer_cited"] = (float(held), 1.0)
    question = record.question
    if question.articles:
        held = any(record.gold.get(citation.article_id) for citation in answer.citations)
        scores["cites_gold"] = (float(held), 1.0)
    if question.evidence and question.answerable:
        pairs = [(quote, evidence) for quote in cited for evidence in question.evidence]
        held = any(citations.holds(quote, evidence) or citations.holds(evidence, quote) for quote, evidence in pairs)
        scores["cites_evidence"] = (float(held), 1.0)
    return scores
