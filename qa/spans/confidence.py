"""How sure an answer is: a logistic model over a handful of signs, fitted on a calibration split."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index import Hit
from ingest import ConfigError
from qa.asked.question import Understood
from qa.language import outcomes
from qa.language.words import coverage
from qa.reader.model import WEIGHTS
from qa.spans.rank import Group, Weights

CALIBRATION = WEIGHTS / "calibration.json"
SIGNS = ("margin", "score", "dense", "coverage", "gap", "stories", "fit", "rank", "outcome", "words")


@dataclass(frozen=True)
class Calibration:
    """The fitted figures: ranking weights, the logistic model (one weight per sign), and the refusal threshold."""

    weights: Weights = field(default_factory=Weights)
    bias: float = -2.0
    coefficients: dict[str, float] = field(default_factory=lambda: {"margin": 0.5})
    threshold: float = 0.5
    forms: dict[str, float] = field(default_factory=dict)
    """For answers that rest on no span, by form and manner ("said.verbatim"): the share expected to be right; chosen by
    hand, not fitted."""

    @classmethod
    def load(cls, path: Path = CALIBRATION) -> Calibration:
        """Read a calibration file.

        Raises:
            ConfigError: when there is none, or it is not one that :meth:`save` wrote.
        """
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls(Weights(**raw["weights"]), raw["bias"], raw["coefficients"], raw["threshold"], raw["forms"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{path} is not a calibration file ({error}); fit it again with 'dateline eval calibrate'."
            ) from error

    def save(self, path: Path) -> None:
        """Write the file that :meth:`load` reads."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    def of_form(self, name: str, manner: str = "") -> float:
        """The share of a form's answers, made in a manner, expected to be right; one half where none is listed."""
        return self.forms.get(f"{name}.{manner}" if manner else name, self.forms.get(name, 0.5))

    def confidence(self, signs: dict[str, float]) -> float:
        """The probability that the answer is right, 0 to 1."""
        total = self.bias + sum(weight * signs[name] for name, weight in self.coefficients.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def signs(question: Understood, groups: Sequence[Group], hits: Sequence[Hit]) -> dict[str, float]:
    """What speaks for the first group: reader margin, agreement, lead over the next answer, likeness, wording.

    All are kept within a few units of zero, so that one odd value cannot decide alone. The fused retrieval score is
    not among them: it grows with the archive and with ``as_of``, so what it meant on one archive misleads on another.
    """
    first = groups[0]
    best = first.best
    hit = hits[best.hit]
    lead = first.strength - groups[1].strength if len(groups) > 1 else 6.0
    return {
        "margin": _clip(best.margin / 4, 3),
        "score": _clip(best.score / 8, 3),
        "dense": hit.dense,
        "coverage": coverage(question.text, f"{hit.article.headline} {hit.text}"),
        "gap": _clip(lead / 3, 2),
        "stories": math.log(len(first.members)),
        "fit": best.fit,
        "rank": math.log1p(best.hit) / 3,
        "outcome": 1.0 if outcomes.supports(question.text, f"{hit.article.headline} {hit.text}") else -1.0,
        "words": _clip(len(best.text.split()) / 8, 2),
    }


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
