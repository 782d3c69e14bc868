"""Messages become a question, and an answer becomes a completion whose marks point to their evidence."""

import pytest

from ingest import InputError
from tests.ui.conftest import answer_of, cited, refused
from ui.server.completions import Message, completion, marks, question_of


def messages(*said: tuple[str, object]) -> list[Message]:
    return [Message.model_validate({"role": role, "content": content}) for role, content in said]


@pytest.mark.parametrize(
    ("said", "question", "history"),
    [
        ([("user", "Who?")], "Who?", []),
        ([("system", "Be brief."), ("user", "Who?")], "Who?", []),
        (
            [("user", "Who?"), ("assistant", "Ruiz."), ("tool", "x"), ("user", "When?")],
            "When?",
            [("user", "Who?"), ("assistant", "Ruiz.")],
        ),
        ([("assistant", None), ("user", [{"type": "text", "text": "Who"}, {"type": "image_url"}])], "Who", []),
    ],
)
def test_the_last_message_is_the_question_and_the_turns_before_it_its_history(
    said: list[tuple[str, object]], question: str, history: list[tuple[str, str]]
) -> None:
    asked = question_of(messages(*said))
    assert asked.question == question
    assert [(turn.role, turn.content) for turn in asked.history] == history


def test_a_conversation_that_ends_with_an_answer_asks_nothing() -> None:
    with pytest.raises(InputError, match="must be a user's"):
        question_of(messages(("user", "Who?"), ("assistant", "Ruiz.")))


@pytest.mark.parametrize(
    ("text", "url", "found"),
    [
        ("So. [1]", "https://courier.example/17", [("[1]", "https://courier.example/17")]),
        ("So. [1] And so. [1]", "", [("[1]", "http://here/articles/courier-17?version=")] * 2),
        ("So. [7]", "", []),
        ("So.", "", []),
    ],
)
def test_each_mark_with_a_citation_is_an_annotation(text: str, url: str, found: list[tuple[str, str]]) -> None:
    answer = answer_of(text=text, citations=[cited().model_copy(update={"url": url})])
    made = [one.url_citation for one in marks(answer, "http://here")]
    assert [text[one.start_index : one.end_index] for one in made] == [mark for mark, _ in found]
    assert all(one.url.startswith(address) for one, (_, address) in zip(made, found, strict=True))


def test_a_refusal_is_told_as_one() -> None:
    assert completion(refused(), "").choices[0].message.refusal == "Searched 71 articles; none says this."
    assert completion(answer_of(), "").choices[0].message.refusal is None
