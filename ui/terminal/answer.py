"""An answer and its evidence on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ui.answers import words

if TYPE_CHECKING:
    from qa import Answer, Citation, Result

BodyOf = Callable[[str, str], str]
"""Gives the body of an article's version."""


def answer_view(answer: Answer, *, body_of: BodyOf | None = None, context: int = 0, results: int = 5) -> RenderableType:
    """The short answer, the sentences with their marks, and below them what each mark stands for.

    Args:
        answer: what to show.
        body_of: looks up an article's body; needed for ``context``.
        context: characters of the article to show on either side of a quote.
        results: ranked passages to list when there is no answer.
    """
    blocks: list[RenderableType] = []
    if answer.standalone_question != answer.question:
        blocks.append(Text(f"Understood as: {words.clean(answer.standalone_question)}", style="dim"))
    if answer.refusal is not None:
        blocks.append(Text(words.clean(answer.refusal.message), style="bold yellow"))
    else:
        blocks += _stated(answer)
    blocks += [_conflicts(answer)] if answer.conflicts else []
    blocks += [Text(f"Note: {words.clean(note)}", style="yellow") for note in answer.notes]
    blocks += [_citation(one, body_of, context) for one in answer.citations]
    if answer.refusal is not None and answer.results:
        blocks += [Text("Closest passages:", style="dim"), results_view(answer.results[:results])]
    footer = _footer(answer)
    return Group(*_spaced([*blocks, footer] if footer.plain else blocks))


def results_view(results: Sequence[Result]) -> RenderableType:
    """The ranked passages, best first."""
    blocks: list[RenderableType] = []
    for rank, one in enumerate(results, start=1):
        head = Text(f"{rank:>3}  ")
        head.append(words.clean(one.headline) or "(no headline)", style="bold")
        line = [words.clean(one.source), words.day(one.published_at), one.article_id]
        if one.copies:
            line.append(f"+{words.count(len(one.copies), 'copy', 'copies')}")
        blocks.append(
            Group(
                head,
                Padding(Text(" · ".join(part for part in line if part), style="dim"), (0, 0, 0, 5), expand=False),
                Padding(Text(_one_line(one.snippet)), (0, 0, 0, 5), expand=False),
            )
        )
    return Group(*_spaced(blocks))


def _stated(answer: Answer) -> list[RenderableType]:
    text = Text()
    for part in words.parts(answer.text):
        if isinstance(part, int):
            text.append(f"[{part}]", style="cyan")
        else:
            text.append(words.clean(part))
    short = words.clean(answer.answer or "")
    return [Text(short, style="bold"), text] if short and short != answer.text else [text]


def _citation(citation: Citation, body_of: BodyOf | None, context: int) -> RenderableType:
    head = Text()
    head.append(f"[{citation.n}] ", style="cyan")
    head.append(words.clean(citation.headline) or "(no headline)", style="bold")
    place = [words.clean(citation.source), words.day(citation.published_at), citation.article_id]
    quote = Text()
    before, after = "", ""
    if context and body_of is not None:
        body = body_of(citation.article_id, citation.version)
        before = body[max(0, citation.start - context) : citation.start]
        after = body[citation.end : citation.end + context]
    quote.append(_one_line(before, keep_ends=True), style="dim")
    quote.append(f"“{_one_line(citation.quote)}”", style="italic")
    quote.append(_one_line(after, keep_ends=True), style="dim")
    lines: list[RenderableType] = [
        head,
        Padding(Text(" · ".join(part for part in place if part), style="dim"), (0, 0, 0, 4), expand=False),
        Padding(quote, (0, 0, 0, 4), expand=False),
    ]
    lines += [
        Padding(Text(f"Corrected: {words.clean(note)}", style="yellow"), (0, 0, 0, 4), expand=False)
        for note in citation.corrections
    ]
    return Group(*lines)


def _conflicts(answer: Answer) -> RenderableType:
    dates = {one.n: words.day(one.published_at) for one in answer.citations}
    lines = [Text("The sources disagree:", style="bold yellow")]
    for one in answer.conflicts:
        said = ", ".join(f"[{n}] {dates.get(n, '')}".strip() for n in one.citations)
        lines.append(Text(f"  {words.clean(one.value)}  {said}"))
    return Group(*lines)


def _footer(answer: Answer) -> Text:
    said = []
    if answer.refusal is None:
        said.append(f"{words.confidence(answer.confidence)} ({answer.confidence:.0%})")
    if answer.as_of is not None:
        said.append(f"archive read up to {words.day(answer.as_of)}")
    if read := [f"{name.replace('_', ' ')} {value}" for name, value in inferred(answer)]:
        said.append(f"read out of the question: {', '.join(read)} (--no-infer asks without)")
    return Text(" · ".join(said), style="dim")


def inferred(answer: Answer) -> list[tuple[str, str]]:
    """The filters that were read out of the question, as (field, value in words)."""
    found = []
    for name in answer.filters.inferred:
        value = getattr(answer.filters, name, None)
        if value:
            found.append((name, ", ".join(map(words.clean, value)) if isinstance(value, list) else words.day(value)))
    return found


def _one_line(text: str, *, keep_ends: bool = False) -> str:
    line = " ".join(words.clean(text).split())
    if keep_ends and line:
        line = (" " if text[:1].isspace() else "") + line + (" " if text[-1:].isspace() else "")
    return line


def _spaced(blocks: Sequence[RenderableType]) -> list[RenderableType]:
    spaced: list[RenderableType] = []
    for block in blocks:
        spaced += [Text(""), block] if spaced else [block]
    return spaced
