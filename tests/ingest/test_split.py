import re

from hypothesis import given
from hypothesis import strategies as st

from ingest import Article, passage_context, split
from ingest.split import passage_ranges

SENTENCE = "The council of Portvale voted on the new harbor wall on Monday. "


def article(body: str) -> Article:
    return Article(
        id="a", headline="Harbor wall approved", body=body, source="Portvale Post", published_at="2024-05-06"
    )


def test_a_short_article_is_one_passage():
    body = "The council voted.\n\nThe mayor agreed."
    assert [body[p.start : p.end] for p in split(article(body))] == [body]


def test_passages_end_at_paragraph_borders_where_they_can():
    paragraph = (SENTENCE * 4).strip()
    body = "\n\n".join([paragraph] * 9)
    for passage in split(article(body)):
        assert len(body[passage.start : passage.end]) % (len(paragraph) + 2) == len(paragraph)


def test_a_long_paragraph_is_cut_between_sentences():
    body = (SENTENCE * 60).strip()
    passages = split(article(body))
    assert len(passages) > 4
    assert all(body[p.start : p.end].endswith("Monday.") for p in passages)


def test_a_sentence_without_borders_is_cut_between_words():
    body = "word " * 1000
    texts = [body[a:b] for a, b in passage_ranges(body.strip())]
    assert all(set(text.split()) == {"word"} for text in texts)
    assert max(len(text.split()) for text in texts) <= 140


def test_one_endless_word_is_cut_too():
    assert max(b - a for a, b in passage_ranges("x" * 50_000)) < 2_000


def test_what_is_embedded_carries_headline_source_and_day_but_the_range_is_body_alone():
    a = article("The council voted.")
    [passage] = split(a)
    assert passage_context(a, passage) == "Harbor wall approved\nPortvale Post, May 6, 2024\nThe council voted."
    assert a.body[passage.start : passage.end] == "The council voted."


def test_the_passage_id_names_the_text_and_the_range():
    a = article("The council voted.")
    assert split(a)[0].id == f"{a.version}:0-18"


@given(
    st.lists(
        st.sampled_from(["word", "U.S.", "end.", "“Yes.”", "\n", "\n\n", " ", "長い文。", "x" * 90]), max_size=400
    ),
    st.integers(30, 200),
)
def test_every_character_is_in_exactly_one_passage(parts, words):
    body = " ".join(parts)
    covered = 0
    for start, end in passage_ranges(body, words):
        assert not body[covered:start].strip()
        assert body[start:end] == body[start:end].strip() != ""
        covered = end
    assert not body[covered:].strip()


@given(st.text(max_size=2_000))
def test_any_text_keeps_all_its_letters(body):
    joined = "".join(body[a:b] for a, b in passage_ranges(body, 30))
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", body)
