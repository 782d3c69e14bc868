"""What the network is taught: where the answer is, that it is nowhere, which passage has it, and what is supported."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.items import Batch

_OUT = -1e4
SHARED_NORM, RANKING, SUPPORT = 0.5, 0.25, 0.5
"""The weights of the terms beside the cross-entropy of the spans."""


def loss(spans: Tensor, support: Tensor, batch: Batch) -> Tensor:
    """The weighted sum of all terms.

    - cross-entropy of start and end over the passage's tokens and ``[CLS]`` (Devlin et al. 2019);
    - the same over all passages of a question together (Clark and Gardner 2018, "shared-norm");
    - of passages of one question, the one that answers has the greater margin over "not answered" (a logistic loss of
      the difference, Burges et al. 2005);
    - for claims, binary cross-entropy of the support logit, and the same ranking between twins.
    """
    total = torch.zeros((), device=spans.device)
    asked = ~batch.is_claim
    if bool(asked.any()):
        total = total + _of_spans(spans[asked], batch, asked)
    if bool(batch.is_claim.any()):
        total = total + SUPPORT * _of_claims(support, batch)
    return total


def _of_spans(spans: Tensor, batch: Batch, asked: Tensor) -> Tensor:
    context, group = batch.context[asked], batch.group[asked]
    allowed = context.clone()
    allowed[:, 0] = True
    answered = batch.start[asked] > 0
    total = torch.zeros((), device=spans.device)
    margin = torch.zeros(len(group), device=spans.device)
    for side, targets in ((0, batch.start[asked]), (1, batch.end[asked])):
        logits = spans[..., side]
        total = total + functional.cross_entropy(logits.masked_fill(~allowed, _OUT), targets) / 2
        passage = torch.logsumexp(logits.masked_fill(~context, _OUT), dim=1)
        margin = margin + passage - logits[:, 0]
        if bool(answered.any()):
            norm = _sum_of_groups(passage, group)
            gold = logits.gather(1, targets[:, None])[:, 0]
            total = total + SHARED_NORM * (norm[group] - gold)[answered].mean() / 2
    return total + RANKING * _ranked(margin, answered, group)


def _of_claims(support: Tensor, batch: Batch) -> Tensor:
    logits, supported = support[batch.is_claim], batch.supported[batch.is_claim]
    told = functional.binary_cross_entropy_with_logits(logits, supported)
    return told + RANKING * _ranked(logits, supported > 0.5, batch.group[batch.is_claim])


def _sum_of_groups(values: Tensor, group: Tensor) -> Tensor:
    """The log of the summed exponentials of each group."""
    same = group[None, :] == torch.arange(int(group.max()) + 1, device=group.device)[:, None]
    return torch.logsumexp(values[None, :].masked_fill(~same, _OUT), dim=1)


def _ranked(scores: Tensor, better: Tensor, group: Tensor) -> Tensor:
    """The mean logistic loss over pairs of one group of which one is the better."""
    pairs = (group[:, None] == group[None, :]) & better[:, None] & ~better[None, :]
    if not bool(pairs.any()):
        return torch.zeros((), device=scores.device)
    return functional.softplus(scores[None, :] - scores[:, None])[pairs].mean()
