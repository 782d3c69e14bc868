"""The chat page: Gradio carries the conversation; what it shows is made in ``ui.page``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from pydantic import ValidationError

from ingest import DatelineError
from qa import Answer, Filters, Question, Turn
from ui.answers import words
from ui.answers.desk import Desk
from ui.answers.examples import Examples
from ui.page.composer import composer, known_names, masthead, panes, suggested, welcome
from ui.page.evidence import evidence, waiting
from ui.page.html import Markup, text
from ui.page.turn import answered, failed, under_way
from ui.terminal.command import first_fault

SESSIONS_PURGED = (3_600, 3_600)
"""Seconds: uploads and other files of a session are looked for this often, and deleted at this age."""
TURNS = 40
"""A conversation forgets its first turns beyond this many."""
BUS = """
window.datelineBus = (name, data) => {
  if (name === 'ask') trigger('ask', data);
  if (name === 'restore') trigger('restore', data);
  if (name === 'reset') trigger('reset', data);
  if (name === 'show') trigger('show', data);
};
window.dispatchEvent(new Event('dateline-ready'));
"""
"""How the page's own script reaches the conversation: each name is an event of the component."""

Conversation = tuple[tuple[str, Answer], ...]
"""The answers of one browser session, with their keys, oldest first. It lives in the session's state alone."""
View = tuple[Any, Any, Any, Conversation]
"""Turns before, the turn now, the evidence beside it, the conversation."""


def build(desk: Desk) -> Any:
    """The page as Gradio blocks."""
    talk, takes_files = _Talk(desk), not desk.keeping.read_only
    with gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True, delete_cache=SESSIONS_PURGED) as page:
        conversation = gr.State((), time_to_live=24 * 3600)
        _html(masthead(takes_files=takes_files), "masthead")
        with gr.Row(elem_id="layout"):
            with gr.Column(elem_id="talk", scale=3):
                before = _html("", "before")
                # What was there when the server started is shown at once; the page's load event brings it up to date.
                now = _html(talk.first, "now")
                bus = _html(composer(), "bus", js_on_load=BUS)
                names = _html(talk.names(), "names")
            with gr.Column(elem_id="side", scale=2):
                side = _html("", "beside")
        _html(panes(takes_files=takes_files))
        view = [before, now, side, conversation]
        # The desk bounds how many questions are answered and how many wait, for the page and the API together; a
        # limit of Gradio's own would only make people wait without being told.
        live: dict[str, Any] = {"concurrency_limit": None, "show_progress": "hidden", "api_visibility": "private"}
        bus.ask(talk.ask, [conversation], view, trigger_mode="once", **live)
        bus.restore(talk.restore, None, view, **live)
        bus.show(talk.show, [conversation], [side], **live)
        bus.reset(talk.welcome, None, view, **live)
        page.load(talk.news, None, [now], **live)
        page.load(talk.offers, None, [names], **live)
    page.queue(max_size=512)
    return page


class _Talk:
    """What the page's events do. It holds no conversation: that comes in and goes out with every event."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.first = self._greeting()
        self.examples = Examples(desk)

    def welcome(self) -> View:
        """A new conversation."""
        return "", self._greeting(), "", ()

    def news(self) -> Any:
        """The greeting, where it is no longer that which the page was served with."""
        greeting = self._greeting()
        return gr.skip() if greeting == self.first else greeting

    async def offers(self) -> Markup:
        """The names that the filters offer, and questions to begin with; these are tried first, which takes a while."""
        return text([self.names(), suggested(await self.examples.proven())])

    def names(self) -> Markup:
        """The names that the filters offer."""
        archive = self.desk.archive
        lists = {"sources": archive.sources(), "sections": archive.sections(), "authors": archive.authors()}
        return known_names({kind: [name for name, _ in known] for kind, known in lists.items()})

    def _greeting(self) -> Markup:
        status = self.desk.archive.status()
        span = f"{words.day(status.first_day)} to {words.day(status.last_day)}" if status.first_day else "undated"
        return welcome(status.articles, span)

    async def ask(self, conversation: Conversation, event: gr.EventData) -> AsyncIterator[View]:
        """Answer a question, showing each step."""
        before = _turns(conversation)
        try:
            question = _question(event._data, conversation)
        except ValidationError as error:
            yield before, failed("", f"This cannot be asked: {first_fault(error)}."), "", conversation
            return
        try:
            async for step in self.desk.stages(question):
                if isinstance(step, str):
                    yield before, under_way(question.question, step), waiting(), conversation
                else:
                    key, lasting = self.desk.keeping.keep(step)
                    shown = answered(step, key, place=len(conversation), lasting=lasting)
                    yield before, shown, evidence(step, key), (*conversation, (key, step))[-TURNS:]
        except DatelineError as error:
            yield before, failed(question.question, str(error)), "", conversation

    def restore(self, event: gr.EventData) -> View:
        """A conversation that the browser remembers, as far as its answers are still kept."""
        found: list[tuple[str, Answer]] = []
        for key in list(event._data.get("keys") or [])[-TURNS:]:
            try:
                found.append((str(key), self.desk.kept(str(key))))
            except DatelineError:
                continue
        if not found:
            return "", failed("", "The answers of this conversation are no longer kept."), "", ()
        conversation = tuple(found)
        key, answer = conversation[-1]
        now = answered(answer, key, place=len(conversation) - 1)
        return _turns(conversation[:-1]), now, evidence(answer, key), conversation

    def show(self, conversation: Conversation, event: gr.EventData) -> Any:
        """The evidence of an earlier turn."""
        place = event._data.get("place")
        if not isinstance(place, int) or not 0 <= place < len(conversation):
            return gr.skip()
        key, answer = conversation[place]
        return evidence(answer, key)


def _question(asked: Any, conversation: Conversation) -> Question:
    """What the page's script sent, as a question; without one of the filters of an earlier answer where it says so.

    An earlier question that is asked without one of its filters keeps the others, and none is inferred anew.

    Raises:
        ValidationError: when it is not of the form of a question.
    """
    asked = asked if isinstance(asked, dict) else {}
    history = conversation
    filters = Filters.model_validate(asked.get("filters") or {})
    question = asked.get("question", "")
    without = asked.get("without")
    place = without.get("place") if isinstance(without, dict) else None
    if isinstance(without, dict) and isinstance(place, int) and 0 <= place < len(conversation):
        history, earlier = conversation[:place], conversation[place][1]
        question = earlier.question
        filters = _less(earlier.filters, str(without.get("field")), str(without.get("value")))
    if asked.get("alone"):
        history = ()
    return Question.model_validate(
        {
            "question": question,
            "history": [turn for _, answer in history for turn in _turn_of(answer)],
            "filters": filters,
            "as_of": asked.get("as_of") or None,
            "infer": not isinstance(without, dict),
        }
    )


def _turn_of(answer: Answer) -> tuple[Turn, Turn]:
    """An answer as the two turns of a conversation, with the articles that it cites."""
    articles = list(dict.fromkeys(one.article_id for one in answer.citations))
    return Turn(role="user", content=answer.question), Turn(role="assistant", content=answer.text, articles=articles)


def _less(filters: Filters, field: str, value: str) -> Filters:
    """The filters without one of their values; the field ``dates`` is both ends of a span of days."""
    values = filters.model_dump()
    for name in ("date_from", "date_to") if field == "dates" else (field,):
        if isinstance(values.get(name), list):
            values[name] = [one for one in values[name] if one != value]
        elif name in values:
            values[name] = None
        if not values.get(name):
            values["inferred"] = [one for one in values["inferred"] if one != name]
    return Filters.model_validate(values)


def _turns(conversation: Conversation) -> Markup:
    return text([answered(answer, key, place=place) for place, (key, answer) in enumerate(conversation)])


def _html(value: str, name: str | None = None, *, js_on_load: str | None = None) -> gr.HTML:
    return gr.HTML(str(value), elem_id=name, js_on_load=js_on_load, apply_default_css=False)
