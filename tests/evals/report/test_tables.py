"""A table of figures: printed in the board's units, and read back by the board."""

from __future__ import annotations

import pytest

from evals.metrics.stats import Estimate
from evals.report.board import read_tables, render_board
from evals.report.tables import SHARE, Table
from ingest import InputError

NAN = float("nan")


@pytest.fixture
def table():
    made = Table("gate", "On reports.")
    made.add("stopped", SHARE, Estimate(0.5, 0.25, 0.75, 8, 4))
    made.add("all stopped", SHARE, Estimate(1.0, 1.0, 1.0, 200, 20))
    made.add("auroc", "auroc", Estimate(0.85, NAN, NAN, 8, 1))
    made.share("declined", 1, 4)
    made.share("of none", 0, 0)
    return made


def test_the_board_reads_what_is_written(table, tmp_path):
    table.write(tmp_path / "new" / "gate.json")
    board = render_board([], read_tables([tmp_path / "new" / "gate.json"]))
    for line in (
        "| stopped | 50.0 | 25.0 to 75.0 | 8 |",
        "| all stopped | 100.0 | 83.9 to 100.0 | 200 |",  # Wilson's, over 20 clusters
        "| auroc | 0.850 |  | 8 |",
        "| declined | 25.0 | 4.6 to 69.9 | 4 |",
        "| of none | – | 0.0 to 100.0 | 0 |",
    ):
        assert line in board


def test_a_person_sees_the_same_units(table, capsys):
    table.show()
    shown = capsys.readouterr().out
    assert "stopped        50.0  [25.0, 75.0]  n 8" in shown
    assert "auroc         0.850  [–, –]  n 8" in shown


def test_a_place_that_cannot_be_written_is_named(table, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot be written .* name another file with --out"):
        table.write(tmp_path / "file" / "gate.json")
