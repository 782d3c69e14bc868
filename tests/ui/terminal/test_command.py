"""What goes wrong in a command is told in one sentence."""

import pytest
import typer
from pydantic import BaseModel, Field
from typer.testing import CliRunner

from ingest import InputError
from ui.terminal.command import Command


class Wanted(BaseModel):
    limit: int = Field(ge=1)


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (lambda: InputError("x.txt: empty."), 2, "Error: x.txt: empty.\n"),
        (lambda: FileNotFoundError(2, "No such file or directory", "x.txt"), 2, "Error: x.txt: No such file"),
        (lambda: OSError("disk full"), 2, "Error: The system: disk full.\n"),
        (lambda: Wanted(limit=0), 2, "Error: A setting is not valid: limit: Input should be greater than or equal"),
        (lambda: KeyboardInterrupt(), 130, "\nInterrupted. What was finished is kept"),
    ],
)
def test_a_failure_is_a_sentence_and_a_status(raised: object, status: int, said: str) -> None:
    app = typer.Typer()

    @app.command(cls=Command)
    def work() -> None:
        raise raised()  # type: ignore[operator]

    done = CliRunner().invoke(app, [])
    assert done.exit_code == status
    assert done.stderr.startswith(said)
