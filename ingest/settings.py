"""Every setting, in one place: defaults, then ``dateline.toml``, then ``DATELINE_*`` from the environment.

``DATELINE_ARCHIVE=/data/news`` sets ``archive``; ``DATELINE_READER__PASSAGES=30`` sets ``passages`` in ``[reader]``.
An unknown key is an error, not a silent no-op.

The file lies in the lowest room so that every room can read the part that is its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PACKAGED = "packaged"
"""The name that stands for weights which came with the installation."""


class Section(BaseModel):
    """A part of the settings; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IntakeSettings(Section):
    """How articles are read and split."""

    passage_words: int = Field(default=130, ge=30, le=400)
    max_file_mb: int = Field(default=100_000, ge=1)
    """The largest file. Tables, JSON lines and crawls are read record by record: memory does not grow with them."""
    max_article_chars: int = Field(default=2_000_000, ge=1_000)
    """A longer article is set aside: no news item is a book, and one would crowd out the archive."""
    max_members: int = Field(default=1_000_000, ge=1)
    """How many files one zip or tar may hold."""
    max_ratio: int = Field(default=200, ge=2)
    """How many times its size a compressed file may grow before it is taken for a bomb."""
    tries: int = Field(default=3, ge=1)
    """How often a file that cannot be read is tried before it is set aside, until it or its reader changes."""
    watch_seconds: float = Field(default=10.0, gt=0)
    """Seconds between two looks of `ingest --watch`; a file is read when it did not change between two."""
    feed_minutes: float = Field(default=30.0, ge=5)
    """Minutes between two visits of `ingest --watch` to a feed."""
    zones: dict[str, str] = Field(default_factory=dict)
    """The time zone of a source ("Portvale Post" = "America/New_York"), for files that write all times in UTC."""


class EmbedderSettings(Section):
    """The sentence-transformers model: ``packaged``, a folder, or a model name."""

    model: str = PACKAGED
    batch_tokens: int = Field(default=4_096, ge=128)


class SearchSettings(Section):
    """How candidates are found and fused."""

    candidates: int = Field(default=200, ge=10, le=2_000)
    dense_weight: float = Field(default=0.6, ge=0, le=1)
    """Share of meaning in the score; the rest is words."""
    article_weight: float = Field(default=0.15, ge=0)
    """How much an article's other good passages lift each of its passages."""
    recency_weight: float = Field(default=3.0, ge=0)
    recency_days: float = Field(default=14.0, gt=0)
    withhold_usage: tuple[str, ...] = ("not for publication", "not for display", "no archiv", "noarchiv")
    """An article whose terms of use hold one of these is stored, but neither searched nor shown."""


class ReaderSettings(Section):
    """The span model: ``packaged``, a folder, or a model name that ``AutoModelForQuestionAnswering`` can load."""

    model: str = PACKAGED
    passages: int = Field(default=20, ge=1, le=100)
    batch_tokens: int = Field(default=1_024, ge=128)
    """Small batches stay in the cache of the core that reads them, and every core gets its share of one question."""


class AnswerSettings(Section):
    """When an answer is given. ``threshold`` of None means the calibrated one that ships with the reader."""

    threshold: float | None = Field(default=None, ge=0, le=1)
    max_question_chars: int = Field(default=2_000, ge=10)


class WriterSettings(Section):
    """The language model that puts answers into its words; without a ``model`` the sources' own words are given."""

    model: str = ""
    """``openai:MODEL``, ``anthropic:MODEL``, ``ollama:MODEL`` or ``openai-like:MODEL@http://HOST:PORT/v1``."""
    seconds: float = Field(default=30.0, gt=0, le=600)
    """After this the answer is given without the model."""
    max_tokens: int = Field(default=300, ge=16, le=4_000)
    context_tokens: int = Field(default=8_192, ge=512)
    temperature: float = Field(default=0.0, ge=0, le=2)
    passages: int = Field(default=5, ge=1, le=20)
    """How many passages the model is given."""


class ServeSettings(Section):
    """The page and the API."""

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)


class Settings(BaseSettings):
    """All settings of Dateline."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", env_nested_delimiter="__", toml_file="dateline.toml", extra="forbid", frozen=True
    )

    archive: Path = Path("archive")
    catalogue: str = ""
    """Empty for a file in the archive's folder, or ``postgresql://user@host/database`` to share it between machines."""
    vectors: str = "embedded"
    """``embedded``, or the ``http(s)://`` address of a Chroma server."""
    threads: int = Field(default=0, ge=0)
    """Threads for the models; 0 means one per core."""
    seal: bool = True
    """Whether the originals of redacted articles are kept, apart, for `dateline sealed`; if not, they are gone."""
    log: Literal["debug", "info", "warning", "error"] = "warning"
    intake: IntakeSettings = IntakeSettings()
    embedder: EmbedderSettings = EmbedderSettings()
    search: SearchSettings = SearchSettings()
    reader: ReaderSettings = ReaderSettings()
    answer: AnswerSettings = AnswerSettings()
    writer: WriterSettings = WriterSettings()
    serve: ServeSettings = ServeSettings()

    def alone(self) -> Settings:
        """The same for an archive that is made for the moment: it shares its catalogue with nobody."""
        return self.model_copy(update={"catalogue": ""})

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence: arguments, environment, ``dateline.toml``."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
