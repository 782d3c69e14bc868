"""The reader that ships: spans with exact offsets, a null score that tells answering passages from others."""

import json
import shutil

import pytest

from ingest import ConfigError
from qa.reader import PassageText, Reader
from qa.reader.model import WEIGHTS

VERDICT = (
    "A jury convicted the former harbor master, Elena Marsh, of wire fraud on Tuesday. Jurors acquitted her of "
    "bribery, and the judge declared a mistrial on the conspiracy charge after the panel deadlocked."
)
WEATHER = "Forecasters expect two inches of rain in the valley by Friday, with winds of up to 40 mph on the coast."


@pytest.fixture(scope="module")
def reader():
    return Reader()


def said(text, reading):
    best = reading.spans[0]
    return text[best.start : best.end]


def test_a_short_answer_is_a_range_of_the_passage(reader):
    reading = reader.read("What was Elena Marsh convicted of?", [PassageText(VERDICT)])[0]
    assert said(VERDICT, reading) == "wire fraud"


def test_each_charge_keeps_its_own_outcome(reader):
    assert "conspiracy" in said(VERDICT, reader.read("Which charge ended in mistrial?", [PassageText(VERDICT)])[0])


def test_a_passage_that_answers_stands_above_one_that_does_not(reader):
    answering, other = reader.read("Which charge ended in mistrial?", [PassageText(VERDICT), PassageText(WEATHER)])
    assert answering.margin > other.margin + 3


def test_readings_come_in_the_order_of_the_passages_whatever_the_batches(reader):
    texts = [WEATHER * 3, VERDICT, WEATHER, VERDICT * 2]
    together = reader.read("Who was convicted?", [PassageText(t) for t in texts])
    alone = [reader.read("Who was convicted?", [PassageText(t)])[0] for t in texts]
    assert [(r.spans[0].start, r.spans[0].end) for r in together] == [(r.spans[0].start, r.spans[0].end) for r in alone]


def test_a_long_passage_is_read_to_its_end(reader):
    text = " ".join([WEATHER] * 30) + " " + VERDICT
    reading = reader.read("What was Elena Marsh convicted of?", [PassageText(text)])[0]
    assert said(text, reading) == "wire fraud"


def test_words_that_look_like_special_tokens_stay_text(reader):
    text = "[SEP] [CLS] The winner was Ida Holm. [SEP]"
    assert "Ida Holm" in said(text, reader.read("Who was the winner?", [PassageText(text)])[0])


def test_the_headline_is_never_part_of_a_span(reader):
    text = "She was elected on Tuesday with 52 percent of the vote."
    reading = reader.read("Who was elected?", [PassageText(text, headline="Ann Lee wins mayoral race in Tarrow")])[0]
    assert all(0 <= span.start < span.end <= len(text) for span in reading.spans)


def test_an_empty_passage_has_no_span(reader):
    assert reader.read("Who won?", [PassageText("")])[0].spans == ()


def test_a_folder_without_a_model_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError, match="No reader could be loaded"):
        Reader(str(tmp_path / "nothing"))


def test_the_model_says_who_it_is(reader):
    assert reader.name == json.loads((WEIGHTS / "config.json").read_text())["dateline"]
    assert (WEIGHTS / "model.safetensors").stat().st_size < 50_000_000


def test_a_network_of_the_library_reads_as_the_own_one_does(reader, tmp_path):
    model = tmp_path / "model"
    shutil.copytree(WEIGHTS, model)
    config = json.loads((model / "config.json").read_text())
    # Named otherwise it is left to the library, which loads the same weights all the same.
    (model / "config.json").write_text(json.dumps(config | {"architectures": ["BertModel"]}))
    passages = [
        PassageText(VERDICT, "Harbor master convicted"),
        PassageText(WEATHER),
        PassageText("[SEP] Ida Holm won."),
    ]
    ours, theirs = (r.read("Which charge ended in mistrial?", passages) for r in (reader, Reader(str(model))))
    for our, their in zip(ours, theirs, strict=True):
        assert our.null == pytest.approx(their.null, abs=0.05)
        assert [(s.start, s.end) for s in our.spans[:1]] == [(s.start, s.end) for s in their.spans[:1]]
        assert [s.score for s in our.spans] == pytest.approx([s.score for s in their.spans], abs=0.05)
