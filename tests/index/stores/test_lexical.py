"""Words as they are indexed, and what is found by them."""

import pytest

from index.stores.lexical import Entry, LexicalIndex

PASSAGES = {
    1: ("Mayor convicted of bribery. The jury needed two days.", 10),
    2: ("Ferry fares rise. The harbour board voted on fares again.", 20),
    3: ("The U.S. envoy praised the harbour's new ferry.", 20),
}


@pytest.fixture
def index(tmp_path):
    opened = LexicalIndex(tmp_path, 1, write=True)
    opened.write([Entry(key, text, article) for key, (text, article) in PASSAGES.items()])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Mayors' votes, mayors", ["mayor", "vote"]),
        ("the U.S. envoy", ["the", "us", "envoy"]),
        ("Quill’s harbour's", ["quill", "harbour"]),
        ("1,200 homes at 3.5%", ["1,200", "home", "at", "3.5"]),
        ("Café Müller", ["cafe", "muller"]),
        ("... ?!", []),
    ],
)
def test_words_are_stemmed_and_each_stands_once(index, text, terms):
    assert index.terms(text) == terms


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who was convicted?", [1]),
        ("ferry fares", [2, 3]),
        ("US", [3]),
        ("The", [1, 2, 3]),  # nothing but words that hold a question together: then they count
        ("zebraquoll", []),
        ("?", []),
    ],
)
def test_the_best_passages_of_a_question(index, question, found):
    assert sorted(key for key, _ in index.best(question, 5)) == found


def test_scores_of_some_passages_are_those_among_all(index):
    everywhere = dict(index.best("harbour ferry fares", 5))
    assert index.scores("harbour ferry fares", [1, 3]) == {3: pytest.approx(everywhere[3])}


@pytest.mark.parametrize(("words", "articles"), [("harbour ferry", [20]), ("jury fares", []), ("mayor", [10])])
def test_an_article_has_all_the_words_though_in_several_passages(index, words, articles):
    assert index.articles_with(words) == articles


def test_rare_words_weigh_more(index):
    (share, weight), (rare_share, rare_weight) = index.weights("ferry bribery zebraquoll")
    assert (share, rare_share) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert rare_weight > weight > 0


def test_what_is_staged_is_seen_once_it_is_committed(index):
    index.stage([Entry(4, "Zebraquoll escapes.", 30)], delete=[1])
    assert index.every_key() == {1, 2, 3}
    index.commit()
    assert index.every_key() == {2, 3, 4}


def test_what_was_staged_and_not_committed_is_lost(index, tmp_path):
    index.stage(delete=[1])
    index.close()
    assert LexicalIndex(tmp_path, 1).every_key() == {1, 2, 3}


def test_a_passage_that_is_added_again_stands_there_once(index):
    index.write([Entry(1, "Another text.", 10)])
    assert index.count() == 3
    assert index.best("bribery", 5) == []
