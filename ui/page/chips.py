"""What an answer was restricted to: the filters that were given, and those that were read out of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.answers import words
from ui.page.html import Content, tag

if TYPE_CHECKING:
    from qa import Answer


def chips_of(answer: Answer) -> list[tuple[str, str, str]]:
    """What the answer was restricted to, as (field, value as sent, value in words).

    A span of days that was inferred as a whole is one chip of the field ``dates``, and goes as a whole.
    """
    filters = answer.filters
    first, last = filters.date_from, filters.date_to
    found = []
    if first and last and {"date_from", "date_to"} <= set(filters.inferred):
        days = words.day(first) if first == last else f"{words.day(first)} to {words.day(last)}"
        found.append(("dates", f"{first} {last}", days))
    else:
        found += [("date_from", str(first), f"From {words.day(first)}")] if first else []
        found += [("date_to", str(last), f"Until {words.day(last)}")] if last else []
    for name, label in (("sources", "Source"), ("sections", "Section"), ("authors", "Author")):
        found += [(name, value, f"{label}: {value}") for value in getattr(filters, name)]
    return found


def chips(answer: Answer, place: int) -> Content:
    """Each filter with a button that asks the question of the turn at ``place`` again without it."""
    shown = []
    for name, value, label in chips_of(answer):
        inferred = name == "dates" or name in answer.filters.inferred
        shown.append(
            tag(
                "li",
                tag("span", label),
                tag("em", "inferred") if inferred else None,
                tag(
                    "button",
                    tag("span", "×", aria_hidden="true"),
                    type="button",
                    aria_label=f"Remove {label} and ask again",
                    data_asks="without",
                    data_field=name,
                    data_value=value,
                    data_place=place,
                ),
                class_="chip" + (" inferred" if inferred else ""),
            )
        )
    return tag("ul", shown, class_="chips", aria_label="Restricted to") if shown else None
