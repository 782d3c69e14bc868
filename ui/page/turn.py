"""One turn of a conversation: the question, the answer with its marks, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.chips import chips
from ui.page.html import Content, Markup, article_path, dotted, moment, tag, text, void
from ui.page.taking import actions
from ui.page.timeline import timeline

if TYPE_CHECKING:
    from qa import Answer, Citation

STAGES = {
    "queued": "Waiting for a free reader",
    "searching": "Searching the archive",
    "reading": "Reading the best passages",
    "checking": "Checking the quotes",
    "writing": "Writing the answer",
}
ALWAYS = ("searching", "reading", "checking")
"""Stages of every question; one that waits, or that a language model answers, has more."""
REASONS = {
    "not_in_archive": "Not in the archive",
    "not_stated": "Not stated",
    "low_confidence": "Not sure enough to say",
    "withheld": "Withheld",
}


def answered(answer: Answer, key: str, *, place: int = 0, lasting: bool = True) -> Markup:
    """A finished turn.

    Args:
        answer: what was found.
        key: names the answer.
        place: which turn of the conversation it is, from 0.
        lasting: whether the answer is kept, so that a permanent link can be given.
    """
    return tag(
        "article",
        tag("h2", answer.question, class_="question", id=f"q{place}"),
        _understood(answer, place),
        _refused(answer) if answer.refusal is not None else _said(answer),
        [tag("p", note, class_="banner", role="note") for note in answer.notes] or None,
        _conflicts(answer),
        _quotes(answer),
        chips(answer, place),
        timeline(answer),
        actions(key, lasting=lasting),
        class_="turn",
        data_key=key,
        data_place=place,
        aria_labelledby=f"q{place}",
    )


def under_way(question: str, stage: str) -> Markup:
    """A turn that is being answered: which step it is at, and what is written so far (``writing: ...``)."""
    stage, _, draft = stage.partition(": ")
    order = [*ALWAYS, *([stage] if stage not in (*ALWAYS, "queued") else [])]
    at = order.index(stage) if stage in order else -1
    steps = [
        tag("li", STAGES.get(name, name), class_="done" if place < at else "now" if place == at else None)
        for place, name in enumerate(order)
    ]
    waiting = tag("p", STAGES["queued"], class_="queued") if stage == "queued" else None
    return tag(
        "article",
        tag("h2", question, class_="question"),
        tag("ol", steps, class_="stages"),
        waiting,
        tag("p", draft, class_="said") if draft else None,
        class_="turn busy",
        aria_busy="true",
    )


def failed(question: str, sentence: str) -> Markup:
    """A turn that could not be answered, with the sentence that says why."""
    return tag(
        "article",
        tag("h2", question, class_="question") if question.strip() else None,
        tag("p", sentence, class_="banner warn", role="alert"),
        class_="turn failed",
    )


def said(answer: Answer) -> Markup:
    """The answer's sentences, each mark a link to its evidence."""
    cited = {one.n: one for one in answer.citations}
    parts: list[Content] = []
    for part in words.parts(answer.text):
        parts.append(
            _mark(cited[part])
            if isinstance(part, int) and part in cited
            else f"[{part}]"
            if isinstance(part, int)
            else part
        )
    return tag("p", parts, class_="said")


def _mark(one: Citation) -> Markup:
    where = ", ".join(part for part in (one.headline, one.source, words.day(one.published_at)) if part)
    return tag(
        "a",
        one.n,
        href=article_path(one.article_id, one.version, one.start, one.end) + "#evidence",
        class_="mark opens",
        aria_label=f"Evidence {one.n}: {where}",
        title=where,
    )


def _understood(answer: Answer, place: int) -> Content:
    if answer.standalone_question == answer.question:
        return None
    box = void(
        "input",
        type="text",
        name="standalone",
        id=f"standalone{place}",
        value=answer.standalone_question,
        class_="field",
        autocomplete="off",
    )
    again = tag("button", "Ask this instead", type="submit", class_="quiet")
    return tag(
        "form",
        tag("label", "Understood as, and can be changed", for_=f"standalone{place}"),
        tag("div", box, again, class_="row"),
        class_="understood",
        data_asks="standalone",
    )


def _said(answer: Answer) -> Markup:
    short = answer.answer if answer.answer and answer.answer != answer.text else None
    sure = f"{words.confidence(answer.confidence).capitalize()} ({answer.confidence:.0%})"
    low = " low" if answer.confidence < words.EVEN else ""
    until = ["archive searched up to ", moment(answer.as_of.isoformat())] if answer.as_of else None
    return tag(
        "div",
        tag("p", short, class_="short") if short else None,
        said(answer),
        tag("p", dotted([tag("span", sure, class_="sure" + low), text(until) if until else None]), class_="assurance"),
        class_="answer",
    )


def _refused(answer: Answer) -> Markup:
    refusal = answer.refusal
    assert refusal is not None
    return tag(
        "div",
        tag("p", REASONS.get(refusal.reason, "No answer"), class_="reason"),
        tag("p", refusal.message, class_="said"),
        tag("p", "The closest passages are listed as evidence.", class_="assurance") if answer.results else None,
        class_="answer refusal",
    )


def _conflicts(answer: Answer) -> Content:
    if not answer.conflicts:
        return None
    cited = {one.n: one for one in answer.citations}
    sides = []
    for one in answer.conflicts:
        by = [cited[n] for n in one.citations if n in cited]
        sayings = [tag("li", _mark(source), dotted([source.source, moment(source.published_at)])) for source in by]
        sides.append(tag("div", tag("p", one.value, class_="value"), tag("ul", sayings), class_="side"))
    return tag("section", tag("h3", "The sources disagree"), tag("div", sides, class_="sides"), class_="conflict")


def _quotes(answer: Answer) -> Content:
    if not answer.citations:
        return None
    items = []
    for one in answer.citations:
        corrected = (
            tag("span", "corrected", class_="badge warn", title=" ".join(one.corrections)) if one.corrections else None
        )
        items.append(
            tag(
                "li",
                _mark(one),
                None if _flat(one.quote) in _flat(answer.text) else tag("blockquote", f"“{_flat(one.quote)}”"),
                tag("p", tag("cite", one.headline), class_="cited-headline"),
                tag("p", dotted([one.source, moment(one.published_at), corrected]), class_="byline"),
            )
        )
    return tag("ol", items, class_="quotes", aria_label="Quoted evidence")


def _flat(text: str) -> str:
    return " ".join(text.split())
