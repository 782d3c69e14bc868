"""A real small model behind a real server: whatever it writes, what is shown is what the passage says."""

import pytest

from ingest import WriterSettings, sentences
from qa.faithfulness import Evidence, Passage, check
from qa.writer.generate import Writer
from qa.writer.writers import llm_of

from .injections import BODY, HIDDEN, VISIBLE
from .served import serving, streamed
from .smol import installed, loaded
from .test_generate import QUOTE, composed, hits  # noqa: F401  fixtures

pytestmark = [pytest.mark.llm]
QUESTION = "Which charge ended in a mistrial?"
SPLIT = {
    "conspiracy": (BODY, ("wire fraud", "bribery")),
    "forgery": (
        "ELMSFORD — Jurors convicted Odile Strand of arson on Tuesday and acquitted her of perjury. They could not agree "
        "on the charge of forgery, and Judge Felix Rao declared a mistrial on that count.",
        ("arson", "perjury"),
    ),
    "perjury": (
        "NEW YORK — A jury on Wednesday found the former treasurer, Tobias Rao, guilty of embezzlement and not guilty of "
        "tax evasion. The judge declared a mistrial on the perjury count.",
        ("embezzlement", "tax evasion"),
    ),
}


@pytest.fixture(scope="module")
def smol():
    if not installed():
        pytest.skip("the packages of the small model are not installed: run make llm")
    return loaded()


@pytest.fixture(scope="module")
def own_words(smol):
    """What the model answers when it is given a split verdict and asked which charge ended in a mistrial."""
    asked = f"{QUESTION} Answer in one sentence."
    return {
        charge: "".join(smol([{"role": "user", "content": f"{body}\n\n{asked}"}], 60))
        for charge, (body, _) in SPLIT.items()
    }


def wrong(sentence, charge):
    """Whether a sentence names another charge for the mistrial, and not the one it was."""
    return "mistrial" in sentence and charge not in sentence and any(other in sentence for other in SPLIT[charge][1])


def test_the_model_names_the_wrong_charge_and_the_gate_stops_it(own_words):
    named_wrongly = [
        (charge, text[start:end])
        for charge, text in own_words.items()
        for start, end in sentences(text)
        if wrong(text[start:end], charge)
    ]
    assert named_wrongly, own_words
    for charge, sentence in named_wrongly:
        evidence = {1: Evidence(Passage(1, SPLIT[charge][0]))}
        assert not check(f"{sentence} [1]", evidence, QUESTION).passed, sentence


def test_in_its_place_the_reader_sees_the_quote(own_words, composed, hits):  # noqa: F811
    assert wrong(own_words["conspiracy"], "conspiracy"), own_words
    with serving(lambda _request: own_words["conspiracy"]) as address:
        settings = WriterSettings(model=f"openai-like:smollm2@{address}")
        answer = Writer(llm_of(settings), settings).write(composed, hits)
    assert answer.text == f"{QUOTE} [1]"
    assert "did not pass the checks" in answer.notes[0]


def test_only_what_the_passage_says_is_shown(smol, composed, hits):  # noqa: F811
    wrote = []

    def script(request):
        def pieces():
            for piece in smol(request["messages"], 60):
                wrote.append(piece)
                yield piece

        return streamed(pieces())

    heard = []
    with serving(script) as address:
        settings = WriterSettings(model=f"openai-like:smollm2@{address}", seconds=300)
        answer = Writer(llm_of(settings), settings).write(composed, hits, heard.append)
    assert "".join(wrote).strip()
    assert QUOTE in answer.text or "conspiracy" in answer.text
    assert answer.citations[: len(composed.citations)] == composed.citations
    body = {1: Evidence(Passage(1, BODY, "Jury splits in Marsh trial"))}
    for line in heard:
        said = line.rpartition(" [")[0]
        assert said == QUOTE or check(f"{said} [1]", body, composed.standalone_question).passed, line


def test_no_order_in_a_passage_changes_what_a_reader_is_told(smol, composed, hit):  # noqa: F811
    body = {1: Evidence(Passage(1, BODY, "Jury splits in Marsh trial"))}
    with serving(lambda request: streamed(smol(request["messages"], 40))) as address:
        settings = WriterSettings(model=f"openai-like:smollm2@{address}", seconds=300)
        writer = Writer(llm_of(settings), settings)
        for order, _ in VISIBLE + HIDDEN:
            article = hit(
                "verdict", f"{BODY}\n\n{order}", headline="Jury splits in Marsh trial", published_at="2025-03-05"
            )
            told = writer.write(composed, [article]).text
            for line in told.replace("[1]", "[1]\n").splitlines():
                said = line.replace("[1]", "").strip()
                assert not said or said == QUOTE or check(f"{said} [1]", body, QUESTION).passed, (order, told)
