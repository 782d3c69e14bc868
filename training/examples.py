"""Training examples for the reader: a question with the passages that answer it and those that do not.

The files follow the flattened SQuAD layout, one JSON object a line: ``id, context, question,
answers: [{text, answer_start}], is_impossible, title, dataset``.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Example:
    """One question over one passage.

    ``answers`` are (start, end) character ranges of ``context``; empty when the passage does not answer.
    ``negatives`` are further passages that do not answer the same question. ``title`` groups the examples of one text;
    ``headline`` is what the passages stand under, where that is known.
    """

    id: str
    dataset: str
    question: str
    context: str
    answers: tuple[tuple[int, int], ...]
    title: str = ""
    negatives: tuple[str, ...] = field(default=())
    headline: str = ""


@dataclass(frozen=True)
class Claim:
    """A sentence, or a question with an answer to it, and whether a passage supports it."""

    text: str
    context: str
    supported: bool
    headline: str = ""


def read_squad_lines(path: Path) -> Iterator[Example]:
    """Yield the examples of one flattened SQuAD file (``.jsonl`` or ``.jsonl.gz``).

    Raises:
        ValueError: when an answer is not the text at its offset; names the file and the line.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            spans = []
            for answer in row["answers"]:
                start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
                if row["context"][start:end] != answer["text"]:
                    raise ValueError(f"{path}, line {number}: the answer is not the text at its offset")
                spans.append((start, end))
            yield Example(
                id=row["id"],
                dataset=row["dataset"],
                question=row["question"],
                context=row["context"],
                answers=tuple(dict.fromkeys(spans)),
                title=row.get("title") or "",
            )


def pair_newsqa(examples: Iterable[Example]) -> list[Example]:
    """Attach each unanswerable NewsQA row to the answerable row of the same question as its negative passage."""
    rows = list(examples)
    negative = {row.id.removeprefix("neg_"): row.context for row in rows if row.id.startswith("neg_")}
    paired = []
    for row in rows:
        key = row.id.removeprefix("pos_")
        if row.answers and key in negative:
            row = replace(row, negatives=(negative.pop(key),))
        if row.answers:
            paired.append(row)
    return paired + [row for row in rows if row.id.removeprefix("neg_") in negative and not row.answers]


def mine_negatives(examples: Sequence[Example], share: float, seed: int, pool: int = 5) -> list[Example]:
    """Give a share of the examples one hard negative: a similar paragraph of the same title without the answer.

    Paragraphs are ranked by TF-IDF cosine to the question; one of the first ``pool`` that holds no answer string
    is drawn, so that near misses and merely related paragraphs both occur.

    Args:
        examples: answerable examples with titles.
        share: the fraction of examples that get a negative, 0 to 1.
        seed: makes the draw repeatable.
        pool: how many of the best-ranked paragraphs to draw from.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    chance = random.Random(seed)
    by_title: dict[str, list[int]] = defaultdict(list)
    for position, example in enumerate(examples):
        by_title[example.title].append(position)
    result = list(examples)
    for positions in by_title.values():
        contexts = list(dict.fromkeys(examples[p].context for p in positions))
        chosen = [p for p in positions if chance.random() < share]
        if len(contexts) < 3 or not chosen:
            continue
        vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
        paragraphs = vectorizer.fit_transform(contexts)
        for start in range(0, len(chosen), 512):
            part = chosen[start : start + 512]
            scores = (vectorizer.transform([examples[p].question for p in part]) @ paragraphs.T).toarray()
            for p, row in zip(part, scores, strict=True):
                found = _best_without_answer(examples[p], contexts, row, pool)
                if found:
                    result[p] = replace(examples[p], negatives=(chance.choice(found),))
    return result


def _best_without_answer(example: Example, contexts: list[str], scores: np.ndarray, pool: int) -> list[str]:
    wanted = [example.context[start:end].lower() for start, end in example.answers]
    best = np.argsort(-scores)[: pool * 4]
    found = [
        contexts[i]
        for i in best
        if contexts[i] != example.context and not any(w in contexts[i].lower() for w in wanted)
    ]
    return found[:pool]


def mine_archive(
    questions: Sequence[Example],
    passages: Sequence[tuple[str, str, str]],
    days: int = 10,
    pool: int = 20,
) -> list[Example]:
    """Distant supervision: passages of dated news that hold the known answer of a question, and near ones that do not.

    A question's date is read from the end of its title ("CNN 2020-01-03"). Among the passages published within
    ``days`` of it, the ``pool`` best by TF-IDF cosine are taken: the best one with the answer string becomes the
    context, the best two without it (in headline or text) the negatives.

    Args:
        questions: examples with one known answer each.
        passages: (ISO date, headline, text) of every archive passage.
        days: how far from the question's date a passage may be published.
        pool: how many of the best passages are looked at.
    """
    from datetime import date

    from sklearn.feature_extraction.text import TfidfVectorizer

    when = np.array([date.fromisoformat(day[:10]).toordinal() if day else 0 for day, _, _ in passages])
    asked = [date.fromisoformat(q.title[-10:]).toordinal() for q in questions]
    near = np.zeros(len(when), bool)
    for day in set(asked):
        near |= np.abs(when - day) <= days
    kept = np.flatnonzero(near)
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform([f"{passages[int(i)][1]} {passages[int(i)][2]}" for i in kept])
    found = []
    for question, day in zip(questions, asked, strict=True):
        answer = question.context[slice(*question.answers[0])].lower()
        scores = (matrix @ vectorizer.transform([question.question]).T).toarray().ravel()
        scores[np.abs(when[kept] - day) > days] = -1
        best = [passages[int(kept[i])] for i in np.argsort(-scores)[:pool] if scores[i] > 0.05]
        holding = [p for p in best if answer in p[2].lower()]
        lacking = [p for p in best if answer not in f"{p[1]} {p[2]}".lower()]
        if not holding or len(answer) < 3:
            continue
        _, headline, text = holding[0]
        start = text.lower().find(answer)
        if text[start : start + len(answer)].lower() != answer:
            continue
        found.append(
            Example(
                id=f"{question.id}/archive",
                dataset="realtimeqa_archive",
                question=question.question,
                context=text,
                answers=((start, start + len(answer)),),
                title=headline,
                headline=headline,
                negatives=tuple(p[2] for p in lacking[:2]),
            )
        )
    return found
