"""Questions are embedded by the packaged weights without the library that reads passages, to the same vectors."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from index import Embedder
from index.models.plain import is_plain
from ingest import EmbedderSettings

QUESTIONS = ("Which charge ended in a mistrial?", "ferry", "Who won, and where was it held, according to the mayor?")


@pytest.fixture(scope="module")
def folder():
    return Embedder().folder


def test_a_question_has_the_vector_that_the_library_gives_it(folder):
    embedder = Embedder()
    by_the_library = embedder.encode_passages(QUESTIONS)
    for question, row in zip(QUESTIONS, by_the_library, strict=True):
        assert row @ embedder.encode_query(question) > 0.9999


def test_no_library_of_models_is_loaded_for_a_question():
    code = (
        "import sys; from index import Embedder; row = Embedder().encode_query('ferry'); "
        "print(row.shape, 'transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "(384,) False", done.stderr


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}),
        ("1_Pooling/config.json", {"pooling_mode_mean_tokens": False, "pooling_mode_max_tokens": True}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("tokenizer_config.json", {"do_lower_case": False}),
        ("config.json", {"hidden_act": "gelu_new"}),
    ],
)
def test_a_model_of_another_make_is_left_to_the_library(folder, tmp_path, file, change):
    model = tmp_path / "model"
    shutil.copytree(folder, model)
    assert is_plain(model)
    path = model / file
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert not is_plain(model)
    own = Embedder(EmbedderSettings(model=str(model)))
    assert np.linalg.norm(own.encode_query("ferry")) == pytest.approx(1, abs=1e-3)


def test_a_model_that_says_nothing_of_its_steps_is_left_to_the_library(tmp_path):
    assert not is_plain(tmp_path)
