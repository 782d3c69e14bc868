import json
from pathlib import Path

from evals.data.own import load_own
from tests.ui.conftest import answer_of, refused
from ui.answers.feedback import FeedbackBook


def test_feedback_becomes_questions_that_the_evals_read(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    book.add(answer_of(), "right")
    book.add(answer_of(question="Q2", standalone_question="Q2"), "wrong", expected="fraud", comment="mixed up")
    book.add(refused(), "right")
    (tmp_path / "questions.jsonl").write_text("\n".join(book.as_questions()))
    right, wrong, refusal = load_own(tmp_path / "questions.jsonl").questions
    assert right.answers == ("the bribery charge",)
    assert right.articles == ("courier-17",)
    assert wrong.answers == ("fraud",)
    assert wrong.wrong_answers == ("the bribery charge",)
    assert refusal.unanswerable


def test_a_wrong_answer_without_a_right_one_waits_for_a_person(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    book.add(answer_of(), "wrong", comment="no")
    (line,) = book.as_questions()
    assert line.startswith("# ")
    assert json.loads(line[2:])["why"] == "no"


def test_feedback_on_an_answer_that_is_gone_is_told_in_a_comment(tmp_path: Path) -> None:
    book = FeedbackBook(tmp_path)
    said = book.add(answer_of(), "right")
    (tmp_path / "answers" / f"{said.answer}.json").unlink()
    assert list(book.as_questions()) == [f"# feedback-1: No answer is kept under {said.answer}."]
