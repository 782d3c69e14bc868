"""Who is named in a question is not its answer."""

import pytest

from qa.checks.persons import is_named

BODY = "The foreman refused to go on at the retrial of Harvey Lund. Mr. Lund said nothing."


@pytest.mark.parametrize(
    ("answer", "question", "body", "named"),
    [
        ("Harvey Lund", "Who was the foreman at Lund's retrial?", BODY, True),
        ("Ann Holm", "Who was the foreman at Lund's retrial?", BODY, False),
        ("Harvey Lund", "What is Lund's first name?", BODY, False),
        ("Harvey Lund", "Who was tried again?", BODY, False),
        ("Eric Lund", "Which son of Lund testified?", BODY + " His son Eric Lund testified.", False),
        ("the retrial", "What of Lund's retrial?", BODY, False),
    ],
)
def test_a_full_name_of_whom_the_question_names(answer: str, question: str, body: str, named: bool) -> None:
    assert is_named(answer, question, body) is named
