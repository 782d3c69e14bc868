"""The catalogue's tables: one schema for SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    select,
    types,
)

SCHEMA_VERSION = 2
"""Grows when a table changes; an archive with a higher number was written by a newer version of this program.

Version 2 brought ``waiting``, ``rights``, ``redactions`` and ``readings``; a writer adds them to an older archive.
"""

PENDING, LIVE, SUPERSEDED, REMOVED = "pending", "live", "superseded", "removed"

metadata = MetaData()
Text = types.Text().with_variant(types.Text(collation="C"), "postgresql")
"""Compared byte by byte everywhere: the order that a server's language gives changes with its operating system."""
_Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up only plain INTEGER keys, which hold 64 bits there."""

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", LargeBinary, nullable=False))

versions = Table(
    "versions",
    metadata,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("item", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("key", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("owing", Boolean, nullable=False),
    Column("run", _Number, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("day", Integer),
    Column("embargo_until", BigInteger),
    Column("usable", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("passages", Integer, nullable=False),
    UniqueConstraint("item", "version"),
    Index("versions_day", "day"),
    Index("versions_owing", "owing"),
    Index("versions_story", "story"),
)
"""Every version of every article.

``no`` is a handle for joins and never leaves the catalogue. ``key`` is derived from the version and names it in the
lexical index. ``day`` counts days from the year 1. ``owing`` is true while a version is in the derived stores that is
not live: from before it is written there until it is published, and from when it is replaced or removed until it is
deleted there. So what a crash left is always found. The texts have a table of their own, which keeps these rows short.
"""

waiting = Table("waiting", metadata, Column("no", _Number, ForeignKey("versions.no"), primary_key=True))
"""Live versions that are found by their words alone, because their passages have no vectors yet."""

texts = Table(
    "texts",
    metadata,
    Column("no", _Number, ForeignKey("versions.no"), primary_key=True),
    Column("headline", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("fingerprint", LargeBinary),
)
"""What was written, as it is cited. ``record`` is JSON with the fields of an article that have no column."""

whole = select(versions, *(column for column in texts.c if column.name != "no")).join_from(versions, texts)
"""Versions with their texts: what an article is read from."""

passages = Table(
    "passages",
    metadata,
    Column("no", _Number, ForeignKey("versions.no"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("key", BigInteger, nullable=False),
    Index("passages_key", "key"),
)
"""Ranges of bodies. ``key`` is derived from the passage's id and names it in the derived stores."""

authors = Table(
    "authors",
    metadata,
    Column("no", _Number, ForeignKey("versions.no"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Index("authors_folded", "folded"),
)

locations = Table(
    "locations",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Index("locations_item", "item"),
)
"""Everywhere an item was read from."""

ledger = Table(
    "ledger",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("finished_at", Text, nullable=False),
)
"""Sources that were read to their end, with the digest of what they held; ``articles`` are those that came of them."""

readings = Table(
    "readings",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("tries", Integer, nullable=False),
)
"""How each source of the ledger was read: by which version of its format's reader, and how often in vain."""

problems = Table(
    "problems",
    metadata,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("problems_source", "source"),
)
"""What is set aside at present: reading a source again replaces what was said of it."""

removals = Table(
    "removals",
    metadata,
    Column("item", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("purged", Boolean, nullable=False),
    Column("at", Text, nullable=False),
)
"""Items that were removed and stay out. ``item`` is the id's key, not the id: such a list is itself sensitive."""

rights = Table(
    "rights",
    metadata,
    Column("no", _Number, ForeignKey("versions.no"), primary_key=True),
    Column("ends", BigInteger),
    Column("usage", Text, nullable=False),
    Index("rights_ends", "ends"),
)
"""The versions whose use is limited: when it ends, in seconds since 1970, and its terms in lower case."""

redactions = Table(
    "redactions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Names that are replaced in all articles, or in one ``item`` (the id's key). ``rule`` is JSON without the names."""

audit = Table(
    "audit",
    metadata,
    Column("no", _Number, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
"""Who may ask what was done to the archive, and when: one line a run, removal or rebuild."""

shared = MetaData()
"""Tables that only a catalogue has which several machines share."""

changes = Table(
    "changes",
    shared,
    Column("no", BigInteger, primary_key=True, autoincrement=False),
    Column("generation", BigInteger, nullable=False),
    Index("changes_generation", "generation"),
)
"""In which generation of the archive a version last became live, was embedded, or ceased to be live.

Rows outlive their versions, so that a replica that was away for long still learns what it has to delete.
"""

embedded = Table(
    "embedded",
    shared,
    Column("key", LargeBinary, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors in half precision by text and model, so that no machine embeds what another has embedded."""
