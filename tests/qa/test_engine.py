"""The engine over a real archive: cited answers, four kinds of refusal, filters, as-of, conversations."""

from datetime import date

import pytest

from index import Archive
from ingest import Article, InputError, Settings
from qa import Engine, Filters, Question, Turn
from qa.reader import GivenUpError, Reader


def story(name, headline, body, day, source="Tarrow Ledger", **fields):
    return Article(id=name, headline=headline, body=body, published_at=day, source=source, id_given=True, **fields)


ARTICLES = [
    story(
        "verdict", "Jury splits in Marsh trial",
        "TARROW — A jury on Tuesday convicted the former harbor master, Elena Marsh, of wire fraud and acquitted her "
        "of bribery.\n\nJudge Paul Orne declared a mistrial on the conspiracy charge after the jurors deadlocked. "
        "The trial lasted six weeks.",
        "2025-03-04",
    ),
    story(
        "budget", "Council passes harbor budget",
        "TARROW — The city council passed a harbor budget of $41 million on Monday, 6 to 3. Mayor Ann Lee said the "
        "money would repair the north pier by 2027.",
        "2025-05-12", source="Pier News",
    ),
    story(
        "mayor-old", "Hart sworn in", "TARROW — Bo Hart was sworn in as mayor of Tarrow on Monday.", "2019-01-07"
    ),
    story(
        "mayor-new", "Lee sworn in", "TARROW — Ann Lee was sworn in as mayor of Tarrow on Monday.", "2023-01-09"
    ),
    story(
        "sealed", "Ledger of the sealed Quillfeather inquiry",
        "TARROW — The sealed Quillfeather inquiry cost $3 million.", "2025-06-01", status="withheld",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engine") / "archive"
    with Archive.open(folder, write=True) as archive:
        archive.add(ARTICLES)
    with Archive.open(folder) as archive:
        yield Engine(archive, Settings(archive=folder))


@pytest.fixture(scope="module")
def willing(engine):
    """The same engine, answering whatever its confidence: what it would say is looked at, not whether it dares."""
    settings = Settings(answer={"threshold": 0.0})
    return Engine(engine.archive, settings)


def exact(engine, answer):
    for citation in answer.citations:
        body = engine.archive.article(citation.article_id, citation.version).body
        assert body[citation.start : citation.end] == citation.quote


def test_an_answer_names_the_charge_and_cites_the_sentence(willing):
    answer = willing.ask("Which charge ended in mistrial?")
    assert "conspiracy" in answer.answer
    assert answer.citations[0].article_id == "verdict"
    assert "mistrial" in answer.citations[0].quote
    exact(willing, answer)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("What was Elena Marsh acquitted of?", "bribery"),
        ("Who was convicted of wire fraud?", "Elena Marsh"),
        ("Was Elena Marsh convicted of bribery?", "No"),
    ],
)
def test_each_charge_has_its_own_outcome(engine, question, right):
    answer = engine.ask(question)
    assert answer.answer == right
    assert answer.citations[0].article_id == "verdict"
    exact(engine, answer)


def test_an_outcome_that_never_was_is_corrected_with_the_sentence_that_says_so(engine):
    answer = engine.ask("When was Elena Marsh convicted of bribery?")
    assert answer.answer is None
    assert answer.refusal.reason == "not_stated"
    assert "acquitted her of bribery" in answer.refusal.message
    exact(engine, answer)


def test_no_answer_is_given_below_the_confidence_that_is_asked_for(engine):
    strict = Engine(engine.archive, Settings(answer={"threshold": 0.99}))
    assert strict.ask("Which charge ended in mistrial?").refusal is not None


def test_the_answer_is_json_of_schema_1_and_reads_back(willing):
    from qa import Answer

    answer = willing.ask("How much is the harbor budget?")
    assert '"schema":1' in answer.model_dump_json()
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    assert answer.answer == "$41 million"


def test_outcomes_are_told_by_charge(willing):
    assert willing.ask("Was Elena Marsh convicted of bribery?").answer == "No"
    assert willing.ask("Was Elena Marsh convicted of wire fraud?").answer == "Yes"


def test_a_conviction_that_no_passage_states_is_refused(willing):
    answer = willing.ask("When was Mayor Ann Lee convicted?")
    assert answer.answer is None
    assert answer.refusal is not None
    assert answer.results


def test_a_subject_that_the_archive_never_mentions_is_refused(engine):
    answer = engine.ask("Who won the Zanzibar chess open?")
    assert answer.refusal.reason == "not_in_archive"
    assert "Searched 4 articles, 2019 to 2025" in answer.refusal.message


def test_withheld_articles_are_neither_shown_nor_denied(engine):
    answer = engine.ask("How much did the sealed Quillfeather inquiry cost?")
    assert answer.refusal.reason == "withheld"
    assert all(result.article_id != "sealed" for result in answer.results)


def test_filters_keep_to_a_source(willing):
    answer = willing.ask(Question(question="Who is mayor of Tarrow?", filters=Filters(sources=["Pier News"])))
    assert {result.source for result in answer.results} == {"Pier News"}


def test_as_of_a_day_only_earlier_articles_count(willing):
    answer = willing.ask(Question(question="Who was sworn in as mayor of Tarrow?", as_of=date(2020, 1, 1)))
    assert "Hart" in answer.answer
    assert answer.as_of == date(2019, 1, 7)


def test_a_follow_up_is_resolved_and_shown(willing):
    history = [Turn(role="user", content="Who is Elena Marsh?"), Turn(role="assistant", content="the harbor master")]
    answer = willing.ask(Question(question="What was she convicted of?", history=history))
    assert answer.standalone_question == "What was Elena Marsh convicted of?"
    assert answer.answer == "wire fraud"


@pytest.mark.parametrize("question", ["", "?!", "why " * 30_000])
def test_what_cannot_be_asked_is_one_sentence(engine, question):
    with pytest.raises(InputError):
        engine.ask(question)


def test_stages_are_told_as_they_begin(engine):
    heard = []
    engine.ask("Who is mayor?", on_stage=heard.append)
    assert heard == ["searching", "reading", "checking"]


def test_an_answer_that_nobody_waits_for_is_not_worked_out(engine):
    told, wanted = [], iter([True, False])
    with pytest.raises(GivenUpError, match="Nobody waits"):
        engine.ask("Who is the mayor of Tarrow?", told.append, lambda: next(wanted))
    assert told == ["searching"]


def test_a_passage_is_read_once_for_a_question(engine, monkeypatch):
    read = []
    plain = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, q, texts, *w: read.extend(texts) or plain(self, q, texts, *w))
    question = engine.understand(Question(question="Who is the mayor of Tarrow?"))
    hits = engine.retrieve(question, Filters(), None)
    known = {}
    first = engine.read(question, hits[:2], known=known)
    again = engine.read(question, hits, known=known)
    assert [text.text for text in read] == [hit.text for hit in hits]
    assert (
        dict(zip([h.passage.id for h in again.hits], again.readings, strict=True)).items()
        >= dict(zip([h.passage.id for h in first.hits], first.readings, strict=True)).items()
    )


def test_an_empty_archive_refuses(tmp_path):
    with Archive.open(tmp_path / "empty", write=True) as archive:
        answer = Engine(archive).ask("Who is mayor?")
    assert answer.refusal.reason == "not_in_archive"
    assert "It holds no article yet." in answer.text


def test_filters_that_admit_nothing_are_named_as_the_reason(engine):
    early = Filters(date_to=date(1990, 1, 1))
    answer = engine.ask(Question(question="Who is mayor of Tarrow?", filters=early))
    assert answer.refusal.reason == "not_in_archive"
    assert "none of its 4 articles is within the filters. Remove one of them, or widen it." in answer.text


def test_the_retriever_gives_llama_index_nodes_with_offsets(engine):
    from qa.retrieval.retriever import ArchiveRetriever

    nodes = ArchiveRetriever(engine.archive, limit=3).retrieve("harbor budget")
    best = nodes[0].node
    body = engine.archive.article(best.metadata["article_id"]).body
    assert body[best.start_char_idx : best.end_char_idx] == best.text
