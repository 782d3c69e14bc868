"""One turn of a conversation: the question, the answer with its marks, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words
from ui.exports import FORMATS
from ui.page.html import Content, Markup, article_path, dotted, moment, tag, text, void
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
        _understood(answer),
        _refused(answer) if answer.refusal is not None else _said(answer),
        [tag("p", note, class_="banner", role="note") for note in answer.notes] or None,
        _conflicts(answer),
        _quotes(answer),
        _chips(answer, place),
        timeline(answer),
        _actions(answer, key, lasting=lasting),
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
        tag("ol", steps, class_="stages", role="status", aria_label=STAGES.get(stage, stage)),
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


def _understood(answer: Answer) -> Content:
    if answer.standalone_question == answer.question:
        return None
    return tag(
        "form",
        tag(
            "label",
            tag("span", "Understood as"),
            void("input", type="text", name="standalone", value=answer.standalone_question, autocomplete="off"),
        ),
        tag("button", "Ask this instead", type="submit", class_="quiet"),
        class_="understood",
        data_asks="standalone",
    )


def _said(answer: Answer) -> Markup:
    short = answer.answer if answer.answer and answer.answer != answer.text else None
    sure = f"{words.confidence(answer.confidence).capitalize()} ({answer.confidence:.0%})"
    until = ["the archive read up to ", moment(answer.as_of.isoformat())] if answer.as_of else None
    return tag(
        "div",
        tag("p", short, class_="short") if short else None,
        said(answer),
        tag("p", dotted([tag("span", sure, class_="sure"), text(until) if until else None]), class_="assurance"),
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
        sayings = [tag("li", dotted([source.source, moment(source.published_at)]), _mark(source)) for source in by]
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


def chips_of(answer: Answer) -> list[tuple[str, str, str]]:
    """What the answer was restricted to, as (field, value as sent, value in words).

    A span of days that was inferred as a whole is one chip of the field ``dates``, and goes as a whole.
    """
    filters = answer.filters
    first, last = filters.date_from, filters.date_to
    found = []
    if first and last and {"date_from", "date_to"} <= set(filters.inferred):
        days = words.day(first) if first == last else f"{words.day(first)} to {words.day(last)}"
        found.append(("dates", f"{first} {last}", days))
    else:
        found += [("date_from", str(first), f"From {words.day(first)}")] if first else []
        found += [("date_to", str(last), f"Until {words.day(last)}")] if last else []
    for name, label in (("sources", "Source"), ("sections", "Section"), ("authors", "Author")):
        found += [(name, value, f"{label}: {value}") for value in getattr(filters, name)]
    return found


def _chips(answer: Answer, place: int) -> Content:
    chips = []
    for name, value, label in chips_of(answer):
        inferred = name == "dates" or name in answer.filters.inferred
        chips.append(
            tag(
                "li",
                tag("span", label),
                tag("em", "inferred") if inferred else None,
                tag(
                    "button",
                    tag("span", "×", aria_hidden="true"),
                    type="button",
                    aria_label=f"Remove {label} and ask again",
                    data_asks="without",
                    data_field=name,
                    data_value=value,
                    data_place=place,
                ),
                class_="chip" + (" inferred" if inferred else ""),
            )
        )
    return tag("ul", chips, class_="chips", aria_label="Restricted to") if chips else None


def _actions(answer: Answer, key: str, *, lasting: bool) -> Markup:
    links = [
        tag("a", name, href=f"/answers/{key}/export?format={code}", download=True, class_="export", data_format=code)
        for code, (name, *_) in FORMATS.items()
    ]
    return tag(
        "div",
        tag("button", "Copy", type="button", class_="quiet", data_does="copy"),
        tag("a", "Permanent link", href=f"/answers/{key}", class_="quiet", data_does="link") if lasting else None,
        tag("details", tag("summary", "Export"), tag("div", links, class_="menu"), class_="drop"),
        tag("button", "Evidence", type="button", class_="quiet only-narrow", data_does="evidence"),
        _judging(key) if lasting else None,
        class_="actions",
    )


def _judging(key: str) -> Markup:
    return tag(
        "details",
        tag("summary", "Right or wrong?"),
        tag(
            "form",
            tag(
                "fieldset",
                tag("legend", "This answer is", class_="unseen"),
                tag("label", void("input", type="radio", name="verdict", value="right", required=True), "Right"),
                tag("label", void("input", type="radio", name="verdict", value="wrong"), "Wrong"),
            ),
            tag("label", "What would be right?", void("input", type="text", name="expected", maxlength=2000)),
            tag("label", "Comment", void("input", type="text", name="comment", maxlength=2000)),
            tag("button", "Send", type="submit"),
            class_="judging",
            data_key=key,
        ),
        class_="drop",
    )
