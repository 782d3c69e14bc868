from datetime import date

import pytest

from ui.answers import words


def test_a_day_is_written_out_whatever_precision_the_source_had() -> None:
    assert words.day("2025-06-12") == "12 June 2025"
    assert words.day("2025-06-12T22:05:00-04:00") == "12 June 2025"
    assert words.day(date(1998, 1, 2)) == "2 January 1998"
    assert words.day(None) == "undated"
    assert words.day("June 1998") == "June 1998"


def test_counts_agree_with_their_noun() -> None:
    assert words.count(1, "copy", "copies") == "1 copy"
    assert words.count(2461, "article") == "2,461 articles"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.95, "very likely right"), (0.8, "likely right"), (0.5, "more likely right than wrong"), (0.1, "a weak lead")],
)
def test_confidence_is_said_in_words(value: float, said: str) -> None:
    assert words.confidence(value) == said


def test_marks_are_told_from_text() -> None:
    assert words.parts("Fraud [1], then [12].") == ["Fraud ", 1, ", then ", 12, "."]
    assert words.parts("no mark [a] here") == ["no mark [a] here"]


def test_control_characters_cannot_steer_a_terminal_or_turn_a_line_around() -> None:
    assert words.clean("\x1b[31mred\x07\u202eflip\nline") == "[31mredflip\nline"


def test_sizes_are_short() -> None:
    assert words.size(512) == "512 bytes"
    assert words.size(3_400_000) == "3.4 MB"


@pytest.mark.parametrize(("seconds", "said"), [(40.2, "40 s"), (720, "12 min"), (7_512, "2 h 5 min")])
def test_durations_are_short(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said
