"""What became of the files that an ingest read, in lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.answers import words

if TYPE_CHECKING:
    from index import IngestReport

SHOWN_PROBLEMS = 10
"""More problems than this are counted, not listed; all are in problems.jsonl."""


def summary(report: IngestReport, folder: Path) -> list[str]:
    """What became of everything that was read, in lines."""
    skipped = f", {report.files_unchanged:,} unchanged" if report.files_unchanged else ""
    read = f"{words.count(report.read, 'article')} read"
    lines = [
        f"{words.count(report.files, 'file')} ({read}{skipped}) in {report.seconds:.1f} s",
        f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
        f"{report.copies:,} grouped as copies, {report.kept_out:,} kept out, {words.count(report.passages, 'passage')}",
    ]
    if report.set_aside:
        lines.append(f"{words.count(report.set_aside, 'file')} failed before and were not tried again")
    if report.problems:
        lines.append(
            f"{words.count(len(report.problems), 'problem')} set aside, listed in {folder / 'problems.jsonl'}:"
        )
        lines += [f"  {words.clean(one.origin)}: {words.clean(one.reason)}" for one in report.problems[:SHOWN_PROBLEMS]]
        if len(report.problems) > SHOWN_PROBLEMS:
            lines.append(f"  and {len(report.problems) - SHOWN_PROBLEMS:,} more")
    return lines


def outcome(report: IngestReport) -> str:
    """What became of one file, in a line."""
    counts = (
        (report.added, "added"), (report.updated, "updated"), (report.unchanged, "unchanged"),
        (report.kept_out, "kept out"), (report.set_aside, "set aside"),
    )  # fmt: skip
    said = ", ".join(f"{number:,} {name}" for number, name in counts if number)
    if report.problems:
        said += ("; " if said else "") + report.problems[0].reason
        said += f" (and {len(report.problems) - 1:,} more)" if len(report.problems) > 1 else ""
    return said or "nothing to read"
