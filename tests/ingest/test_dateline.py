import re

import pytest

from ingest.corrections import find_corrections
from ingest.dateline import read_dateline


@pytest.mark.parametrize(
    ("body", "place", "day", "wire"),
    [
        ("PORTLAND, Ore. (AP) — Following", "PORTLAND, Ore.", None, "AP"),
        ("Associated Press\n\nPORTLAND, Ore. (AP) — Following", "PORTLAND, Ore.", None, "AP"),
        ("CNN —\n\nThe court", "", None, "CNN"),
        ("(CNN) -- The court", "", None, "CNN"),
        ("Washington (CNN) -- The court", "Washington", None, "CNN"),
        ("MOSCOW, Monday (Reuters) - The", "MOSCOW", "2024-03-11", "Reuters"),
        ("JOHANNESBURG, April 7 - Gold", "JOHANNESBURG", "2023-04-07", ""),
        ("NEW YORK, March 14 (Reuters) – A", "NEW YORK", "2024-03-14", "Reuters"),
        ("TOKYO/SEOUL, Jan. 3 (Reuters) - A", "TOKYO/SEOUL", "2024-01-03", "Reuters"),
        ("PORTVALE, 14 March (Meridian Wire) - A", "PORTVALE", "2024-03-14", "Meridian Wire"),
        ("WASHINGTON — The", "WASHINGTON", None, ""),
        ("Colombo, Sri Lanka CNN —\n\nThe", "Colombo, Sri Lanka", None, "CNN"),
        ("New York CNN Business —\n\nThe", "New York", None, "CNN"),
        ("Los Angeles / New York (CNN Business) The", "Los Angeles / New York", None, "CNN"),
        ("(CNN) The court", "", None, "CNN"),
        ("The AP — which owns the pictures", "", None, ""),
        ("Harrisburg (PA) officials said", "", None, ""),
        ("The court - which sits in Portvale", "", None, ""),
        ("A - b", "", None, ""),
        ("It was late. U.S. - officials", "", None, ""),
    ],
)
def test_datelines_of_all_sorts(body, place, day, wire):
    found = read_dateline(body, "2024-03-15")
    assert (found.place, found.day, found.wire) == (place, day, wire)
    assert bool(found.end) == bool(place or wire)
    assert not re.search(r"[—–-]", body[found.end :]) or not found.end


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: An earlier version of this story misspelled the mayor's name.",
        "CORRECTION (March 15): The wall is 4 metres high.",
        "Corrections & clarifications: The entry requirements have been updated.",
        "This article was amended on 15 March 2024 to correct the mayor's age.",
        "An earlier version of this article gave the wrong age for Mr. Alder.",
        "Editor's note: This story has been corrected.",
        "*This story has been corrected to reflect that the wall is 4 metres high.*",
    ],
)
def test_correction_notices_are_found_at_either_end(notice):
    story = "\n\n".join(f"Paragraph {n} of the story." for n in range(12))
    assert find_corrections(f"{story}\n\n{notice}") == [notice]
    assert find_corrections(f"{notice}\n\n{story}") == [notice]


@pytest.mark.parametrize(
    "text",
    [
        "Correctional officers said that the prison was full.",
        "The correction of the river took years.",
        "Stocks fell into a correction on Monday.",
        "This article of the treaty was signed in 1911.",
    ],
)
def test_other_corrections_are_part_of_the_story(text):
    assert find_corrections(text) == []
