"""The commands, one file for each thing a person comes to do."""

from __future__ import annotations

import typer

from ui.commands import ask, check, export, ingest, record, redact, serve, timeline
from ui.terminal.command import Command

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add every command to ``app``, in the order in which a newcomer needs them."""
    for function, name in (
        (ingest.ingest, "ingest"),
        (ingest.embed, "embed"),
        (ask.ask, "ask"),
        (ask.search, "search"),
        (timeline.timeline, "timeline"),
        (serve.serve, "serve"),
        (record.show, "show"),
        (record.history, "history"),
        (record.remove, "remove"),
        (redact.redact, "redact"),
        (redact.unredact, "unredact"),
        (redact.sealed, "sealed"),
        (redact.log, "log"),
        (check.status, "status"),
        (check.check, "check"),
        (check.rebuild, "rebuild"),
        (export.verify, "verify"),
        (export.feedback, "feedback"),
        (serve.password, "password"),
    ):
        app.command(name, cls=Command)(function)
