"""What an archive promises: nothing twice, nothing lost, old versions kept, removals final, all stores in step."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import Archive, Filters, NotFoundError, StoreDamagedError, StoreLockedError, StoreMismatchError
from index.stores.schema import SCHEMA_VERSION
from ingest import Article, InputError, Settings
from tests.index.conftest import ARTICLES, FLOOD, UNDATED, VERDICT
from tests.index.words import HashedWords


def ids(hits):
    return [hit.article.id for hit in hits]


def test_what_was_added_is_found_and_comes_back_whole(archive):
    assert archive.article("verdict") == VERDICT
    hit = archive.search("who convicted the mayor of bribery?")[0]
    assert hit.article == VERDICT
    assert hit.text == VERDICT.body[hit.passage.start : hit.passage.end]
    assert archive.passages("verdict")[0].end == len(VERDICT.body)
    assert archive.check() == []


def test_the_status_counts_articles_stories_and_days(archive):
    status = archive.status()
    assert (status.articles, status.passages, status.stories, status.undated) == (4, 4, 3, 1)
    assert (status.first_day, status.last_day) == (date(2024, 1, 2), date(2025, 6, 12))
    assert archive.sources() == [("Alderholt Courier", 1), ("Harbour Post", 1), ("Valley Weekly", 1)]
    assert archive.sections() == [("Courts", 1), ("Weather", 1)]
    assert archive.authors() == [("Ann Ray", 1), ("Tom Ode", 1)]


def test_adding_the_same_again_changes_nothing(archive, embedder):
    generation, embedded = archive.status().generation, embedder.texts
    report = archive.add(ARTICLES)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 4)
    assert (archive.status().generation, embedder.texts) == (generation, embedded)


def test_a_newer_version_takes_the_place_of_the_older_which_stays_in_the_history(archive):
    corrected = replace(VERDICT, body=VERDICT.body.replace("convicted", "acquitted", 1), modified_at="2025-06-13")
    report = archive.add([corrected])
    assert (report.added, report.updated) == (0, 1)
    assert archive.article("verdict") == corrected
    assert archive.article("verdict", VERDICT.version) == VERDICT
    assert [(entry.version, entry.state) for entry in archive.history("verdict")] == [
        (VERDICT.version, "superseded"),
        (corrected.version, "live"),
    ]
    assert [hit.text[:30] for hit in archive.search("mayor bribery", limit=50) if hit.article.id == "verdict"] == [
        corrected.body[:30]
    ]
    assert archive.check() == []


def test_a_version_older_than_the_live_one_goes_into_the_history(archive):
    archive.add([replace(VERDICT, body="Newest.", modified_at="2025-06-20")])
    report = archive.add([replace(VERDICT, body="In between.", modified_at="2025-06-15")])
    assert (report.updated, report.outdated) == (0, 1)
    assert archive.article("verdict").body == "Newest."
    assert len(archive.history("verdict")) == 3


def test_two_articles_with_one_id_in_a_run_are_reported(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        one, other = replace(FLOOD, origin="a.jsonl:1"), replace(FLOOD, body="Other text.", origin="b.jsonl:9")
        report = archive.add([one, other])
        assert [problem.kind for problem in report.problems] == ["same-id"]
        assert "a.jsonl:1 and b.jsonl:9" in report.problems[0].reason
        assert archive.article("flood").body == "Other text."
        assert "same-id" in (folder / "problems.jsonl").read_text()


def test_copies_of_one_story_are_one_hit_with_the_others_named(archive):
    hits = archive.search("River Tam rose four metres")
    assert len([hit for hit in hits if hit.article.id.startswith("flood")]) == 1
    assert set(ids(hits[:1]) + list(hits[0].copies)) == {"flood", "flood-copy"}
    apart = archive.search("River Tam rose four metres", per_story=False)
    assert {"flood", "flood-copy"} <= set(ids(apart))


def test_a_removed_article_is_gone_from_every_store_and_stays_out(archive):
    removal = archive.remove("zoo", "asked by the keeper")
    assert (removal.versions, removal.passages) == (1, 1)
    assert "zoo" not in ids(archive.search("zebraquoll"))
    with pytest.raises(NotFoundError, match=r"was removed on .*: asked by the keeper"):
        archive.article("zoo")
    report = archive.add([UNDATED])
    assert (report.added, report.kept_out) == (0, 1)
    assert report.problems[0].kind == "removed"
    assert archive.check() == []


def test_a_restored_article_may_come_in_again(archive):
    archive.remove("zoo", "by mistake")
    assert archive.restore("zoo")
    assert not archive.restore("zoo")
    assert archive.add([UNDATED]).added == 1


def test_removing_one_of_two_exact_copies_leaves_the_other_searchable(archive):
    archive.add([replace(VERDICT, id="verdict-again")])
    archive.remove("verdict", "one is enough")
    assert ids(archive.search("mayor bribery", limit=1)) == ["verdict-again"]
    assert archive.check() == []


def test_an_unknown_id_is_an_error_with_advice(archive):
    for call in (archive.article, archive.history, archive.passages, lambda id_: archive.remove(id_, "why")):
        with pytest.raises(NotFoundError, match='holds no article "nobody"'):
            call("nobody")


def test_a_purge_leaves_no_byte_of_the_text_in_the_folder(archive, folder):
    secret = b"zebraquoll"
    assert any(secret in path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    archive.remove("zoo", "court order", purge=True)
    everything = {path: path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    assert [path for path, data in everything.items() if secret in data or b"zebraquol" in data] == []
    assert archive.search("zebraquoll zoo")[0].article.id != "zoo"
    assert archive.check() == []


def test_a_purge_of_all_versions_while_a_reader_is_open(archive, folder, settings, embedder):
    with Archive.open(folder, settings, embedder=embedder) as reader:
        assert reader.search("zebraquoll")
        archive.add([replace(UNDATED, body="The zebraquoll was caught in Umberfield.")])
        archive.remove("zoo", "court order", purge=True)
        assert "zoo" not in ids(reader.search("zebraquoll Umberfield"))
    for path in folder.rglob("*"):
        assert not path.is_file() or b"umberfield" not in path.read_bytes().lower()


def test_withheld_and_embargoed_articles_are_stored_but_not_searched(archive):
    archive.add(
        [
            Article("held", "Held", "The quaxel report is withheld.", status="withheld"),
            Article("later", "Later", "The quaxel report is embargoed.", embargo_until="2999-01-01T00:00:00Z"),
        ]
    )
    assert archive.article("held").status == "withheld"
    assert {"held", "later"}.isdisjoint(ids(archive.search("quaxel report")))


def test_one_writer_at_a_time_even_in_one_process(archive, folder, settings):
    with pytest.raises(StoreLockedError, match=r"Another process is writing to .* \(process \d+ on "):
        Archive.open(folder, settings, write=True)


def test_an_archive_opened_for_reading_cannot_be_written(archive, folder, settings):
    with Archive.open(folder, settings) as reader, pytest.raises(StoreLockedError, match="opened for reading"):
        reader.add([])


def test_no_archive_is_an_error_that_says_how_to_make_one(tmp_path, settings):
    with pytest.raises(InputError, match=r"no archive in .*dateline ingest"):
        Archive.open(tmp_path / "nowhere", settings)


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path, settings):
    # Stands for any disk that refuses: permissions do not stop the superuser, under whom tests often run.
    (tmp_path / "archive").write_text("not a folder")
    with pytest.raises(StoreDamagedError, match="cannot be written"):
        Archive.open(tmp_path / "archive", settings, write=True)


def test_an_archive_of_a_newer_version_is_left_alone(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive._journal.set({"schema": str(SCHEMA_VERSION + 1).encode()})
    for write in (False, True):
        with pytest.raises(StoreMismatchError, match=r"newer version of Dateline.*upgrade"):
            Archive.open(folder, settings, write=write)


def test_another_embedder_is_refused_until_a_rebuild(folder, settings, embedder):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    other = HashedWords("other-words")
    with Archive.open(folder, settings, write=True, embedder=other) as archive:
        with pytest.raises(StoreMismatchError, match=r'"hashed-words".*"other-words".*dateline rebuild'):
            archive.search("mayor")
        assert archive.rebuild() == []
        assert archive.search("mayor bribery")[0].article.id == "verdict"


def test_bad_articles_are_set_aside_one_sentence_each(archive):
    report = archive.add(
        [
            Article("empty", "Nothing", "  \n", origin="a.jsonl:1"),
            Article("half", "Half", "A lone \ud800 surrogate.", origin="a.jsonl:2"),
            Article("when", "When", "Some text.", published_at="last Tuesday", origin="a.jsonl:3"),
            Article("good", "Good", "A perfectly good article.", origin="a.jsonl:4"),
        ]
    )
    assert [problem.origin for problem in report.problems] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert report.added == 1


def test_files_are_read_once_and_a_changed_file_is_a_new_version(folder, settings, embedder, tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Bridge opens\n\nThe bridge over the Tam opened on Monday with a parade.\n")
    (news / "b.txt").write_text("Bridge closes\n\nA storm closed the old bridge for the winter season.\n")
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        first = archive.ingest([news])
        assert (first.files, first.added) == (2, 2)
        again = archive.ingest([news])
        assert (again.files_unchanged, again.read, again.unchanged) == (2, 0, 2)
        (news / "a.txt").write_text("Bridge opens\n\nThe bridge over the Tam opened on Tuesday with a parade.\n")
        changed = archive.ingest([news])
        assert (changed.read, changed.added, changed.updated) == (1, 0, 1)
        assert archive.status().articles == 2
        assert archive.search("when did the bridge open")[0].text.count("Tuesday") == 1
        assert archive.check() == []


def test_one_text_in_two_files_is_one_article_with_two_locations(folder, settings, embedder, tmp_path):
    text = "Bridge opens\n\nThe bridge over the Tam opened on Monday with a parade.\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text)
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        report = archive.ingest([tmp_path / "a.txt", tmp_path / "b.txt"])
        assert (report.added, report.unchanged) == (1, 1)
        item = archive.search("bridge")[0].article.id
        assert [Path(place).name for place in archive.locations(item)] == ["a.txt", "b.txt"]


def test_a_missing_path_is_a_problem_and_the_rest_goes_on(folder, settings, embedder, tmp_path):
    (tmp_path / "a.txt").write_text("Bridge opens\n\nThe bridge over the Tam opened on Monday.\n")
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        report = archive.ingest([tmp_path / "gone", tmp_path / "a.txt"])
        assert (report.added, len(report.problems)) == (1, 1)
        assert "does not exist" in (folder / "problems.jsonl").read_text()


@pytest.mark.parametrize("query", ["", "   ", "?!… —", "\x00"])
def test_a_question_without_a_word_finds_nothing(archive, query):
    assert archive.search(query) == []


def test_a_very_long_question_is_answered(archive):
    assert archive.search("bribery " + "and the of " * 10_000 + " ) OR (headline:* AND ~^", limit=2)


def test_filters_are_listed_in_the_face(archive):
    assert archive.count_mentions("floods valley") == 1
    assert archive.count_mentions("valley", Filters(sources=("harbour post",))) == 0
    assert archive.coverage(Filters(date_from=date(2025, 1, 1))).articles == 1
    assert archive.newest_day(as_of=date(2024, 12, 31)) == date(2024, 1, 3)


def test_settings_default_to_the_environment(folder, monkeypatch):
    monkeypatch.setenv("DATELINE_SEARCH__CANDIDATES", "17")
    with Archive.open(folder, write=True) as archive:
        assert archive.settings == Settings()
        assert archive.settings.search.candidates == 17


def test_an_archive_that_could_not_be_opened_is_examined_by_the_next_writer(folder, settings, embedder, monkeypatch):
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add(ARTICLES)
    with monkeypatch.context() as interrupted:
        interrupted.setattr("index.archive.recover", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Archive.open(folder, settings, write=True, embedder=embedder)
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        assert archive._lock.crashed
