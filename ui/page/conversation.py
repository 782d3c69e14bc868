"""A conversation in the browser, and the question that its next turn asks."""

from __future__ import annotations

from typing import Any

from qa import Answer, Filters, Question, Turn

Conversation = tuple[tuple[str, Answer], ...]
"""The answers of one browser session, with their keys, oldest first. It lives in the session's state alone."""


def question_of(asked: Any, conversation: Conversation) -> Question:
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
