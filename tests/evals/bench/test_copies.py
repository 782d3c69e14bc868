"""The measure of copy groups: what it counts as nearly the same, and what as found."""

from evals.bench.copies import measure
from ingest import Article
from tests.ingest.test_copies import story


def article(name: str, body: str, day: str) -> Article:
    return Article(name, name, body, published_at=day)


def test_near_identical_texts_are_counted_by_time_and_found() -> None:
    text = story(1)
    found = measure(
        [
            article("a", text, "2024-03-01"),
            article("b", text + " Indeed.", "2024-03-02"),
            article("late", text, "2024-05-01"),
            article("other", story(2), "2024-03-01"),
        ]
    )
    assert (found.articles, found.pairs, found.near, found.together, found.texts) == (4, 3, 1, 1, 2)
    assert found.groups == 3
