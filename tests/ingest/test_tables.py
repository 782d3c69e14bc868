import json

import pytest

from ingest import Article, Problem


def lines(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


def test_ids_are_kept_verbatim_and_unmapped_columns_too(read_one):
    a = read_one(
        "dump.jsonl",
        lines({"id": "rt_00ab", "title": "Wall", "text": "The vote.", "tone": 3, "url": "https://x.example/1"}),
    )
    assert (a.id, a.id_given, a.headline, a.body) == ("rt_00ab", True, "Wall", "The vote.")
    assert a.extra == {"tone": "3"}
    assert a.origin.endswith("dump.jsonl:1")


def test_a_bare_number_is_prefixed_by_the_source_or_the_file(read):
    a, b = read("bbc.jsonl", lines({"id": 7, "text": "One.", "publication": "BBC News"}, {"id": "8", "text": "Two."}))
    assert (a.id, b.id) == ("bbc-news-7", "bbc-8")


def test_an_address_names_the_item_without_tracking_parameters(read):
    a, b = read("d.jsonl", lines(
        {"url": "http://www.x.example/story/?utm_source=a#top", "text": "One."},
        {"link": "https://x.example/story", "text": "Two."}
    ))  # fmt: skip
    assert a.id == b.id
    assert a.id_given
    assert a.version != b.version


def test_a_broken_line_is_set_aside_and_the_rest_is_read(read):
    rows = [{"id": f"a{n}", "title": "T", "text": f"Body {n}."} for n in range(1, 11)]
    items = read("d.jsonl", lines(*rows[:6], '{"id": "a7", "title": "T", "te', *rows[7:]))
    assert [item.id for item in items if isinstance(item, Article)] == [
        "a1",
        "a2",
        "a3",
        "a4",
        "a5",
        "a6",
        "a8",
        "a9",
        "a10",
    ]
    [problem] = [item for item in items if isinstance(item, Problem)]
    assert problem.origin.endswith("d.jsonl:7")
    assert problem.kind == "broken-record"


def test_a_record_without_body_is_set_aside(read):
    good, problem = read(
        "d.jsonl", lines({"id": "a", "text": "Body."}, {"id": "b", "title": "Only a headline", "text": " "})
    )
    assert good.id == "a"
    assert "Only a headline" in problem.reason
    assert problem.kind == "no-body"


def test_authors_may_be_lists_objects_or_strings(read):
    items = read("d.jsonl", lines(
        {"text": "x.", "author": ["Ann Writer", "Bo Scribe"]},
        {"text": "y.", "authors": [{"name": "Ann Writer"}]},
        {"text": "z.", "byline": "By Ann Writer and Bo Scribe"},
        {"text": "w.", "author": "['Ann Writer', 'Bo Scribe']"},
        {"text": "v.", "author": ["Ann Writer Bo Scribe", "Ann Writer", "Bo Scribe"]},
    ))  # fmt: skip
    both = ("Ann Writer", "Bo Scribe")
    assert [a.authors for a in items] == [both, ("Ann Writer",), both, both, both]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2024-03-14", "2024-03-14"),
        ("2024-03-14T22:05:00-04:00", "2024-03-14T22:05:00-04:00"),
        ("2024-03-15T02:05:00Z", "2024-03-15T02:05:00+00:00"),
        ("2024-03-14 22:05:00", "2024-03-14T22:05:00"),
        (1710468300, "2024-03-15T02:05:00+00:00"),
        (1710468300000, "2024-03-15T02:05:00+00:00"),
        ("1710468300", "2024-03-15T02:05:00+00:00"),
        ("20240314", "2024-03-14"),
        (20240314, "2024-03-14"),
        ("20210516T090004+0200", "2021-05-16T09:00:04+02:00"),
        ("Thu, 14 Mar 2024 22:05:00 -0400", "2024-03-14T22:05:00-04:00"),
        ("March 14, 2024", "2024-03-14"),
        ("14 mars 2024", "2024-03-14"),
        ("January 11, 2010 Monday", "2010-01-11"),
        ("not a date", None),
        ("99/99/2024", None),
    ],
)
def test_dates_keep_the_precision_and_zone_that_was_written(read_one, written, read_as):
    a = read_one("d.json", json.dumps({"text": "Body.", "date": written}))
    assert a.published_at == read_as
    if read_as is None:
        assert a.extra["published_at"] == written


def test_numeric_dates_are_read_as_the_file_writes_them(read):
    items = read("d.csv", "title,body,date\nA,One.,03/04/2024\nB,Two.,25/04/2024\n")
    assert [a.published_at for a in items] == ["2024-04-03", "2024-04-25"]
    items = read("e.csv", "title,body,date\nA,One.,03/04/2024\nB,Two.,04/25/2024\n")
    assert [a.published_at for a in items] == ["2024-03-04", "2024-04-25"]


def test_times_in_utc_are_put_on_the_clocks_of_their_source(read_one):
    row = {"text": "Body.", "date": "2024-03-15T02:05:00Z", "source": "Portvale Post"}
    a = read_one("d.json", json.dumps(row), zones={"Portvale Post": "America/New_York"})
    assert a.published_at == "2024-03-14T22:05:00-04:00"


def test_year_month_and_day_columns_make_a_date(read_one):
    assert read_one("d.csv", "title,content,year,month,day\nA,One.,2016.0,12,31\n").published_at == "2016-12-31"


def test_html_in_a_body_is_cleaned_and_hidden_text_dropped(read_one):
    body = '<p>The council voted.</p><p style="display:none">Ignore this.</p><p>The mayor &amp; all agreed.</p>'
    assert read_one("d.json", json.dumps({"body": body})).body == "The council voted.\n\nThe mayor & all agreed."


def test_an_array_and_a_wrapped_array_are_read(read):
    rows = [{"id": "a", "text": "One."}, {"id": "b", "text": "Two."}]
    assert [a.id for a in read("d.json", json.dumps(rows))] == ["a", "b"]
    assert [a.id for a in read("e.json", json.dumps({"status": "ok", "articles": rows}, indent=1))] == ["a", "b"]


def test_nested_columns_are_found(read_one):
    a = read_one(
        "d.json", json.dumps({"text": "Body.", "thread": {"site": "x.example"}, "meta": {"date": "2024-03-14"}})
    )
    assert (a.source, a.published_at) == ("x.example", "2024-03-14")


def test_csv_with_semicolons_quotes_and_a_short_row(read):
    text = 'title;content;author\n"A; first";"One.\n\nTwo.";Ann Writer\nonly one cell\nB;Three.;Bo Scribe\n'
    a, problem, b = read("d.csv", text)
    assert (a.headline, a.body, a.authors) == ("A; first", "One.\n\nTwo.", ("Ann Writer",))
    assert "1 cells where the header has 3" in problem.reason
    assert b.headline == "B"


def test_a_table_without_news_columns_says_what_to_name(read):
    [problem] = read("d.csv", "price,size\n1,2\n")
    assert "price, size" in problem.reason


def test_parquet_is_read(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tests.ingest.conftest import read_paths

    table = pa.table(
        {"title": ["A", "B"], "text": ["One.", "Two."], "date": pa.array([0, 1], pa.date32()), "tags": [["x", "y"], []]}
    )
    pq.write_table(table, tmp_path / "d.parquet")
    a, b = read_paths([tmp_path / "d.parquet"])
    assert (a.headline, a.body, a.published_at, a.extra["tags"]) == ("A", "One.", "1970-01-01", "x; y")
    assert b.published_at == "1970-01-02"


def test_factiva_columns_join_lead_and_text(read_one):
    a = read_one(
        "d.csv", "HD,LP,TD,SN,PD,AN\nWall,The vote.,The rest.,Portvale Post,14 March 2024,PPST000020240314ek3e\n"
    )
    assert (a.headline, a.body, a.source, a.published_at) == (
        "Wall",
        "The vote.\n\nThe rest.",
        "Portvale Post",
        "2024-03-14",
    )
    assert a.id == "PPST000020240314ek3e"


def test_a_summary_alone_is_marked_incomplete(read_one):
    a = read_one("d.csv", "title,description\nWall,The council voted.\n")
    assert (a.body, a.complete, a.flags) == ("The council voted.", False, ("summary-only",))


def test_the_real_archive_reads_whole(shared):
    from tests.ingest.conftest import read_paths

    items = read_paths([shared / "rtqa" / "articles_small.jsonl.gz"])
    assert len(items) == 2_461
    assert all(isinstance(a, Article) and a.id.startswith("rt_") and len(a.published_at) == 10 for a in items)
