"""What an ingest would read."""

from ingest import FilePreview, Preview, Problem
from tests.ui.terminal.printed import shown
from ui.terminal.preview import preview_view

TABLE = FilePreview(
    origin="news.csv", format="csv", articles=2, more=True, fill={"headline": 1.0, "url": 0.5},
    columns={"headline": "Title"}, unmapped=("Desk",), headlines=("A fire", "\x1b[2JA flood"),
    problems=(Problem("news.csv#3", "row 3: no text"),),
)  # fmt: skip


def test_a_file_is_shown_with_its_columns_fill_headlines_and_problems() -> None:
    assert shown(preview_view(Preview((TABLE,), (Problem("x.bin", "x.bin: of no known format"),)))).splitlines() == [
        "news.csv  csv  2+ articles",
        "  columns: headline ← Title",
        "  kept as they are: Desk",
        "  filled: headline 100%, url 50%",
        "  “A fire”",
        "  “[2JA flood”",
        "  row 3: no text",
        "",
        "cannot be read: x.bin: of no known format",
        "1 file, 2 articles or more. Nothing was written.",
    ]


def test_nothing_to_read_is_said() -> None:
    assert shown(preview_view(Preview((), ()))) == "0 files, 0 articles. Nothing was written.\n"
