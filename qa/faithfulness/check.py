"""One sentence of a model against the passages that it cites: it passes, or the reason why it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from qa.faithfulness import claims, moods, people
from qa.faithfulness.evidence import Evidence
from qa.faithfulness.instructions import addressed_to_machines
from qa.faithfulness.quotes import classify, flattened, quotations
from qa.faithfulness.support import THRESHOLD, support
from qa.language.roots import carries, root
from qa.language.sentence import Said

MARK = re.compile(r"\s*\[(\d{1,6})\]")
_ANY_MARK = re.compile(r"[\[【][^\]】]*\d[^\]】]*[\]】]|\((?:source|passage|citation)s?\s*\d", re.I)
_LINK = re.compile(r"https?://|www\.|\]\(|!\[|<\s*/?\s*\w+[^>]*>", re.I)
_SLACK = 1
"""How many words fewer than the best place a place may hold and still be compared."""
_WINDOWS = 4
"""How many places of a passage are compared in full: those that hold most of the sentence's words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence passed, and why not; ``ranges`` is where in each cited passage its support stands."""

    passed: bool
    reason: str = ""
    ranges: tuple[tuple[int, int, int], ...] = ()
    """(number of the passage, start, end), offsets in the passage's text."""
    score: float = 0.0


def check(sentence: str, evidence: Mapping[int, Evidence], licensed: str = "", threshold: float = THRESHOLD) -> Verdict:
    """Check a sentence with its marks.

    Args:
        sentence: the sentence, with marks like [1].
        evidence: the passages that were given, by number.
        licensed: words that need not be in the passages, as those of the question that the sentence answers.
        threshold: the least support of words that no typed comparison covers.

    A sentence without a mark passes when a single passage supports it; that passage is then its citation.
    """
    cited = list(dict.fromkeys(int(n) for n in MARK.findall(sentence)))
    text = " ".join(MARK.sub("", sentence).split())
    if unknown := [n for n in cited if n not in evidence]:
        return Verdict(False, f"passage {unknown[0]} was not given")
    if _ANY_MARK.search(text):
        return Verdict(False, "a citation mark is malformed")
    if _LINK.search(text):
        return Verdict(False, "it holds a link or markup")
    if addressed_to_machines(text):
        return Verdict(False, "it speaks to a machine and not to the reader")
    if cited:
        return _against(text, [evidence[n] for n in cited], evidence, licensed, threshold)
    verdicts = [_against(text, [one], evidence, licensed, threshold) for one in evidence.values()]
    passed = [verdict for verdict in verdicts if verdict.passed]
    if passed:
        return max(passed, key=lambda verdict: verdict.score)
    return verdicts[0] if len(verdicts) == 1 else Verdict(False, "it cites nothing, and no passage supports it")


def _against(
    text: str, cited: Sequence[Evidence], given: Mapping[int, Evidence], licensed: str, threshold: float
) -> Verdict:
    others = [one.passage.text for one in given.values() if one not in cited]
    for words in quotations(text):
        found = classify(words, [said.text for one in cited for said in _clean(one)], others)
        if found != "found":
            return Verdict(False, f'the quotation "{words}" is {found}')
    best = Verdict(False, "no sentence of the cited passage supports it", score=-1.0)
    for windows in product(*(_windows(Said(text, one.passage.day), one) for one in cited)):
        verdict = _window(text, cited, windows, licensed, threshold)
        if (verdict.passed, verdict.score) > (best.passed, best.score):
            best = verdict
    return best


def _window(
    text: str, cited: Sequence[Evidence], windows: Sequence[Sequence[Said]], licensed: str, threshold: float
) -> Verdict:
    """A sentence against one choice of places, one for each cited passage."""
    sentence = Said(text, cited[0].passage.day)
    window = [said for one in windows for said in one]
    core = _core(sentence, window, cited)
    score = support(sentence, window, cited, licensed)
    problem = (
        claims.numbers(sentence, window, cited)
        or claims.dates(sentence, window, cited)
        or people.missing(sentence, window, cited)
        or people.of_another(sentence, core, cited)
        or people.exchanged(sentence, window)
        or claims.status(sentence, window, cited)
        or moods.changed(sentence, window, core)
        or moods.attribution(sentence, core)
    )
    if problem:
        return Verdict(False, problem, score=score)
    if score < threshold:
        return Verdict(False, f"too little of it stands in the cited passage ({score:.2f})", score=score)
    ranges = tuple(
        (one.passage.n, places[0].start, places[-1].end) for one, places in zip(cited, windows, strict=True) if places
    )
    return Verdict(True, ranges=ranges, score=score)


def _core(sentence: Said, window: Sequence[Said], cited: Sequence[Evidence]) -> Said | None:
    """The one sentence that says most of it, names aside; the first of equals."""
    wanted = _wanted(sentence, cited)
    return max(window, key=lambda said: len(wanted & said.roots), default=None)


def _wanted(sentence: Said, cited: Sequence[Evidence]) -> set[str]:
    """What a sentence says of those it names; the evidence tells names by writing them nowhere without a capital."""
    names = {name for name in people.named(sentence) if not any(name in one.small for one in cited)}
    return {root(word) for word in sentence.tokens if carries(word) and word not in names}


def _windows(sentence: Said, evidence: Evidence) -> list[Sequence[Said]]:
    """Single sentences and pairs of neighbours that hold most of what is said, whoever it is said of, best first.

    A place that holds the name and less of the rest is none: there the name would do for the wrong one.
    """
    said = evidence.sentences
    places: list[Sequence[Said]] = [said[at : at + size] for size in (1, 2) for at in range(len(said) - size + 1)]
    spoken = [flattened(words) for words in quotations(sentence.text)]
    if spoken:
        # Where words are quoted, the sentence rests on the place that quotes them.
        places = [place for place in places if _quotes(evidence, place, spoken)] or places
    wanted, tokens = _wanted(sentence, [evidence]), set(map(root, sentence.tokens))
    held = [frozenset[str]().union(*(part.roots for part in place)) for place in places]
    most = max((len(wanted & roots) for roots in held), default=0)
    kept = [(place, roots) for place, roots in zip(places, held, strict=True) if len(wanted & roots) >= most - _SLACK]
    kept.sort(key=lambda one: (len(tokens & one[1]), -len(one[0])), reverse=True)
    return [place for place, _ in kept[:_WINDOWS]] or [()]


def _quotes(evidence: Evidence, place: Sequence[Said], spoken: Sequence[str]) -> bool:
    text = flattened(evidence.passage.text[place[0].start : place[-1].end])
    return all(words in text for words in spoken)


def _clean(evidence: Evidence) -> Sequence[Said]:
    """The passage's own sentences; quotations may run over several, so they are joined as they stand."""
    first, last = (evidence.sentences[0], evidence.sentences[-1]) if evidence.sentences else (None, None)
    if first is None or last is None:
        return ()
    return (Said(evidence.passage.text[first.start : last.end]),) if _whole(evidence) else evidence.sentences


def _whole(evidence: Evidence) -> bool:
    """Whether no paragraph was set aside."""
    kept = sum(one.end - one.start for one in evidence.sentences)
    return kept >= 0.9 * len(evidence.passage.text.strip())
