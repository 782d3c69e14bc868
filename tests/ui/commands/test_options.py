"""What the options are read as."""

from datetime import date
from pathlib import Path

import pytest

from ingest import ConfigError, InputError
from qa import Filters
from ui.commands.options import day_of, filters_of, settings_of


@pytest.mark.parametrize(("value", "day"), [("2025-06-12", date(2025, 6, 12)), (None, None)])
def test_a_day_is_read(value: str | None, day: date | None) -> None:
    assert day_of(value, "--from") == day


@pytest.mark.parametrize("value", ["", "yesterday", "2025-06-31", "12.6.2025"])
def test_another_form_is_told_with_the_right_one(value: str) -> None:
    with pytest.raises(InputError, match=f"--as-of {value}: not a day; write it as 2025-06-12."):
        day_of(value, "--as-of")


@pytest.mark.parametrize(
    ("options", "filters"),
    [
        ((None, None), Filters()),
        (("2025-01-01", "2025-01-01"), Filters(date_from=date(2025, 1, 1), date_to=date(2025, 1, 1))),
        ((None, None, ["Wire"], ["Courts"], ["Ana Lind"]), Filters(sources=["Wire"], sections=["Courts"], authors=["Ana Lind"])),
    ],
)  # fmt: skip
def test_options_are_filters(options: tuple[object, ...], filters: Filters) -> None:
    assert filters_of(*options) == filters  # type: ignore[arg-type]


def test_days_in_the_wrong_order_fit_no_article() -> None:
    with pytest.raises(InputError, match="--from 2025-02-01 is later than --to 2025-01-01"):
        filters_of("2025-02-01", "2025-01-01")


def test_the_command_line_goes_before_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ARCHIVE", "elsewhere")
    assert settings_of(tmp_path).archive == tmp_path
    assert settings_of(None, "ollama:small").archive == Path("elsewhere")
    assert settings_of(None, "ollama:small").writer.model == "ollama:small"


def test_a_setting_that_is_not_valid_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SEARCH__CANDIDATES", "many")
    with pytest.raises(ConfigError, match=r"not valid: search.candidates: "):
        settings_of(None)
