"""Search: filters at every selectivity, boundary days, recency that is no no-op, and one article of each story."""

from datetime import date, timedelta

import pytest

from index import Archive, Filters
from ingest import Article, Settings

FIRST = date(2024, 1, 1)
DAYS = 120


def article(n: int) -> Article:
    day = FIRST + timedelta(n)
    topic = ("harbour", "school", "budget", "festival")[n % 4]
    return Article(
        id=f"n{n}",
        headline=f"Council meets on item {n}",
        body=f"The council discussed the {topic} plan number {n} and heard {n * 7} letters about parish {n % 13}.",
        source=("Courier", "Weekly", "Post")[n % 3],
        section=("Politics", "Local")[n % 2],
        authors=(f"Author {n % 5}",),
        published_at=day.isoformat(),
        id_given=True,
    )


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    from tests.index.words import HashedWords

    folder = tmp_path_factory.mktemp("council")
    settings = Settings(search={"candidates": 10})
    with Archive.open(folder, settings, write=True, embedder=HashedWords()) as archive:
        archive.add(map(article, range(DAYS)))
        archive.add(
            [Article("undated", "Council of old", "The council discussed the harbour plan in an unknown year.")]
        )
        yield archive


def days(hits):
    return sorted({hit.article.published_day for hit in hits})


@pytest.mark.parametrize("span", [1, 3, 12, 60, 119])
def test_date_filters_include_their_boundary_days_at_every_selectivity(council, span):
    first, last = FIRST, FIRST + timedelta(span - 1)
    hits = council.search("council plan", limit=500, filters=Filters(date_from=first, date_to=last), per_story=False)
    assert hits
    assert all(first <= hit.article.published_day <= last for hit in hits)
    if span <= 10:
        assert days(hits) == [first + timedelta(n) for n in range(span)]


@pytest.mark.parametrize("span", [1, 3, 12, 60, 119])
@pytest.mark.parametrize("rows", [0, 2_000], ids=["ids", "vectors at hand"])
def test_a_filter_that_is_asked_for_again_finds_the_same(council, monkeypatch, span, rows):
    monkeypatch.setattr("index.search.admitted._MOST_ROWS", rows)
    filters = Filters(date_from=FIRST, date_to=FIRST + timedelta(span), authors=("Author 1", "Author 2"))
    first, *again = [
        [(hit.passage.id, round(hit.score, 4)) for hit in council.search("harbour plan", limit=50, filters=filters)]
        for _ in range(3)
    ]
    assert again == [first, first]


@pytest.mark.parametrize("query", ["council harbour plan", "parish 7", "nothing of the kind"])
def test_the_list_of_all_words_gives_the_same_as_looking_each_up(council, monkeypatch, query):
    span = Filters(date_from=FIRST + timedelta(20), date_to=FIRST + timedelta(69))
    monkeypatch.setattr("index.search.admitted._SELECTIVE", 1.1)
    looked_up = [council.search(query, limit=10, filters=span, words_only=True) for _ in range(3)][-1]
    monkeypatch.setattr("index.search.admitted._TO_LOOK_UP", 0)
    listed = [council.search(query, limit=10, filters=span, words_only=True) for _ in range(3)][-1]
    assert [(hit.passage.id, hit.lexical) for hit in listed] == [(hit.passage.id, hit.lexical) for hit in looked_up]


def test_vectors_at_hand_make_room_for_those_of_the_filter_asked_for_last(council, monkeypatch):
    monkeypatch.setattr("index.search.admitted._ROWS_IN_ALL", 5)
    monkeypatch.setattr("index.search.admitted._SELECTIVE", 1.1)
    early, late = (Filters(date_from=FIRST + timedelta(a), date_to=FIRST + timedelta(b)) for a, b in ((0, 9), (30, 39)))
    first = [hit.passage.id for hit in council.search("council plan", limit=5, filters=early)]
    for filters in (early, late, late, early, late):
        council.search("council plan", limit=5, filters=filters)
    assert [hit.passage.id for hit in council.search("council plan", limit=5, filters=early)] == first


def test_what_is_added_to_or_taken_out_of_a_part_is_seen_at_once(folder, settings, embedder):
    filters = Filters(sources=("Courier",))
    with Archive.open(folder, settings, write=True, embedder=embedder) as archive:
        archive.add([article(n) for n in range(40)])
        for _ in range(3):
            assert "n90" not in [hit.article.id for hit in archive.search("plan number 90", filters=filters)]
        archive.add([article(90)])
        for _ in range(3):
            assert archive.search("plan number 90", filters=filters)[0].article.id == "n90"
        archive.remove("n90", "a test")
        assert "n90" not in [hit.article.id for hit in archive.search("plan number 90", filters=filters)]


def test_a_selective_filter_finds_what_is_far_down_without_it(council):
    last = FIRST + timedelta(DAYS - 1)
    assert [h.article.id for h in council.search("harbour plan number 0", filters=Filters(date_from=last))] == ["n119"]


def test_undated_articles_are_left_out_by_a_date_filter_and_found_without(council):
    query = "harbour plan in an unknown year"
    assert council.search(query)[0].article.id == "undated"
    assert "undated" not in [h.article.id for h in council.search(query, limit=500, as_of=date(2030, 1, 1))]


def test_names_match_without_regard_to_case_and_fields_combine(council):
    filters = Filters(sources=("COURIER", "post"), sections=("politics",), authors=("author 0",))
    hits = council.search("council plan", limit=500, filters=filters, per_story=False)
    assert {hit.article.id for hit in hits} == {
        f"n{n}" for n in range(DAYS) if n % 3 != 1 and n % 2 == 0 and n % 5 == 0
    }


def test_a_filter_that_admits_nothing_finds_nothing(council):
    assert council.search("council", filters=Filters(sources=("Nobody",))) == []
    assert council.search("council", as_of=date(1990, 1, 1)) == []


def test_as_of_admits_nothing_later_and_prefers_the_recent(council):
    as_of = FIRST + timedelta(60)
    hits = council.search("council plan parish letters", limit=5, as_of=as_of)
    assert all(hit.article.published_day <= as_of for hit in hits)
    assert hits[0].article.published_day >= as_of - timedelta(14)
    without = council.search("council plan parish letters", limit=5, filters=Filters(date_to=as_of))
    assert [hit.article.id for hit in hits] != [hit.article.id for hit in without]


def test_scores_fall_and_equal_searches_are_equal(council):
    hits = council.search("which letters about the festival plan?", limit=20)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert hits == council.search("which letters about the festival plan?", limit=20)


def test_hits_of_both_kinds_carry_both_scores(council):
    for hit in council.search("festival plan number 7", limit=20):
        assert -1 <= hit.dense <= 1
        assert hit.lexical > 0
