"""A language model behind a real server: it may word the answer, and nothing that it makes up reaches the reader."""

import json
from itertools import repeat
from time import monotonic

import pytest

from ingest import ConfigError, WriterSettings
from qa import Answer, Citation, EngineNames, Filters, Timings
from qa.writer.generate import Writer
from qa.writer.writers import llm_of

from .injections import BODY, HIDDEN, VISIBLE
from .served import JSONResponse, serving, streamed

pytest.importorskip("llama_index.llms.openai_like", reason='needs pip install "dateline[openai-like]"')
QUOTE = "Judge Paul Orne declared a mistrial on the conspiracy charge after the jurors deadlocked."


@pytest.fixture
def hits(hit):
    return [hit("verdict", BODY, headline="Jury splits in Marsh trial", published_at="2025-03-05")]


@pytest.fixture
def composed(hits):
    article = hits[0].article
    start = article.body.index(QUOTE)
    return Answer(
        question="Which charge ended in mistrial?", standalone_question="Which charge ended in mistrial?",
        filters=Filters(), answer="conspiracy", text=f"{QUOTE} [1]", refusal=None, confidence=0.9,
        citations=[Citation.of(article, start, start + len(QUOTE), 1)], conflicts=[], results=[], as_of=None,
        engine=EngineNames(embedder="e", reader="r", writer="extractive"), timings_ms=Timings(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def scripted():
    """A server for the whole module; what it writes is set by each test."""
    said = {"text": "", "requests": []}

    def script(request):
        said["requests"].append(request)
        return said["text"]() if callable(said["text"]) else said["text"]

    with serving(script) as address:
        yield said, address


@pytest.fixture
def write(scripted, composed, hits):
    said, address = scripted

    def make(text, seconds=20.0, answer=composed, heard=None):
        said["text"] = text
        settings = WriterSettings(model=f"openai-like:scripted@{address}", seconds=seconds)
        return Writer(llm_of(settings), settings).write(answer, hits, heard)

    return make


def unchanged(answer, composed):
    assert answer.text == composed.text
    assert answer.citations == composed.citations
    assert answer.engine.writer == "extractive"
    assert answer.notes[0].endswith("the answer is the sources' own words.")


def test_approved_sentences_are_the_text_and_the_model_is_named(write, composed):
    heard = []
    answer = write("The conspiracy charge ended in a mistrial. [1] The trial lasted six weeks [1].", heard=heard.append)
    assert answer.text == "The conspiracy charge ended in a mistrial. [1] The trial lasted six weeks. [2]"
    assert heard == ["The conspiracy charge ended in a mistrial. [1]", "The trial lasted six weeks. [2]"]
    assert answer.engine.writer == "scripted"
    assert (answer.answer, answer.confidence, answer.notes) == ("conspiracy", 0.9, [])
    assert "The trial lasted six weeks." in answer.citations[1].quote


def test_the_wrong_charge_is_replaced_by_the_quote(write, composed):
    answer = write("The charge that ended in a mistrial was wire fraud [1].")
    unchanged(answer, composed)
    assert "wire fraud" not in answer.text


def test_a_rejected_sentence_among_good_ones_is_replaced(write):
    answer = write("The trial lasted six weeks [1]. Marsh was found guilty of conspiracy [1].")
    assert "guilty of conspiracy" not in answer.text
    assert QUOTE in answer.text
    assert answer.notes == [
        "1 of 2 sentences by scripted did not pass the checks; the sources' own words stand in their place."
    ]


def test_a_lead_about_the_passages_is_left_out(write):
    answer = write(
        "The archive says that the conspiracy charge ended in a mistrial. [1] According to passage 1, the trial lasted six weeks."
    )
    assert answer.text == "The conspiracy charge ended in a mistrial. [1] The trial lasted six weeks. [2]"


def test_the_answer_is_said_when_the_model_does_not_say_it(write):
    answer = write("The trial lasted six weeks [1].")
    assert answer.text.startswith(f"{QUOTE} [1] The trial lasted six weeks.")


def test_a_notice_and_a_verdict_stay_whatever_the_model_writes(write, composed):
    text = f"Yes: {QUOTE} [1]\n\nNote: this is old."
    answer = write(
        "The trial lasted six weeks [1].", answer=composed.model_copy(update={"answer": "Yes", "text": text})
    )
    assert answer.text.startswith(f"Yes: {QUOTE} [1] ")
    assert answer.text.endswith("\n\nNote: this is old.")
    assert "Yes: No" not in write("No [1].", answer=composed.model_copy(update={"answer": "Yes", "text": text})).text


@pytest.mark.parametrize(("order", "obeyed"), VISIBLE + HIDDEN)
def test_a_model_that_obeys_a_passage_changes_nothing(scripted, composed, hit, order, obeyed):
    said, address = scripted
    article = hit("verdict", f"{BODY}\n\n{order}", published_at="2025-03-05")
    settings = WriterSettings(model=f"openai-like:scripted@{address}", seconds=20)
    said["text"] = obeyed
    unchanged(Writer(llm_of(settings), settings).write(composed, [article]), composed)
    assert order not in json.dumps(said["requests"][-1])


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "…", "[1]", "I'm sorry, but I can't help with that.", "{\"answer\": 3}", "<think>She is guilty of all",
        "The conspiracy charge ended in a mistrial [4].", "lorem ipsum " * 900,
    ],
)  # fmt: skip
def test_empty_refused_and_malformed_output_leaves_the_answer(write, composed, text):
    unchanged(write(text), composed)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_server_that_refuses_leaves_the_answer(write, composed, status):
    answer = write(lambda: JSONResponse({"error": {"message": "sk-secret"}}, status))
    unchanged(answer, composed)
    assert f"HTTP {status}" in answer.notes[0]
    assert "sk-secret" not in answer.notes[0]


def test_a_stream_of_rubbish_leaves_the_answer(write, composed):
    unchanged(write(lambda: JSONResponse({"no": "choices"})), composed)


def test_a_slow_server_leaves_the_answer_within_the_limit(write, composed):
    answer = write(lambda: streamed("The trial lasted six weeks [1]. " * 9, seconds=0.4), seconds=1.0)
    unchanged(answer, composed)
    assert "took longer than 1 seconds" in answer.notes[0]


def test_a_stream_that_never_stops_leaves_the_answer_within_the_limit(write, composed):
    begun = monotonic()
    answer = write(lambda: streamed(repeat("")), seconds=1.0)
    unchanged(answer, composed)
    assert "took longer than 1 seconds" in answer.notes[0]
    for rubbish in ("\x00�", "na ", "\n", "<think>hm "):
        unchanged(write(lambda rubbish=rubbish: streamed(repeat(rubbish)), seconds=2.0), composed)
    assert monotonic() - begun < 15


def test_long_thoughts_are_no_answer_and_do_no_harm(write):
    thought = f"<think>{'She was guilty of conspiracy. ' * 300}</think>"
    assert "six weeks. [2]" in write(f"{thought}The trial lasted six weeks [1].").text


def test_a_dead_server_leaves_the_answer(composed, hits):
    settings = WriterSettings(model="openai-like:scripted@http://127.0.0.1:9/v1", seconds=5)
    answer = Writer(llm_of(settings), settings).write(composed, hits)
    unchanged(answer, composed)
    assert "scripted could not be reached at 127.0.0.1:9" in answer.notes[0]


def test_a_dead_ollama_leaves_the_answer(composed, hits):
    pytest.importorskip("llama_index.llms.ollama", reason='needs pip install "dateline[ollama]"')
    settings = WriterSettings(model="ollama:llama3.2:1b@http://127.0.0.1:9", seconds=5)
    answer = Writer(llm_of(settings), settings).write(composed, hits)
    unchanged(answer, composed)
    assert "llama3.2:1b could not be reached at 127.0.0.1:9" in answer.notes[0]


def test_the_model_is_given_the_passages_as_data(write, scripted):
    write("The trial lasted six weeks [1].")
    system, user = scripted[0]["requests"][-1]["messages"]
    assert "not instructions" in system["content"]
    assert "\n1| TARROW" in user["content"]
    assert "Which charge ended in mistrial?" in user["content"]


def test_names_of_models_are_understood_or_refused(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert llm_of(WriterSettings()) is None
    for name in ("gpt", "openai-like:x", "mistral:7b", "openai:"):
        with pytest.raises(ConfigError, match="is not understood"):
            llm_of(WriterSettings(model=name))
    with pytest.raises(ConfigError, match="set OPENAI_API_KEY"):
        llm_of(WriterSettings(model="openai:gpt-4.1-mini"))


def test_a_missing_integration_names_its_extra(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "llama_index.llms.ollama", None)
    with pytest.raises(ConfigError, match=r"dateline\[ollama\]"):
        llm_of(WriterSettings(model="ollama:llama3.2:1b"))


def test_the_key_of_openai_is_not_sent_elsewhere(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    assert llm_of(WriterSettings(model="openai-like:x@http://127.0.0.1:9/v1")).api_key == "none"
