import base64
from pathlib import Path

import pytest

from ingest import ConfigError
from ui.server.auth import password_line, read_keys, token_line


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_a_person_enters_with_the_password_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"# people\n\n{password_line('ana', 'pass:word é')}\n")
    keys = read_keys(tmp_path / "keys")
    assert keys.name_of(basic("ana", "pass:word é")) == "ana"
    assert keys.name_of(basic("ana", "pass:word é")) == "ana"
    assert keys.name_of(basic("ana", "wrong")) is None
    assert keys.name_of(basic("bob", "pass:word é")) is None
    for header in ("", "Basic", "Basic ***", "Bearer x", "Digest y"):
        assert keys.name_of(header) is None


def test_a_program_enters_with_its_token(tmp_path: Path) -> None:
    token, line = token_line("exporter")
    assert token not in line
    (tmp_path / "keys").write_text(line)
    keys = read_keys(tmp_path / "keys")
    assert keys.name_of(f"Bearer {token}") == "exporter"
    assert keys.name_of(f"bearer {token}x") is None


@pytest.mark.parametrize("line", ["ana:secret", "ana:scrypt:zz:00", "a b:token:" + "0" * 64, "ana:token:00"])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "keys").write_text(f"# one\n{line}\n")
    with pytest.raises(ConfigError, match="line 2"):
        read_keys(tmp_path / "keys")


def test_a_file_that_lets_nobody_in_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("# nobody\n")
    with pytest.raises(ConfigError, match="lets nobody in"):
        read_keys(tmp_path / "keys")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_keys(tmp_path / "missing")
