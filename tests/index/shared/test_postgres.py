"""An archive whose catalogue is on PostgreSQL: the same promises as with a file, and several machines that share it."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from index import Archive, NotFoundError, StoreDamagedError, StoreLockedError
from index.stores.schema import PENDING, versions
from index.write.journal import Journal
from ingest import ConfigError, InputError, Settings
from tests.index.conftest import ARTICLES, UNDATED, VERDICT
from tests.index.shared.server import running
from tests.index.words import HashedWords

ROOT = Path(__file__).parents[3]
MACHINE = """
import sys
from index import Archive
from ingest import Article, Settings
from tests.index.words import HashedWords
write = sys.argv[3] == "write"
with Archive.open(sys.argv[1], Settings(catalogue=sys.argv[2]), write=write, embedder=HashedWords()) as archive:
    print("open", flush=True)
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb == "add":
            archive.add([Article(rest, f"Report of {rest}", f"A {rest} was seen by the harbour.", id_given=True)])
        elif verb == "remove":
            archive.remove(rest, "asked")
        print(*[hit.article.id for hit in archive.search(rest, limit=1) if rest in hit.article.id], flush=True)
"""


@pytest.fixture(scope="module")
def cluster():
    with running(pytest.skip) as started:
        yield started


@pytest.fixture
def settings(cluster):
    return Settings(catalogue=cluster.database())


@pytest.fixture
def other(tmp_path):
    """The folder of a second machine."""
    return tmp_path / "other"


def ids(hits):
    return [hit.article.id for hit in hits]


def everything_in(settings):
    """All that the tables hold, as text."""
    engine = sa.create_engine(settings.catalogue.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        text = "".join(
            str(row) for name in names for row in connection.execute(sa.text(f"SELECT t::text FROM {name} AS t"))
        )
    engine.dispose()
    return text.lower()


# The same promises


def test_what_was_added_is_found_and_adding_it_again_changes_nothing(archive, embedder):
    hit = archive.search("who convicted the mayor of bribery?")[0]
    assert hit.article == VERDICT
    assert hit.dense > 0.1
    generation, embedded = archive.status().generation, embedder.texts
    assert archive.add(ARTICLES).unchanged == 4
    assert (archive.status().generation, embedder.texts) == (generation, embedded)
    assert archive.check() == []


def test_a_newer_version_takes_the_place_of_the_older(archive):
    corrected = replace(VERDICT, body=VERDICT.body.replace("convicted", "acquitted", 1), modified_at="2025-06-13")
    assert archive.add([corrected]).updated == 1
    assert [entry.state for entry in archive.history("verdict")] == ["superseded", "live"]
    assert {hit.text[:30] for hit in archive.search("mayor bribery", limit=50) if hit.article.id == "verdict"} == {
        corrected.body[:30]
    }
    assert archive.check() == []


def test_a_removed_article_is_gone_and_stays_out(archive):
    archive.remove("zoo", "asked by the keeper")
    assert "zoo" not in ids(archive.search("zebraquoll"))
    with pytest.raises(NotFoundError, match="asked by the keeper"):
        archive.article("zoo")
    assert archive.add([UNDATED]).kept_out == 1
    assert archive.check() == []


def test_a_purge_leaves_no_word_in_any_table_nor_in_the_database_files(archive, settings, cluster, folder):
    cluster.execute("postgres", "CHECKPOINT")
    database = cluster.data / "base" / str(cluster.number_of(settings.catalogue))
    assert any(b"zebraquoll" in path.read_bytes().lower() for path in database.rglob("*") if path.is_file())
    assert "zebraquoll" in everything_in(settings)
    archive.remove("zoo", "court order", purge=True)
    cluster.execute("postgres", "CHECKPOINT")
    left = [path for path in database.rglob("*") if path.is_file() and b"zebraquoll" in path.read_bytes().lower()]
    assert left == []
    assert "zebraquoll" not in everything_in(settings)
    assert not any(b"zebraquol" in path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    assert archive.check() == []


def test_redaction_reaches_every_text_and_every_machine(archive, settings, folder, other, embedder):
    with Archive.open(other, settings, embedder=embedder) as reader:
        assert ids(reader.search("mayor bribery", limit=1)) == ["verdict"]
        for place in (folder, other):
            (place / "answers").mkdir()
            (place / "answers" / "0123456789abcdef.json").write_text('{"question": "Is Edna Quill the mayor?"}')
        assert archive.redact("Edna Quill", "asked", purge=True).answers == 1
        assert "[name removed]" in reader.search("mayor bribery", limit=1)[0].text
        assert not list(other.glob("answers/*"))
    assert "quill" not in everything_in(settings)
    assert archive.count_mentions("Quill") == 0
    assert archive.check() == []


def test_check_finds_what_a_replica_lacks_and_a_rebuild_mends_it(archive):
    archive._stores.vectors.delete([archive.passages("verdict")[0].id])
    assert [(finding.store, finding.what) for finding in archive.check()] == [("vectors", "passages missing")]
    assert archive.rebuild() == []


def test_what_a_crash_left_pending_is_undone_by_the_next_writer_on_any_machine(
    folder, other, settings, embedder, monkeypatch
):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES[:2])
        with monkeypatch.context() as broken:
            broken.setattr(Journal, "publish", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                archive.add([UNDATED])
        with archive._stores.catalogue.reading() as connection:
            assert connection.scalar(sa.select(sa.func.count()).where(versions.c.state == PENDING)) == 1
        assert ids(archive.search("zebraquoll zoo", limit=1)) != ["zoo"]
    with Archive.open(other, settings, write=True, embedder=embedder) as archive:
        assert archive.status().articles == 2
        assert archive.check() == []
        assert archive.add([UNDATED]).added == 1
        assert ids(archive.search("zebraquoll zoo", limit=1)) == ["zoo"]


# Several machines


def test_two_machines_answer_alike_and_only_one_writes(folder, other, settings):
    machines = []
    for place, how in ((folder, "write"), (other, "read")):
        command = [sys.executable, "-c", MACHINE, place, settings.catalogue, how]
        machine = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        machines.append(machine)
        assert machine.stdout.readline() == "open\n"
    one, two = machines

    def tell(machine, words):
        machine.stdin.write(words + "\n")
        machine.stdin.flush()
        return machine.stdout.readline().strip()

    assert tell(one, "add glimmerfox") == "glimmerfox"
    assert tell(two, "search glimmerfox") == "glimmerfox"
    assert tell(one, "add owlbear") == "owlbear"
    assert tell(two, "search owlbear") == "owlbear", "without opening it again"
    started = time.monotonic()
    with pytest.raises(StoreLockedError, match=rf"Another process is writing to .* \(process {one.pid} on "):
        Archive.open(other, settings, write=True)
    assert time.monotonic() - started < 2
    assert tell(one, "remove glimmerfox") == ""
    assert tell(two, "search glimmerfox") == ""
    one.kill()
    one.wait()
    with Archive.open(other, settings, write=True, embedder=HashedWords()) as archive:
        assert archive._lock.crashed
        assert archive.check() == []
    two.stdin.close()
    two.wait(timeout=60)


def test_a_machine_that_was_off_takes_in_only_what_changed_and_embeds_nothing(folder, other, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    theirs = HashedWords()
    with Archive.open(other, settings, embedder=theirs) as reader:
        assert reader.check() == []
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add([replace(UNDATED, id="owl", body="An owlbear was seen.")])
        archive.remove("zoo", "asked")
    with Archive.open(other, settings, embedder=theirs) as reader:
        put = []
        real = reader._stores._words._put
        reader._stores._words._put = lambda store, drafts: (put.extend(drafts), real(store, drafts))
        assert ids(reader.search("owlbear", limit=1)) == ["owl"]
        assert [draft.article.id for draft in put] == ["owl"]
        assert "zoo" not in ids(reader.search("zebraquoll"))
        assert reader.check() == []
    assert theirs.texts == 0


def test_a_purge_reaches_the_folder_of_a_machine_that_was_off(folder, other, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
        with Archive.open(other, settings, embedder=embedder) as reader:
            assert ids(reader.search("zebraquoll", limit=1)) == ["zoo"]
        answers = other / "answers"
        answers.mkdir()
        (answers / "0123456789abcdef.json").write_text('{"citations": [{"article_id": "zoo"}], "results": []}')
        archive.remove("zoo", "court order", purge=True)
        with Archive.open(other, settings, embedder=embedder) as reader:
            assert "zoo" not in ids(reader.search("zebraquoll"))
            assert reader.check() == []
    assert not list(answers.iterdir())
    assert not any(b"zebraquol" in path.read_bytes().lower() for path in other.rglob("*") if path.is_file())


def test_a_replica_that_was_damaged_or_deleted_is_made_anew(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
        assert archive.check() == []
    (folder / "lexical" / "0" / "meta.json").write_text("{")
    (folder / "vectors" / "0" / "chroma.sqlite3").unlink()
    texts = embedder.texts
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert reader.search("mayor bribery")[0].article == VERDICT
        assert reader.check() == []
    assert embedder.texts == texts


def test_a_writer_that_loses_its_connection_can_write_nothing_more(folder, settings, embedder, cluster):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES[:1])
        cluster.execute(
            "postgres", "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )
        with pytest.raises((StoreDamagedError, StoreLockedError)):
            archive.add(ARTICLES[1:])
        with pytest.raises(StoreLockedError, match="the right to write with it"):
            archive.add(ARTICLES[1:])
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        assert archive.add(ARTICLES).added == 3
        assert archive.check() == []


# What can be wrong


def test_what_cannot_be_opened_is_one_sentence_each(folder, settings, cluster, monkeypatch):
    with pytest.raises(InputError, match=r"no archive in postgresql://.*dateline ingest"):
        Archive.open(folder, settings)
    with pytest.raises(StoreDamagedError, match=r"cannot be written.*check that the server runs"):
        Archive.open(folder, Settings(catalogue="postgresql://u:secret@127.0.0.1:9/news"), write=True)
    with pytest.raises(ConfigError, match="write postgresql://"):
        Archive.open(folder, Settings(catalogue="mysql://host/news"), write=True)
    ascii_only = Settings(catalogue=cluster.database("ENCODING 'SQL_ASCII' TEMPLATE template0"))
    with pytest.raises(ConfigError, match="ENCODING 'UTF8'"):
        Archive.open(folder, ascii_only, write=True)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "psycopg", None)
        with pytest.raises(ConfigError, match=r'pip install "dateline\[postgres\]"'):
            Archive.open(folder, settings, write=True)
    Archive.open(folder, Settings(), write=True).close()
    with pytest.raises(ConfigError, match="holds an archive of its own"):
        Archive.open(folder, settings, write=True)


def test_no_password_is_shown(folder):
    with pytest.raises(StoreDamagedError) as told:
        Archive.open(folder, Settings(catalogue="postgresql://u:secret@127.0.0.1:9/news"), write=True)
    assert "secret" not in str(told.value)


def test_the_commands_from_ingest_to_removal(tmp_path, cluster):
    (tmp_path / "note.txt").write_text("Otters return\n\nOtters were seen in the Tam at Alderholt on Monday.\n")
    address = cluster.database()

    def dateline(machine, *arguments):
        named = {"DATELINE_ARCHIVE": str(tmp_path / machine), "DATELINE_CATALOGUE": address, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "ui.commands.cli", *arguments],
            cwd=tmp_path, env=os.environ | named | {"HF_HUB_OFFLINE": "1"}, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "1 added" in dateline("one", "ingest", "--fast", "note.txt")
    assert "Otters return" in dateline("two", "search", "--lexical", "otters in the Tam")
    assert "1 article in 1 passage" in dateline("two", "status")
    assert "The three stores agree" in dateline("two", "check")
    (found,) = [
        line
        for line in dateline("one", "search", "--lexical", "otters", "--json").splitlines()
        if '"article_id"' in line
    ]
    article_id = found.split('"')[3]
    dateline("two", "remove", article_id, "--reason", "asked", "--purge")
    assert "Otters return" not in dateline("one", "search", "--lexical", "otters in the Tam")
