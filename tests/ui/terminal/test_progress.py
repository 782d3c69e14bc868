"""How far a long task is, as a log is told it."""

import pytest

from index import Progress
from ui.terminal import progress
from ui.terminal.progress import Bar


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (Progress("reading", files=1, articles=2), "reading: 1 file, 2 articles, 0 passages"),
        (
            Progress("reading", files=3, articles=1, passages=1_200),
            "reading: 3 files, 1 article, 1,200 passages, 120 a second",
        ),
        (
            Progress("vectors", passages=5, total=50),
            "vectors: 0 files, 0 articles, 5 of 50 passages, 0.5 a second, about 2 min left",
        ),
    ],
)
def test_a_line_says_what_is_done_and_how_long_it_takes_yet(
    at: Progress, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    with Bar() as bar:
        monkeypatch.setattr("time.monotonic", lambda: 110.0)
        bar.show(at)
    assert capsys.readouterr().err == f"{said}\n"


@pytest.mark.parametrize(("every", "lines"), [(10.0, 1), (0.0, 3)])
def test_a_log_gets_a_line_now_and_then(
    every: float, lines: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EVERY_SECONDS", every)
    with Bar() as bar:
        for _ in range(3):
            bar.show(Progress("reading"))
    assert len(capsys.readouterr().err.splitlines()) == lines
