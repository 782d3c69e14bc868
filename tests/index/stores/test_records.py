"""An article is written into rows and comes back without losing a field."""

import dataclasses
import json
from datetime import date

import pytest

from index.stores.records import article_of, day_of, moment_of, passage_key, row_of, text_of
from ingest import Article

PLAIN = Article("n1", "Bridge opens", "The bridge opened on Monday.")
FULL = Article(
    id="n2", headline="Bridge closes", body="It closed.", source="Post", section="Local", origin="news/n2.json",
    published_at="2025-06-12", modified_at="2025-06-13T08:00:00+02:00", authors=("Ann Ray", "Tom Ode"),
    url="https://post.example/n2", corrections=("The bridge is older.",), flags=("redacted",), language="en",
    embargo_until="2025-06-12T06:00:00Z", expires="2026-01-01", usage="Not for print.", revision="3", id_given=True,
    extra={"keywords": "bridge"},
)  # fmt: skip


@pytest.mark.parametrize("article", [PLAIN, FULL, dataclasses.replace(FULL, status="canceled", id_given=False)])
def test_an_article_comes_back_whole(article):
    assert article_of(row_of(article) | text_of(article)) == article


def test_a_record_holds_only_what_an_article_says():
    assert json.loads(text_of(PLAIN)["record"]) == {"id_given": False}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (None, None),
        ("", None),
        ("1970-01-02", 86_400),
        ("1970-01-01T01:00:00", 3_600),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1970-01-01T00:00:00Z", 0),
    ],
)
def test_a_moment_without_a_zone_is_one_of_utc(text, moment):
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("ordinal", "day"), [(None, None), (0, None), (1, date(1, 1, 1)), (739_414, date(2025, 6, 12))]
)
def test_a_day_is_kept_as_a_number(ordinal, day):
    assert day_of(ordinal) == day


def test_a_key_fits_into_every_store():
    keys = {passage_key(f"version:{n}-{n + 9}") for n in range(1_000)}
    assert len(keys) == 1_000
    assert all(0 <= key < 1 << 63 for key in keys)
