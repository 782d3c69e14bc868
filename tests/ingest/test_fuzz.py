"""No input may crash, hang or escape: every format gets broken files, for a bounded time."""

import io
import json
import os
import random
import socket
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import Article, IntakeSettings, Problem, Source, read_source, split
from ingest.formats.base import Opened
from ingest.formats.registry import formats, pick
from tests.ingest import test_agency_formats as agency
from tests.ingest.test_clippings import ALTO, EML, MHTML, REUTERS, docx, pdf, warc
from tests.ingest.test_databases import FACTIVA, NEW, OLD, OLD_GERMAN, SHOWN
from tests.ingest.test_feed import ATOM, RSS
from tests.ingest.test_newsml1 import newsml1
from tests.ingest.test_wire_formats import METS, PAGES, PROQUEST, RIS, WIRE, columns

LIMITS = IntakeSettings(max_article_chars=200_000)
PAGE = (
    '<!doctype html><html><head><style>.a{display:none}</style><script type=\'application/ld+json\'>{"@type":"NewsArticle",'
    '"datePublished":"2024-03-14T22:05:00Z"}</script></head><body><article><p style="color:#fff">x</p><p>The council voted.</p></article></body></html>'
)
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "content_html": "<p>One.</p>"}]}'


def parquet():
    table = io.BytesIO()
    pq.write_table(pa.table({"title": ["A", None], "body": ["One.", "Two."], "date": [1710468300, 0]}), table)
    return table.getvalue()


SEEDS = {
    "text": b"Harbor wall\nBy Ann Writer\nMarch 14, 2024\n\nPORTVALE (AP) - The council voted.\n\nIt was late.",
    "html": PAGE.encode(),
    "jsonl": b'{"id": 1, "text": "One.", "date": 1710468300}\n{"id": "b", "title": ["x"], "body": {"a": 1}}\n',
    "json": json.dumps(
        {"articles": [{"title": "A", "content": "<p>x</p><p>y</p>", "author": [{"name": None}]}]}
    ).encode(),
    "csv": b'title,body,date\n"A ""b""",One.,2024-03-14\nB,Two.,14/3/2024\n',
    "rss": RSS.encode(),
    "atom": ATOM.format(updated="2024-03-14").encode(),
    "nitf": agency.NITF.format(ns="").encode(),
    "newsml": agency.newsml().encode(),
    "ninjs": json.dumps(agency.NINJS_2).encode(),
    "docx": docx("Harbor wall", "The council voted."),
    "rtf": rb"{\rtf1\ansi {\b Harbor wall}\par The caf\'e9 voted.\par}",
    "pdf": pdf("Harbor wall", "The council of Portvale voted on Monday."),
    "alto": ALTO.encode(),
    "eml": EML.encode(),
    "warc": warc(
        ("response", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
    ),
    "reuters": REUTERS.encode(),
    "nexis": OLD.encode(),
    "nexis uni": "\n".join(NEW).encode(),
    "factiva": FACTIVA.encode(),
    "iptc 7901": WIRE.encode("latin-1"),
    "ris": RIS.format(text="").encode(),
    "proquest": PROQUEST.encode(),
    "mets": METS.format(escape="../x.xml").encode(),
    "pdf columns": columns("across"),
    "newsml 1": newsml1().encode(),
    "factiva shown": SHOWN.encode(),
    "nexis old german": OLD_GERMAN.encode(),
    "rtf hidden": rb"{\rtf1\ansi{\colortbl;\red255\green255\blue255;}{\v x}\cf1 y\cf0\fs2 z\fs24 Harbor wall\par\par The council voted.}",
    "mhtml": MHTML.encode(),
    "json feed": JSON_FEED.encode(),
    "parquet": parquet(),
}
SPLICES = [
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"{",
    b"[" * 50,
    b'"',
    b"\n\n",
    b"<p>" * 60,
    b"&#0;",
    b"\xed\xa0\x80",
    b"9" * 30,
    b"%",
    b"\\u0000",
]


class Pages:
    """The pages beside an issue."""

    def names(self, folder):
        return []

    def data(self, name, most):
        page = PAGES.get(f"issue/{name}")
        return page.encode()[:most] if page else None


class Outside:
    """What a parser does beyond its input while it is watched: files it opens for writing, connections it makes."""

    def __init__(self):
        self.watched = False
        self.seen = []
        sys.addaudithook(self.note)

    def note(self, event, details):
        if not self.watched:
            return
        if (
            event == "open"
            and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            and "__pycache__" not in str(details[0])
        ):
            self.seen.append((event, str(details[0])))
        elif event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "os.system"):
            self.seen.append((event, str(details)))


OUTSIDE = Outside()
_LONGEST_SECONDS = 10.0
"""Of processor time, for one small file of any kind."""


def read_bytes(data, name="a.bin"):
    source = Source(name, len(data), LIMITS, lambda: io.BytesIO(data), Pages())
    OUTSIDE.watched, started = True, time.process_time()
    try:
        items = list(read_source(source, LIMITS))
    finally:
        OUTSIDE.watched = False
    assert time.process_time() - started < _LONGEST_SECONDS
    assert OUTSIDE.seen == []
    for item in items:
        assert isinstance(item, (Article, Problem))
        if isinstance(item, Article):
            assert item.body or item.status == "canceled"
            assert item.body == item.body.strip()
            assert item.published_at is None or item.published_day
            split(item)
        else:
            assert item.reason
            assert "\n" not in item.reason
    return items


def mutated(data, pick):
    """Some bytes changed, dropped, doubled, or replaced by what parsers trip over."""
    out = bytearray(data)
    for _ in range(pick.randint(1, 6)):
        at = pick.randrange(len(out) + 1)
        kind = pick.randrange(4)
        if kind == 0:
            out[at : at + 1] = bytes([pick.randrange(256)])
        elif kind == 1:
            del out[at : at + pick.randint(1, 40)]
        elif kind == 2:
            out[at:at] = out[at : at + pick.randint(1, 200)]
        else:
            out[at:at] = pick.choice(SPLICES)
    return bytes(out)


def test_no_format_is_forgotten():
    assert {pick(data, "a.bin").name for data in SEEDS.values()} == {form.name for form in formats()}


def test_the_watch_sees_what_is_done_outside(tmp_path):
    OUTSIDE.watched = True
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(OSError), socket.socket() as line:
        line.connect(("127.0.0.1", 9))
    OUTSIDE.watched, seen, OUTSIDE.seen = False, OUTSIDE.seen, []
    assert [event for event, _ in seen] == ["open", "socket.connect"]


@pytest.mark.parametrize("name", SEEDS)
def test_whole_files_are_read(name):
    assert any(isinstance(item, Article) for item in read_bytes(SEEDS[name]))


@pytest.mark.parametrize("name", SEEDS)
def test_broken_files_become_articles_or_problems(name):
    pick = random.Random(name)
    for _ in range(25):
        read_bytes(mutated(SEEDS[name], pick))


@pytest.mark.parametrize("name", SEEDS)
def test_files_that_were_cut_short_become_articles_or_problems(name):
    data = SEEDS[name]
    for end in range(0, len(data), max(1, len(data) // 12)):
        read_bytes(data[:end])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=600),
    st.sampled_from([f".{s}" for s in ("txt", "html", "xml", "json", "csv", "pdf", "docx", "warc", "eml")]),
)
def test_any_bytes_under_any_name(data, suffix):
    read_bytes(data, f"a{suffix}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_every_format_says_what_it_thinks_of_any_bytes(data):
    for form in formats():
        assert 0 <= form.sniff(data) <= 1


PIECES = st.sampled_from([*SPLICES, *SEEDS.values()])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SEEDS)), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), max_size=4))
def test_files_spliced_into_each_other_become_articles_or_problems(name, cuts):
    data = SEEDS[name]
    for place, length, piece in cuts:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    read_bytes(data)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        "id",
        "title",
        "text",
        "date",
        "author",
        "url",
        "source",
        "body",
        "LP",
        "TD",
        "year",
        "month",
        "day",
        "status",
        "x",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(NAMES, JSON_VALUES, max_size=6), min_size=1, max_size=4))
def test_any_values_in_any_columns(rows):
    read_bytes("\n".join(json.dumps(row) for row in rows).encode(), "a.jsonl")


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"<div>" * 50_000,
        b"<a><b>" * 30_000,
        b"{\\rtf1" + b"{" * 20_000,
        b"a.b. " * 40_000,
        b"<!--" * 50_000,
    ],
    ids=["lists", "objects", "divs", "tags", "groups", "full stops", "comments"],
)
def test_deep_or_endless_structures_end_soon(data):
    read_bytes(data)


def test_a_head_that_was_peeked_at_is_still_read():
    data = b"Headline\n\n" + b"Body of the story. " * 20_000
    [article] = read_bytes(data[:150_000], "a.txt")
    assert article.body.startswith("Body of the story.")
    stream = io.BufferedReader(io.BytesIO(data), 300_000)
    assert Opened("a", stream, LIMITS).head() == data[: 64 * 1024]
    assert Opened("a", stream, LIMITS).whole() == data
