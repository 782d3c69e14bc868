"""Questions that a passage almost answers, and passages that almost answer a question.

SQuAD 2.0 showed that a reader trained on answerable questions alone trusts any passage that looks related
(Rajpurkar et al. 2018). In news the same slip answers about the wrong person or the wrong charge. Each variant changes
one thing: a name, a number, a content word, an opposite, a negation, a condition that the passage does not meet, or the
very sentence that holds the answer.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from training.examples import Example
from training.twins import without_answer

_OPPOSITES = [
    ("first", "last"), ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("most", "fewest"),
    ("oldest", "youngest"), ("before", "after"), ("won", "lost"), ("win", "lose"), ("north", "south"),
    ("northern", "southern"), ("east", "west"), ("eastern", "western"), ("increase", "decrease"), ("rise", "fall"),
    ("more", "less"), ("male", "female"), ("men", "women"), ("father", "mother"), ("son", "daughter"),
    ("brother", "sister"), ("husband", "wife"), ("begin", "end"), ("began", "ended"), ("start", "stop"),
    ("born", "buried"), ("convicted", "acquitted"), ("guilty", "innocent"), ("approved", "rejected"),
    ("allowed", "forbidden"), ("alive", "dead"), ("arrested", "released"), ("maximum", "minimum"), ("major", "minor"),
    ("support", "oppose"), ("supported", "opposed"), ("bought", "sold"), ("above", "below"), ("same", "opposite"),
    ("early", "late"), ("increased", "decreased"), ("founded", "abolished"), ("beginning", "end"), ("old", "new"),
    ("best", "worst"), ("good", "bad"), ("least", "greatest"), ("upper", "lower"), ("public", "private"),
    ("accepted", "refused"), ("lead", "follow"), ("include", "exclude"), ("hired", "fired"), ("built", "destroyed"),
]  # fmt: skip
OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]+(?:\s[A-Z][a-z]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_WORD = re.compile(r"[A-Za-z]+")
_TOKEN = re.compile(r"\w+")
_CONTENT = re.compile(r"\b[a-z]{4,}\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b")
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ity", "er", "al", "ous", "ive", "s")
_PLAIN = frozenset(
    "what when where which whom whose while with within without were will would could should does have been being "
    "this that these those they them their there than then from into onto over under about between during also some "
    "such many much more most only other another each very just your yours ours after before because through".split()
)
_OPENERS = frozenset(
    "The This That These Those They Their There It Its He His She Her In On At By For From With And But As If When "
    "While After Before Some Many Most Other However Although Since During Was Were Is Are Did Does Has Have You Your "
    "We Our".split()
)
_PARAGRAPH_SHARE = (
    0.6  # of exchanged names and numbers, those from the very passage: every word matches, the claim fails
)


@dataclass
class _Pools:
    """What occurs under one title, to be put in the place of something else."""

    names: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def mutate(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """Unanswerable variants of a share of the examples, each with one thing changed.

    Names, numbers and content words are exchanged for one of the same kind from the passage or from the same title;
    the answer itself is never put into the question. Where the passage is changed, the sentence that holds the answer
    goes, and the example is left out when the answer stands elsewhere too.

    Args:
        examples: answerable examples; those of one title share their words.
        share: the fraction of examples to vary, 0 to 1; those with nothing to change are left out.
        seed: makes the draw repeatable.
    """
    chance = random.Random(seed)
    pools: dict[str, _Pools] = defaultdict(_Pools)
    for context, title in {example.context: example.title for example in examples}.items():
        pools[title].names += _names(context)
        pools[title].numbers += _NUMBER.findall(context)
    for example in examples:
        for word in _CONTENT.findall(example.question):
            if word not in _PLAIN:
                pools[example.title].words[_ending(word)].append(word)
    varied = []
    for example in examples:
        if not example.answers or chance.random() >= share:
            continue
        other = _vary(example, pools[example.title], chance)
        if other is not None:
            varied.append(replace(other, id=f"{example.id}/mutated", answers=(), negatives=()))
    return varied


def _vary(example: Example, pools: _Pools, chance: random.Random) -> Example | None:
    kinds = [_exchange_words, _exchange_names, _exchange_opposites, _add_condition, _negate, _drop_sentence]
    weights = [4, 5, 3, 1, 1, 2]
    while kinds:
        kind = chance.choices(kinds, weights)[0]
        found = list(kind(example, pools, chance))
        if found:
            return chance.choice(found)
        weights.pop(kinds.index(kind))
        kinds.remove(kind)
    return None


def _exchange_names(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    context = example.context
    kinds = ((_NAME, _names(context), pools.names), (_NUMBER, _NUMBER.findall(context), pools.numbers))
    for pattern, here, everywhere in kinds:
        for match in pattern.finditer(example.question):
            pool = here if here and chance.random() < _PARAGRAPH_SHARE else everywhere
            other = chance.choice(pool) if pool else ""
            # An exchange for a longer or shorter form of the same name would leave the question answerable.
            if other and not _tokens(other) & _tokens(f"{example.question} {_answer(example)}"):
                yield _put(example, match, other)


def _exchange_words(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    taken = {word[:4] for word in _tokens(f"{example.question} {_answer(example)}".lower())}
    for match in _CONTENT.finditer(example.question):
        if match.group() in _PLAIN:
            continue
        pool = pools.words[_ending(match.group())]
        other = chance.choice(pool) if pool else ""
        if other and other[:4] not in taken:
            yield _put(example, match, other)


def _exchange_opposites(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    for match in _WORD.finditer(example.question):
        if match.group().lower() in OPPOSITE:
            yield _put(example, match, OPPOSITE[match.group().lower()])


def _negate(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    match = _AUXILIARY.search(example.question)
    if match and not re.search(r"\b(?:not|never)\b|n't", example.question):
        word = "never" if match.group() in {"has", "have", "had", "was", "were"} and chance.random() < 0.3 else "not"
        contracted = {"can": "can't", "will": "won't"}.get(match.group(), f"{match.group()}n't")
        yield _put(example, match, chance.choice([f"{match.group()} {word}", contracted]))


def _add_condition(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    asked = example.question.rstrip()
    if not asked.endswith("?") or not re.match(r"(?:what|who|how|which|where|why)\b", asked, re.IGNORECASE):
        return
    year = str(chance.randint(1900, 2024))
    name = chance.choice(pools.names) if pools.names else ""
    for condition in (f"in {year}", f"before {year}", f"in {name}", f"according to {name}", f"without {name}"):
        bare = condition.split(maxsplit=1)[1].split()
        if bare and condition not in asked and not any(w in example.context or w in asked for w in bare):
            yield replace(example, question=f"{asked[:-1].rstrip()} {condition}?")


def _drop_sentence(example: Example, pools: _Pools, chance: random.Random) -> Iterator[Example]:
    rest = without_answer(example)
    if rest:
        yield replace(example, context=rest)


def _names(text: str) -> list[str]:
    return [name for name in _NAME.findall(text) if name.split()[0] not in _OPENERS]


def _put(example: Example, match: re.Match[str], other: str) -> Example:
    question = example.question
    return replace(example, question=question[: match.start()] + other + question[match.end() :])


def _answer(example: Example) -> str:
    return example.context[slice(*example.answers[0])]


def _tokens(text: str) -> set[str]:
    return set(_TOKEN.findall(text))


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")
