"""Training: the data is read and mined as described, and an interrupted run ends where an uninterrupted one does."""

import gzip
import json
import random

import pytest
import torch

from qa.reader.encode import Pieces
from training.court import court_reports
from training.examples import Claim, Example, mine_archive, mine_negatives, pair_newsqa, read_squad_lines
from training.items import Encoder, batches
from training.mutate import mutate
from training.sets import Sets
from training.train import Plan, Training
from training.twins import answers_to_check, claim_twins, with_twins, without_answer, without_support

CITIES = [("Tarrow", "Ann Lee", 2011), ("Ellery", "Bo Hart", 2014), ("Sund", "Cy Moe", 2017), ("Vale", "Di Roy", 2020)]


def row(number, city, mayor, year):
    context = f"The city of {city} elected {mayor} as its mayor in {year}. The vote was close. The harbor stayed open."
    return {
        "id": f"q{number}", "context": context, "question": f"Who did the city of {city} elect as mayor in {year}?",
        "answers": [{"text": mayor, "answer_start": context.index(mayor)}], "is_impossible": False,
        "title": "Mayors", "dataset": "squad11_train_du",
    }  # fmt: skip


def write(path, rows):
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(r) + "\n" for r in rows)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder / "squad11_train_du.jsonl.gz", [row(i, *CITIES[i % 4]) for i in range(24)])
    return folder


@pytest.fixture
def base(tmp_path):
    """A model of the real architecture, small enough to train in a second."""
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    from qa.reader.model import WEIGHTS

    tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    folder = tmp_path / "base"
    BertForQuestionAnswering(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_wrong_offset_names_file_and_line(tmp_path):
    bad = row(1, *CITIES[0]) | {"answers": [{"text": "Ann Lee", "answer_start": 3}]}
    write(tmp_path / "bad.jsonl.gz", [row(0, *CITIES[0]), bad])
    with pytest.raises(ValueError, match=r"bad\.jsonl\.gz, line 2"):
        list(read_squad_lines(tmp_path / "bad.jsonl.gz"))


def test_negatives_are_near_and_lack_the_answer(data):
    examples = list(read_squad_lines(data / "squad11_train_du.jsonl.gz"))
    mined = mine_negatives(examples, share=1.0, seed=3)
    assert all(len(example.negatives) == 1 for example in mined)
    for example in mined:
        answer = example.context[slice(*example.answers[0])]
        assert answer not in example.negatives[0]


def test_a_mutation_changes_the_question_or_takes_the_answer_out_of_the_passage(data):
    examples = list(read_squad_lines(data / "squad11_train_du.jsonl.gz"))
    varied = mutate(examples, share=1.0, seed=3)
    known = {e.id: e for e in examples}
    assert varied
    for example in varied:
        original = known[example.id.removesuffix("/mutated")]
        assert example.answers == ()
        if example.context == original.context:
            assert example.question != original.question
        else:
            assert example.question == original.question
            assert original.context[slice(*original.answers[0])].lower() not in example.context.lower()


def test_court_reports_hold_their_answers_and_some_have_none():
    examples = court_reports(60, seed=5)
    answered = [e for e in examples if e.answers]
    assert len(examples) == 240
    assert 60 <= len(examples) - len(answered) <= 90
    for example in answered:
        (span,) = example.answers
        assert example.context[slice(*span)].strip()
        assert example.context[slice(*span)] not in example.question
    assert court_reports(60, seed=5) == examples


def test_a_charge_asked_for_by_its_outcome_stands_in_the_clause_of_that_outcome():
    asked = [e for e in court_reports(200, seed=6) if "mistrial" in e.question and e.answers]
    assert asked
    for example in asked:
        start, end = example.answers[0]
        around = example.context[max(0, start - 90) : end + 90].lower()
        assert any(word in around for word in ("mistrial", "deadlock", "hung", "could not agree", "no verdict"))


def test_newsqa_rows_of_one_question_become_one_example():
    answered = Example("pos_1", "newsqa_chunks", "Who?", "Ann did.", ((0, 3),))
    other = Example("neg_1", "newsqa_chunks", "Who?", "Nobody knows.", ())
    lonely = Example("neg_2", "newsqa_chunks", "When?", "Nobody knows.", ())
    paired = pair_newsqa([answered, other, lonely])
    assert [(e.id, e.negatives) for e in paired] == [("pos_1", ("Nobody knows.",)), ("neg_2", ())]


def test_archive_passages_near_the_date_become_examples():
    question = Example("q", "rtqa", "Who became mayor of Tarrow?", "Ann Lee", ((0, 7),), title="Quiz 2021-03-05")
    passages = [
        ("2021-03-04", "Tarrow votes", "Ann Lee became mayor of Tarrow on Tuesday."),
        ("2021-03-04", "Tarrow traffic", "The mayor of Tarrow closed a bridge."),
        ("2019-01-01", "Old news", "Ann Lee became mayor of Tarrow on Tuesday, wrote nobody."),
    ]
    (found,) = mine_archive([question], passages)
    assert found.context == passages[0][2]
    assert found.negatives == (passages[1][2],)


def test_batches_keep_their_token_budget(data):
    from transformers import AutoTokenizer

    from qa.reader.model import WEIGHTS

    chance = random.Random(1)
    encoder = Encoder(Pieces.of_library(AutoTokenizer.from_pretrained(WEIGHTS)), 160, 0.5)
    groups = [encoder.group(e, chance) for e in read_squad_lines(data / "squad11_train_du.jsonl.gz")]
    for batch in batches(groups, 256, chance):
        widths = [len(item.window) for group in batch for item in group]
        assert len(widths) * max(widths) <= 256


def test_a_twin_lacks_the_sentence_that_answers():
    example = Example("q", "d", "Who won?", "The race was run on Sunday in heavy rain, in front of a small crowd. "
                      "Ann Lee won it. Nobody was hurt, and the roads were open again by noon.", ((69, 76),))  # fmt: skip
    assert example.context[slice(*example.answers[0])] == "Ann Lee"
    assert "Ann Lee" not in without_answer(example)
    (twin,) = with_twins([example], 1.0, random.Random(1))
    assert twin.negatives == (without_answer(example),)
    repeated = Example("q", "d", "Who won?", example.context + " Ann Lee smiled.", example.answers)
    assert without_answer(repeated) is None


def test_a_supported_claim_gets_a_twin_without_its_sentence():
    text = "The vote was close. Ann Lee was elected mayor of Tarrow. The harbor stayed open."
    groups = list(claim_twins([Claim("Ann Lee was elected mayor.", text, True)], 1.0, random.Random(1)))
    assert [[c.supported for c in group] for group in groups] == [[True], [True, False]]
    assert "elected" not in groups[1][1].context
    assert without_support("Bo Hart bought a boat.", text) is None


def test_an_answer_to_check_stands_beside_a_wrong_one_of_its_kind():
    text = "Ann Lee beat Bo Hart by 40 votes. The count took 12 hours."
    right, wrong = answers_to_check(Example("q", "d", "By how many votes?", text, ((24, 26),)), random.Random(1))
    assert (right.text, right.supported) == ("By how many votes? 40", True)
    assert (wrong.text, wrong.supported) == ("By how many votes? 12", False)


def test_an_interrupted_training_ends_where_an_uninterrupted_one_does(data, base, tmp_path):
    from safetensors.torch import load_file

    plan = Plan(tokens_per_batch=256, checkpoint_every=2)
    spans = {"written": list(read_squad_lines(data / "squad11_train_du.jsonl.gz"))}
    claims = {"claims": [[Claim("Ann Lee won.", "Ann Lee won.", True), Claim("Bo Hart won.", "Ann Lee won.", False)]]}
    sets = Sets(spans, claims)
    whole = Training(base, sets, tmp_path / "whole", plan).run()
    Training(base, sets, tmp_path / "parts", plan).run(stop_after=4)
    parts = Training(base, sets, tmp_path / "parts", plan).run()
    left, right = load_file(whole / "model.safetensors"), load_file(parts / "model.safetensors")
    assert all(torch.equal(left[name], right[name]) for name in left)
    assert "support_outputs.weight" in left
