"""Asking and searching."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.command import (
    ArchiveOption,
    AsOfOption,
    AuthorOption,
    FromOption,
    JsonOption,
    LlmOption,
    SectionOption,
    SourceOption,
    ToOption,
    console,
    day_of,
    settings_of,
)

if TYPE_CHECKING:
    from qa import Filters


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotes.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    date_from: FromOption = None,
    date_to: ToOption = None,
    source: SourceOption = None,
    section: SectionOption = None,
    author: AuthorOption = None,
    as_of: AsOfOption = None,
    context: Annotated[
        int, typer.Option("--context", min=0, metavar="N", help="Show N characters of the article around each quote.")
    ] = 0,
    llm: LlmOption = None,
    no_infer: Annotated[
        bool, typer.Option("--no-infer", help="Read no dates or sources out of the question to filter by.")
    ] = False,
) -> None:
    """Answer a question, with the exact sentences that prove the answer."""
    settings = settings_of(archive, llm)
    filters = _filters(date_from, date_to, source, section, author)
    day = day_of(as_of, "--as-of")
    from index import Archive
    from qa import Engine, Question

    with Archive.open(settings.archive, settings) as store:
        asked = Question(question=question, filters=filters, as_of=day, infer=not no_infer)
        if as_json:
            typer.echo(Engine(store, settings).ask(asked).model_dump_json(indent=2))
            return
        out = console()
        with console(err=True).status("searching …") as stage:
            answer = Engine(store, settings).ask(
                asked, on_stage=lambda name: stage.update(f"{name.partition(':')[0]} …")
            )
        from ui.terminal.answer import answer_view

        out.print(answer_view(answer, body_of=lambda key, version: store.article(key, version).body, context=context))


def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for, in quotes.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    date_from: FromOption = None,
    date_to: ToOption = None,
    source: SourceOption = None,
    section: SectionOption = None,
    author: AuthorOption = None,
    as_of: AsOfOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200, help="How many passages to list.")] = 10,
    lexical: Annotated[bool, typer.Option("--lexical", help="Search by words alone: no model is loaded.")] = False,
) -> None:
    """List the passages that fit best, without an answer."""
    settings = settings_of(archive)
    filters = _filters(date_from, date_to, source, section, author)
    day = day_of(as_of, "--as-of")
    from index import Archive
    from ui.answers.find import find

    with Archive.open(settings.archive, settings) as store:
        longest = settings.answer.max_question_chars
        results = find(store, words, limit=limit, filters=filters, as_of=day, max_chars=longest, words_only=lexical)
    if as_json:
        import json

        typer.echo(json.dumps([one.model_dump(mode="json") for one in results], indent=2, ensure_ascii=False))
        return
    from ui.terminal.answer import results_view

    console().print(results_view(results) if results else "No passage fits.")


def _filters(
    date_from: str | None,
    date_to: str | None,
    source: list[str] | None,
    section: list[str] | None,
    author: list[str] | None,
) -> Filters:
    first: date | None = day_of(date_from, "--from")
    last: date | None = day_of(date_to, "--to")
    from ingest import InputError
    from qa import Filters

    if first and last and first > last:
        raise InputError(f"--from {first} is later than --to {last}: no article can fit; exchange the two.")
    return Filters(date_from=first, date_to=last, sources=source or [], sections=section or [], authors=author or [])
