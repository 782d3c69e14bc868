"""Torch alone makes of a BERT what the library of all makes does."""

import json
import shutil

import pytest
import torch
from transformers import AutoModel

from index import Embedder
from index.models.bert import Bert, is_bert

IDS = torch.tensor([[101, 2029, 3715, 3092, 102, 0, 0], [101, 2040, 2180, 1996, 2602, 1029, 102]])
TYPES = torch.tensor([[0, 0, 1, 1, 1, 0, 0], [0, 0, 0, 1, 1, 1, 1]])


@pytest.fixture(scope="module")
def folder():
    return Embedder().folder


@pytest.mark.parametrize(("dtype", "near"), [(torch.float32, 1e-4), (torch.bfloat16, 0.1)])
def test_its_vectors_are_the_library_s(folder, dtype, near):
    network = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()
    with torch.inference_mode():
        wanted = network(input_ids=IDS, token_type_ids=TYPES, attention_mask=(IDS > 0).long()).last_hidden_state
        found = Bert(folder, dtype)(IDS, TYPES, IDS > 0)
    there = IDS > 0
    assert torch.allclose(found[there], wanted[there], atol=near)


def test_what_fills_up_a_row_changes_nothing(folder):
    network = Bert(folder, torch.float32)
    with torch.inference_mode():
        filled, alone = network(IDS, TYPES, IDS > 0)[0, :5], network(IDS[:1, :5], TYPES[:1, :5])[0]
    assert torch.allclose(filled, alone, atol=1e-4)


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("config.json", {"model_type": "roberta"}),
        ("config.json", {"hidden_act": "gelu_new"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("config.json", {"is_decoder": True}),
        ("tokenizer_config.json", {"do_lower_case": False}),
    ],
)
def test_other_makes_are_told_apart(folder, tmp_path, file, change):
    model = tmp_path / "model"
    shutil.copytree(folder, model)
    assert is_bert(model)
    path = model / file
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert not is_bert(model)


def test_without_weights_in_one_file_it_is_none(folder, tmp_path):
    model = tmp_path / "model"
    shutil.copytree(folder, model, ignore=shutil.ignore_patterns("*.safetensors"))
    assert not is_bert(model)
