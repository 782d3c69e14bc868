"""Settings to a LlamaIndex LLM: OpenAI, Anthropic, Ollama, or any server that speaks OpenAI's protocol.

Keys come from the environment alone. The key of OpenAI is never sent to another server.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ingest import ConfigError, WriterSettings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

FORM = "openai:MODEL, anthropic:MODEL, ollama:MODEL or openai-like:MODEL@http://HOST:PORT/v1"


@dataclass(frozen=True, slots=True)
class _Kind:
    """An integration: where its class is, what it calls the address and the time limit, where its key is."""

    module: str
    name: str
    address: str
    seconds: str
    key: str = ""
    key_needed: bool = False


_KINDS = {
    "openai": _Kind("llama_index.llms.openai", "OpenAI", "api_base", "timeout", "OPENAI_API_KEY", True),
    "anthropic": _Kind("llama_index.llms.anthropic", "Anthropic", "base_url", "timeout", "ANTHROPIC_API_KEY", True),
    "ollama": _Kind("llama_index.llms.ollama", "Ollama", "base_url", "request_timeout"),
    "openai-like": _Kind("llama_index.llms.openai_like", "OpenAILike", "api_base", "timeout", "OPENAI_LIKE_API_KEY"),
}


def llm_of(settings: WriterSettings) -> LLM | None:
    """The language model that the settings name; None when they name none.

    Raises:
        ConfigError: when the name is not understood, the integration is not installed, or its key is not set.
    """
    if not settings.model:
        return None
    kind, model, address = _parse(settings.model)
    integration = _KINDS[kind]
    try:
        made = getattr(import_module(integration.module), integration.name)
    except ImportError as error:
        raise ConfigError(
            f'The language model "{settings.model}" needs the extra "{kind}": pip install "dateline[{kind}]" ({error}).'
        ) from error
    key = os.environ.get(integration.key, "") if integration.key else ""
    if integration.key_needed and not key:
        raise ConfigError(
            f'The language model "{settings.model}" needs a key: set {integration.key} in the environment.'
        )
    options: dict[str, Any] = {
        "model": model,
        "temperature": settings.temperature,
        integration.seconds: settings.seconds,
    }
    if address:
        options[integration.address] = address
    if integration.key:
        options["api_key"] = key or "none"
    if kind == "ollama":
        # Left out, the size would be asked of the server before any question, and a dead one would stop the program.
        options["context_window"] = settings.context_tokens
        options["additional_kwargs"] = {"num_predict": settings.max_tokens}
    else:
        options |= {"max_tokens": settings.max_tokens, "max_retries": 0}
    if kind == "openai-like":
        options |= {"is_chat_model": True, "context_window": settings.context_tokens}
    llm: LLM = made(**options)
    return llm


def _parse(name: str) -> tuple[str, str, str]:
    """The kind, model and address of ``kind:model@address``."""
    kind, _, rest = name.partition(":")
    model, _, address = rest.rpartition("@") if "@http" in rest else (rest, "", "")
    if kind not in _KINDS or not model or (kind == "openai-like" and not address):
        raise ConfigError(f'The language model "{name}" is not understood; write {FORM}.')
    return kind, model, address
