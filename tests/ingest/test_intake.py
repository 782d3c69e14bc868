import json

import pytest

from ingest import Article, IntakeSettings, Problem, Source, discover, preview, read_source
from ingest.errors import InputError
from ingest.formats.registry import formats, pick

LIMITS = IntakeSettings()


def test_a_preview_shows_the_mapping_and_how_full_each_field_is(tmp_path):
    rows = [
        {"id": "a", "hl1": "Wall approved", "story_text": "The vote.", "tone": 2},
        {"id": "b", "story_text": "More.", "outlet": "Post"},
    ]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, [*rows, {"id": "c", "hl1": "Nothing"}])))
    (tmp_path / "e.bin").write_bytes(b"\x00\x01" * 50)
    shown = preview([tmp_path], LIMITS)
    [file] = shown.files
    assert (file.format, file.articles, file.more) == ("JSON", 2, False)
    assert (file.columns["headline"], file.columns["body"], file.columns["source"]) == ("hl1", "story_text", "outlet")
    assert file.unmapped == ("tone",)
    assert (file.fill["body"], file.fill["source"], file.fill["published_at"]) == (1.0, 0.5, 0.0)
    assert file.headlines[0] == "Wall approved"
    assert [p.kind for p in file.problems] == ["no-body"]
    assert [p.origin.rsplit("/", 1)[-1] for p in shown.problems] == ["e.bin"]


def test_a_preview_of_a_long_file_looks_at_its_beginning(tmp_path):
    (tmp_path / "d.jsonl").write_text("\n".join(json.dumps({"text": f"Body {n}."}) for n in range(50)))
    [file] = preview([tmp_path], LIMITS, items=20).files
    assert (file.articles, file.more) == (20, True)


def test_reading_is_lazy(tmp_path):
    (tmp_path / "d.jsonl").write_text('{"text": "One."}\n' * 100_000)
    [source] = discover([tmp_path], LIMITS)
    assert isinstance(source, Source)
    assert isinstance(next(read_source(source, LIMITS)), Article)


@pytest.mark.parametrize(
    ("head", "name", "format_name"),
    [
        (b"Harbor wall\n\nThe council voted.", "a.csv", "text"),
        (b"title,body\nA,B\n", "a.txt", "CSV"),
        (b'{"title": "A", "body": "B"}', "a.txt", "JSON"),
        (b"<!doctype html><html>", "a.xml", "HTML"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', "a.html", "feed"),
        (
            b'<?xml version="1.0"?>\n<!-- x --><g2:newsItem xmlns:g2="http://iptc.org/std/nar/2006-10-01/">',
            "a",
            "NewsML-G2",
        ),
        (b"%PDF-1.7", "a.txt", "PDF"),
        (b"WARC/1.0\r\n", "a.gz", "WARC"),
        (b'{"uri": "x", "pubstatus": "usable", "versioncreated": "2024"}', "a.json", "ninjs"),
    ],
)
def test_content_goes_before_the_suffix(head, name, format_name):
    assert pick(head, name).name == format_name


def test_unknown_markup_is_not_read_as_text():
    with pytest.raises(InputError, match="markup of no known news format"):
        pick(b'<?xml version="1.0"?><groupSet root="G1"><group/></groupSet>', "a.xml")


def test_every_format_has_a_name_and_suffixes_of_its_own():
    names = [form.name for form in formats()]
    assert len(set(names)) == len(names) >= 16
    assert all(suffix.startswith(".") for form in formats() for suffix in form.suffixes)


def test_a_lost_file_is_a_problem(tmp_path):
    (tmp_path / "a.txt").write_text("Wall\n\nThe vote.")
    [source] = discover([tmp_path], LIMITS)
    (tmp_path / "a.txt").unlink()
    [problem] = read_source(source, LIMITS)
    assert isinstance(problem, Problem)
    assert "a.txt" in problem.reason
