"""What an ingest would read, as ``ingest --dry-run`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from ui.answers import words

if TYPE_CHECKING:
    from ingest import FilePreview, Preview


def preview_view(of: Preview) -> RenderableType:
    """Each file with its format, column mapping, fill rates and first headlines; then what cannot be read."""
    lines: list[RenderableType] = []
    for one in of.files:
        lines += _file(one)
    lines += [Text(f"cannot be read: {words.clean(one.reason)}", style="yellow") for one in of.problems]
    total = sum(one.articles for one in of.files)
    more = " or more" if any(one.more for one in of.files) else ""
    lines.append(
        Text(f"{words.count(len(of.files), 'file')}, {words.count(total, 'article')}{more}. Nothing was written.")
    )
    return Group(*lines)


def _file(one: FilePreview) -> list[RenderableType]:
    more = "+" if one.more else ""
    lines: list[RenderableType] = [
        Text(f"{words.clean(one.origin)}  {one.format}  {one.articles:,}{more} articles", style="bold")
    ]
    if one.columns:
        mapped = ", ".join(f"{name} ← {words.clean(column)}" for name, column in one.columns.items())
        lines.append(Text(f"  columns: {mapped}"))
    if one.unmapped:
        lines.append(Text(f"  kept as they are: {', '.join(map(words.clean, one.unmapped))}"))
    lines.append(Text("  filled: " + ", ".join(f"{name} {share:.0%}" for name, share in one.fill.items()), style="dim"))
    lines += [Text(f"  “{words.clean(headline)}”") for headline in one.headlines]
    lines += [Text(f"  {words.clean(fault.reason)}", style="yellow") for fault in one.problems[:5]]
    return [*lines, Text("")]
