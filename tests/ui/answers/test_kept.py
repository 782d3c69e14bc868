from pathlib import Path

import pytest

from index import NotFoundError, StoreDamagedError
from ingest import InputError
from qa import Timings
from tests.ui.conftest import answer_of, refused
from ui.answers.keeping import Keeping
from ui.answers.kept import KeptAnswers, key_of, read_answer


def test_the_key_names_what_is_said_and_not_how_long_it_took() -> None:
    assert key_of(answer_of()) == key_of(answer_of(timings_ms=Timings(total=99)))
    assert key_of(answer_of()) != key_of(refused())


def test_a_kept_answer_is_there_for_the_next_process(tmp_path: Path) -> None:
    key = KeptAnswers(tmp_path).keep(answer_of())
    assert KeptAnswers(tmp_path).get(key) == answer_of()


@pytest.mark.parametrize("key", ["0" * 16, "../../etc/passwd", "", "é"])
def test_an_unknown_key_is_not_found(tmp_path: Path, key: str) -> None:
    with pytest.raises(NotFoundError, match="No answer is kept"):
        KeptAnswers(tmp_path).get(key)


def test_a_damaged_file_is_told_apart_from_a_missing_one(tmp_path: Path) -> None:
    key = KeptAnswers(tmp_path).keep(answer_of())
    (tmp_path / "answers" / f"{key}.json").write_text("{")
    with pytest.raises(StoreDamagedError, match="is not a kept answer"):
        KeptAnswers(tmp_path).get(key)


def test_an_answer_that_cannot_be_written_is_remembered_for_a_while(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file in the place of the folder")
    keeping = Keeping(tmp_path)
    key, lasting = keeping.keep(answer_of())
    assert not lasting
    assert keeping.get(key) == answer_of()
    (tmp_path / "answers").unlink()
    assert keeping.keep(answer_of()) == (key, True), "the next one is written again"


def test_a_read_only_server_remembers_in_memory_and_writes_nothing(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path, read_only=True)
    key, lasting = keeping.keep(answer_of())
    assert not lasting
    assert keeping.get(key) == answer_of()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="read-only"):
        keeping.judge(key, "right", expected="", comment="")


def test_a_file_that_is_no_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"answer": 1}')
    with pytest.raises(InputError, match="is not an answer in JSON"):
        read_answer(tmp_path / "x.json")
