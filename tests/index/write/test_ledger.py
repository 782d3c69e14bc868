"""What the ledger is for: nothing is read twice, nothing that fails is tried for ever, and both end with a change."""

import json
from pathlib import Path

import pytest

from index import Archive
from ingest import IntakeSettings, Settings, content_key
from tests.ingest.test_fetch import Site
from tests.ingest.test_wire_formats import PAGES

BROKEN = b'{"headline": "Bridge opens", "body": '


@pytest.fixture
def opened(folder, embedder):
    settings = Settings(intake=IntakeSettings(tries=2))
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        yield archive


@pytest.fixture
def broken(tmp_path) -> Path:
    path = tmp_path / "bridge.json"
    path.write_bytes(BROKEN)
    return path


def test_a_file_that_fails_is_tried_as_often_as_the_settings_say(opened, broken, folder):
    first, second, third = (opened.ingest([broken]) for _ in range(3))
    assert (len(first.problems), first.set_aside) == (1, 0)
    assert (len(second.problems), second.set_aside) == (1, 0)
    assert "tried 2 times and is now set aside" in second.problems[0].reason
    assert (third.problems, third.set_aside, third.files_unchanged) == ([], 1, 0)
    assert "tried 2 times" in (folder / "problems.jsonl").read_text()


def test_a_change_of_the_file_begins_anew(opened, broken):
    for _ in range(3):
        opened.ingest([broken])
    broken.write_bytes(BROKEN + b'"The bridge over the Tam opened on Monday."}')
    report = opened.ingest([broken])
    assert (report.added, report.set_aside) == (1, 0)
    assert opened.ingest([broken]).files_unchanged == 1


def test_a_better_reader_reads_what_failed_and_what_did_not(opened, broken, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Bridge opens\n\nThe bridge over the Tam opened on Monday with a parade.\n")
    for _ in range(3):
        opened.ingest([tmp_path / "a.txt", broken])
    monkeypatch.setattr("ingest.intake.READER_VERSION", 99)
    report = opened.ingest([tmp_path / "a.txt", broken])
    assert (report.read, report.unchanged, report.set_aside, len(report.problems)) == (1, 1, 0, 1)
    assert opened.ingest([tmp_path / "a.txt"]).files_unchanged == 1


def test_a_copy_that_joins_two_stories_joins_them_in_the_archive(opened):
    from ingest import Article
    from tests.ingest.test_copies import story

    words = story(1, 600).split(" ")
    parts = {"a": words[:300], "b": words[300:]}
    for name, part in parts.items():
        opened.add([Article(name, "Part", " ".join(part), published_at="2024-03-14", id_given=True)])
    assert opened.status().stories == 2
    opened.add([Article("c", "Whole", " ".join(words), published_at="2024-03-15", id_given=True)])
    assert opened.status().stories == 1
    assert {one.id for one in opened.copies("c")} == {"a", "b"}


def test_an_ingest_that_was_stopped_embeds_again_only_what_was_in_the_making(opened, embedder, tmp_path, monkeypatch):
    monkeypatch.setattr("index.write.commit._EMBED_AT_ONCE", 5)
    news = tmp_path / "news"
    news.mkdir()
    for n in range(40):
        (news / f"{n:02}.txt").write_text(f"Bridge {n} opens\n\nThe bridge number {n} opened on Monday.\n")

    def stop_half_way(at):
        if at.share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened.ingest([news], on_progress=stop_half_way)
    assert 0 < embedder.texts < 40
    assert opened.ingest([news]).added == 40
    assert embedder.texts == 40 + 5, "only the batch that was in the making is embedded again"
    assert (opened.status().articles, opened.check()) == (40, [])


def test_progress_tells_how_much_of_the_whole_is_done(opened, tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Bridge {n} opens\n\nThe bridge number {n} opened on Monday.\n")
    seen = []
    opened.ingest([tmp_path], on_progress=seen.append)
    shares = [at.share for at in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_better_reader_of_a_file_of_many_makes_new_versions_and_no_doubles(opened, tmp_path, monkeypatch):
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(f'{{"title": "Bridge {n}", "text": "Bridge {n}: it opened &copy; late."}}\n' for n in "ab"))
    opened.ingest([path])
    monkeypatch.setattr("ingest.intake.READER_VERSION", 99)
    monkeypatch.setattr("ingest.draft.tidy_body", lambda text: text.replace(" &copy;", ""))
    report = opened.ingest([path])
    assert (report.added, report.updated) == (0, 2)
    assert opened.status().articles == 2
    assert [len(opened.history(hit.article.id)) for hit in opened.search("bridge opened late")] == [2, 2]


def test_a_feed_that_has_not_changed_is_not_sent_again(opened, site):
    assert opened.ingest([f"{site}/feed.xml"]).added == 2
    assert opened.ingest([f"{site}/feed.xml"]).read == 0
    assert [seen for path, seen in Site.asked if path == "/feed.xml"] == ["", '"v1"']


def test_a_page_of_an_issue_that_changes_alone_makes_a_new_version(opened, tmp_path):
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace('<div TYPE="ARTICLE">', '<div TYPE="ARTICLE" ID="a">', 1))
    issue = tmp_path / "issue"
    assert opened.ingest([issue]).added == 2
    assert opened.ingest([issue]).read == 0
    page = issue / "alto" / "p1.xml"
    page.write_text(page.read_text().replace('CONTENT="council"', 'CONTENT="counsel"'))
    report = opened.ingest([issue])
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)


def revision(number, text, stamp="2024-03-14T09:00:00Z"):
    return {
        "uri": "urn:acme:wall",
        "version": number,
        "versioncreated": stamp,
        "body_text": text,
        "pubstatus": "usable",
    }


def test_the_greater_version_is_the_newer_one_whatever_the_order(opened, tmp_path):
    path = tmp_path / "items.json"
    items = [revision("9", "The council voted."), revision("10", "The council voted twice."), revision("2", "It met.")]
    path.write_text(json.dumps(items))
    report = opened.ingest([path])
    assert (report.added, report.updated, report.outdated, report.problems) == (1, 1, 1, [])
    [article] = opened.newest(5)
    assert article.body == "The council voted twice."


def test_the_later_capture_of_an_address_is_the_newer_version(opened, tmp_path):
    page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><h1>Harbor wall</h1><p>{}</p></article></body></html>"
    texts = ["The council of Portvale voted for the wall on Monday. " * 4, "The vote of the council was annulled. " * 5]
    data = b"".join(
        record(page.format(text), f"2024-03-1{day}T10:00:00Z") for text, day in zip(texts[::-1], (6, 4), strict=True)
    )
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    report = opened.ingest([path])
    assert (report.added, report.outdated, len(report.problems)) == (1, 1, 0)
    assert "annulled" in opened.article(content_key("https://post.example/wall")).body


def record(answer, day):
    block = answer.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/wall\r\nWARC-Date: {day}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
