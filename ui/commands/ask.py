"""Asking and searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import (
    ArchiveOption,
    AsOfOption,
    AuthorOption,
    FromOption,
    JsonOption,
    LlmOption,
    SectionOption,
    SourceOption,
    ToOption,
    day_of,
    filters_of,
    settings_of,
)
from ui.terminal.console import console

if TYPE_CHECKING:
    pass


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
    filters = filters_of(date_from, date_to, source, section, author)
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
    filters = filters_of(date_from, date_to, source, section, author)
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
