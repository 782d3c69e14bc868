"""A throw-away PostgreSQL cluster for tests: started from Debian's binaries on a socket of its own, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

USER = "dateline"


def binaries() -> Path | None:
    """Where the newest PostgreSQL of the machine has its programs; None where there is none."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return Path(on_path).parent if on_path else found[-1].parent if found else None


class Cluster:
    """A running cluster, in a folder of its own."""

    def __init__(self, programs: Path, place: Path) -> None:
        self._programs, self._place = programs, place
        self.data = place / "data"

    def start(self) -> None:
        self._run(
            "initdb",
            "--pgdata",
            self.data,
            "--username",
            USER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={self._place} -c fsync=off"
        self._run(
            "pg_ctl", "start", "--wait", "--pgdata", self.data, "--log", self._place / "log", "--options", options
        )

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--pgdata", self.data, "--mode", "immediate")

    def database(self, options: str = "") -> str:
        """The address of a new, empty database."""
        name = f"news_{uuid.uuid4().hex[:12]}"
        self.execute("postgres", f"CREATE DATABASE {name} {options}")
        return f"postgresql://{USER}@/{name}?host={self._place}"

    def number_of(self, address: str) -> int:
        """The number of a database, which names the folder of its files."""
        name = sa.make_url(address).database
        engine = sa.create_engine(f"postgresql+psycopg://{USER}@/postgres?host={self._place}")
        with engine.connect() as connection:
            found = connection.execute(sa.text("SELECT oid FROM pg_database WHERE datname = :name"), {"name": name})
            number = int(found.scalar_one())
        engine.dispose()
        return number

    def execute(self, database: str, statement: str) -> None:
        engine = sa.create_engine(
            f"postgresql+psycopg://{USER}@/{database}?host={self._place}", isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: object) -> None:
        # The server refuses to run as the superuser, under whom tests often run.
        other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*other, str(self._programs / program), *map(str, arguments)]
        with (self._place / "commands").open("ab") as out:
            subprocess.run(command, cwd=self._place, stdout=out, stderr=out, check=True, timeout=120)


@contextmanager
def running(skip: Callable[[str], object]):
    """A cluster for the length of a block; where there is none to be had, ``skip`` is called with the reason."""
    programs = binaries()
    if programs is None:
        skip("PostgreSQL is not installed: Debian's package is called postgresql")
    # Not in pytest's own folder: a socket's path may have about a hundred characters, and others must reach it.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        if os.geteuid() == 0:
            shutil.chown(place, "postgres")
        cluster = Cluster(programs, place)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
