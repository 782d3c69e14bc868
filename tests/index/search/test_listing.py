"""Lists of live articles that may be shown."""

from dataclasses import replace

import pytest

from tests.index.conftest import FLOOD, VERDICT


def ids(articles):
    return [article.id for article in articles]


@pytest.mark.parametrize(
    ("limit", "newest"), [(1, ["verdict"]), (2, ["verdict", "flood-copy"]), (9, ["verdict", "flood-copy", "flood"])]
)
def test_the_newest_dated_articles(archive, limit, newest):
    assert ids(archive.newest(limit)) == newest


@pytest.mark.parametrize(
    ("item", "copies"), [("flood", ["flood-copy"]), ("flood-copy", ["flood"]), ("verdict", []), ("nobody", [])]
)
def test_the_other_articles_of_a_story(archive, item, copies):
    assert ids(archive.copies(item)) == copies


def test_each_month_with_its_number(archive):
    assert archive.months() == [("2024-01", 2), ("2025-06", 1)]


def test_what_was_withdrawn_is_in_no_list(archive):
    archive.add([replace(VERDICT, status="canceled", modified_at="2025-06-14"), replace(FLOOD, body="Another text.")])
    assert ids(archive.newest(9)) == ["flood-copy", "flood"]
    assert archive.months() == [("2024-01", 2)]
