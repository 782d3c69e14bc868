"""The evidence by date, as a drawing that needs no script and reads aloud as a sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from ui import words
from ui.page.html import Content, Markup, tag

if TYPE_CHECKING:
    from qa import Answer

WIDTH, HEIGHT, BINS = 600, 76, 40


def timeline(answer: Answer) -> Markup:
    """How the passages that were found are spread in time; nothing when fewer than three have a date."""
    cited = {one.article_id for one in answer.citations}
    dated = [(_day(one.published_at), one.article_id in cited) for one in answer.results]
    days = [(day, strong) for day, strong in dated if day is not None]
    if len(days) < 3 or len({day for day, _ in days}) < 2:
        return Markup("")
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    drawing = [*_axis(first, last), *_columns(days, first, last)]
    said = f"{words.count(len(days), 'passage')} from {words.day(first)} to {words.day(last)}"
    return tag(
        "figure",
        tag("figcaption", "When the evidence was published"),
        tag("svg", drawing, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=said, preserveAspectRatio="none"),
        tag("p", tag("span", words.day(first)), tag("span", words.day(last)), class_="timeline-ends"),
        class_="timeline",
    )


def _columns(days: list[tuple[date, bool]], first: date, last: date) -> list[Markup]:
    span = max((last - first).days, 1)
    plain, strong = Counter[int](), Counter[int]()
    for day, is_cited in days:
        (strong if is_cited else plain)[min(BINS - 1, (day - first).days * BINS // span)] += 1
    tallest = max((plain + strong).values())
    unit = (HEIGHT - 12) / max(tallest, 4)
    width = WIDTH / BINS
    drawn = []
    for place in sorted(set(plain) | set(strong)):
        floor = HEIGHT - 2.0
        for amount, kind in ((strong[place], "cited"), (plain[place], "other")):
            if amount:
                floor -= amount * unit
                drawn.append(
                    tag(
                        "rect",
                        x=f"{place * width + 2:.1f}",
                        y=f"{floor:.1f}",
                        width=f"{width - 4:.1f}",
                        height=f"{amount * unit - 1:.1f}",
                        rx="1.5",
                        class_=kind,
                    )
                )
    return drawn


def _axis(first: date, last: date) -> list[Content]:
    span = max((last - first).days, 1)
    line: list[Content] = [tag("line", x1=0, x2=WIDTH, y1=HEIGHT - 1, y2=HEIGHT - 1, class_="axis")]
    for year in range(first.year + 1, last.year + 1):
        at = (date(year, 1, 1) - first).days / span * WIDTH
        line.append(tag("line", x1=f"{at:.1f}", x2=f"{at:.1f}", y1=HEIGHT - 7, y2=HEIGHT - 1, class_="axis"))
    return line


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
