"""Which data a training draws, how much of each, and what is made of it."""

from __future__ import annotations

import gzip
import json
import logging
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.court import court_reports
from training.examples import Claim, Example, mine_archive, mine_negatives, pair_newsqa, read_squad_lines
from training.mutate import mutate
from training.twins import answers_to_check, as_claim, claim_twins, with_twins

log = logging.getLogger("training")

# How often an epoch draws each set; 0.3 is three tenths of it.
SHARES = {
    "written": 1.0, "dialogues": 2.0, "squad2_8titles": 2.0, "squad2_train_10articles": 2.0,
    "squad11_train_du": 0.6, "squad11_train_rl": 0.6, "squad11_train_ec": 0.6, "squadshifts_new_wiki": 0.5,
    "squadshifts_reddit": 0.08, "squadshifts_amazon": 0.05, "tweetqa": 0.15, "nq_swap": 0.3, "ester": 0.3,
    "newsqa_chunks": 1.0, "newsqa_articles": 0.3, "realtimeqa_evidence": 1.0, "realtimeqa_archive": 1.0,
    "mutated": 1.0, "court": 0.3,
    "claims": 1.0, "fever": 0.4, "boolq": 0.7, "checks": 0.3,
}  # fmt: skip
MINED = {"squad11_train_du", "squad11_train_rl", "squad11_train_ec", "squadshifts_new_wiki"}
MUTATED = MINED | {"newsqa_chunks"}
TITLED = {"squad11_train_du", "squadshifts_new_wiki"}
"""Sets whose titles stand over their passages as headlines do."""
NEIGHBOUR_SHARE, TWIN_SHARE, MUTATED_SHARE, CLAIM_TWIN_SHARE = 0.15, 0.7, 0.2, 0.5
COURT_REPORTS = 400


@dataclass(frozen=True)
class Sets:
    """Everything that can be drawn: examples with spans, and groups of claims, by the name of their set."""

    spans: dict[str, list[Example]]
    claims: dict[str, list[list[Claim]]]

    def draw(self, chance: random.Random, scale: float) -> tuple[list[Example], list[list[Claim]]]:
        """One epoch, each set by its share times ``scale``."""
        return (
            [one for name, rows in self.spans.items() for one in _some(rows, SHARES[name] * scale, chance)],
            [one for name, rows in self.claims.items() for one in _some(rows, SHARES[name] * scale, chance)],
        )


def load(data: Path, seed: int) -> Sets:
    """Read the sets of the folder (``qa/train``, ``written``, ``claims``, ``rtqa``) and make their twins."""
    chance = random.Random(seed)
    spans: dict[str, list[Example]] = {}
    for path in sorted((data / "qa" / "train").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        if name not in SHARES:
            continue
        rows = list(read_squad_lines(path))
        if name in TITLED:
            rows = [replace(row, headline=row.title.replace("_", " ")) for row in rows]
        if name == "newsqa_chunks":
            rows = pair_newsqa(rows)
        if name in MINED:
            rows = mine_negatives(rows, NEIGHBOUR_SHARE, seed)
        spans[name] = rows
    spans["mutated"] = mutate([row for name in sorted(MUTATED) for row in spans[name]], MUTATED_SHARE, seed)
    spans["court"] = court_reports(COURT_REPORTS, seed)
    archive = data / "rtqa" / "articles_all.jsonl.gz"
    spans["realtimeqa_archive"] = mine_archive(spans["realtimeqa_evidence"], _passages(archive))
    for name in spans:
        if not name.startswith("squad2"):
            spans[name] = list(with_twins(spans[name], TWIN_SHARE, chance))
    spans["written"] = list(_written(data / "written" / "train_rows.jsonl.gz"))
    spans["dialogues"] = list(_dialogues(data / "written" / "train_dialogues.jsonl.gz"))
    claims = {
        "claims": list(claim_twins(_claims(data / "written" / "train_claims.jsonl.gz"), CLAIM_TWIN_SHARE, chance)),
        "fever": list(claim_twins(
            [c for part in ("val", "test") for c in _claims(data / "claims" / f"fever_{part}.jsonl.gz")],
            CLAIM_TWIN_SHARE, chance,
        )),
        "boolq": [[c] for part in ("val", "test") for c in _boolq(data / "claims" / f"boolq_{part}.jsonl.gz")],
        "checks": [answers_to_check(row, chance) for row in spans["written"] if row.answers],
    }  # fmt: skip
    for name, rows in spans.items():
        log.info("%s: %d questions, %d other passages", name, len(rows), sum(len(r.negatives) for r in rows))
    for name, groups in claims.items():
        both = [claim.supported for group in groups for claim in group]
        log.info("%s: %d claims, %d supported", name, len(both), sum(both))
    return Sets(spans, claims)


def _written(path: Path) -> Iterator[Example]:
    """The written rows, every question's twin passage as its negative."""
    twins: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(path):
        twins[(row.get("twin") or row["id"], row["question"])].append(row)
    for together in twins.values():
        without = tuple(row["context"] for row in together if row["is_impossible"])
        answered = [row for row in together if not row["is_impossible"]]
        for row in answered:
            ranges = ((a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"])
            yield Example(
                row["id"], "written", row["question"], row["context"], tuple(ranges), row["title"], without,
                row["title"],
            )  # fmt: skip
        if not answered:
            row = together[0]
            yield Example(row["id"], "written", row["question"], row["context"], (), row["title"], (), row["title"])


def _dialogues(path: Path) -> Iterator[Example]:
    """Each turn as typed, after the turns before it, and as it stands alone."""
    for row in _rows(path):
        before: list[str] = []
        for turn in row["turns"]:
            ranges = tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in turn["answers"])
            said = turn["answers"][0]["text"] if turn["answers"] else ""
            for question in dict.fromkeys((in_context(before, turn["question"]), turn["standalone"])):
                yield Example(
                    row["id"], "dialogues", question, row["context"], ranges, row["title"], (), row["title"]
                )  # fmt: skip
            before.append(as_claim(turn["standalone"], said).strip())


def in_context(before: list[str], question: str) -> str:
    """A question as the reader is asked it in a conversation: after the last turn, which has its answer beside it."""
    return " ".join([*before[-1:], question])


def _claims(path: Path) -> list[Claim]:
    return [Claim(row["claim"], row["context"], row["supported"], row.get("title") or "") for row in _rows(path)]


def _boolq(path: Path) -> Iterator[Claim]:
    for row in _rows(path):
        asked = f"{row['question'].rstrip('?').capitalize()}?"
        for answer in ("yes", "no"):
            yield Claim(as_claim(asked, answer), row["context"], row["answer"] == answer)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _passages(archive: Path) -> list[tuple[str, str, str]]:
    """Cut the articles of a JSONL archive into (date, headline, text) passages of whole paragraphs, about 130 words."""
    passages = []
    for row in _rows(archive):
        part: list[str] = []
        for paragraph in row["text"].split("\n\n"):
            part.append(paragraph)
            if sum(len(p.split()) for p in part) >= 110:
                passages.append((row["published_at"] or "", row["title"], " ".join(part)[:1600]))
                part = []
        if part:
            passages.append((row["published_at"] or "", row["title"], " ".join(part)[:1600]))
    return passages


def _some(rows: list[Any], share: float, chance: random.Random) -> list[Any]:
    """Whole copies first, then a part at random."""
    return rows * int(share) + chance.sample(rows, int(len(rows) * (share % 1)))
