"""Synthetic exports in the layouts of LexisNexis, Nexis Uni and Factiva."""

import pytest

from tests.ingest.test_clippings import docx

COVER = "Search terms: harbor w/5 wall\nPortvale Public Library\n1 Quay Street\n\n"
OLD = """
                               1 of 2 DOCUMENTS

                              The Portvale Post

                            March 14, 2024 Thursday
                              Late Edition - Final

Harbor Wall Approved;
Work Begins in Autumn

BYLINE: By ANN WRITER

SECTION: Section A; Page 4

LENGTH: 812 words

DATELINE: PORTVALE, Ohio

The council of Portvale voted on Monday for the wall
that protects the lower town.

The mayor agreed.

LOAD-DATE: March 15, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                    Copyright 2024 The Portvale Post Company
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                              The Portvale Post

                            March 15, 2024 Friday

Wall in Numbers

GRAPHIC: Chart of the wall

LANGUAGE: ENGLISH
"""


def test_an_old_nexis_bundle_is_split_and_its_cover_dropped(read):
    wall, chart = read("export.TXT", COVER + OLD)
    assert wall.headline == "Harbor Wall Approved; Work Begins in Autumn"
    assert (wall.source, wall.published_at) == ("The Portvale Post", "2024-03-14")
    assert (wall.authors, wall.section, wall.dateline_place, wall.language) == (
        ("Ann Writer",), "Section A; Page 4", "PORTVALE, Ohio", "en",
    )  # fmt: skip
    assert (
        wall.body
        == "The council of Portvale voted on Monday for the wall that protects the lower town.\n\nThe mayor agreed."
    )
    assert "Library" not in str(wall) + str(chart)
    assert "graphic-only" in getattr(chart, "flags", ("graphic-only",))


@pytest.mark.parametrize(
    ("mark", "length", "language", "code"),
    [
        ("Dokument 1 von 1", "LÄNGE: 812 Wörter", "SPRACHE: DEUTSCH", "de"),
        ("Document 1 de 1", "LONGUEUR: 812 mots", "LANGUE: FRANÇAIS", "fr"),
    ],
)
def test_german_and_french_marks_are_known(read_one, mark, length, language, code):
    a = read_one(
        "export.txt",
        f"{mark}\n\nDie Zeitung\n\n14. März 2024\n\nDie Mauer\n\n{length}\n\nDer Rat stimmte zu.\n\n{language}\n",
    )
    assert (a.source, a.published_at, a.headline, a.body, a.language) == (
        "Die Zeitung", "2024-03-14", "Die Mauer", "Der Rat stimmte zu.", code,
    )  # fmt: skip


NEW = [
    "Harbor Wall Approved", "The Portvale Post", "March 14, 2024 Thursday", "Copyright 2024 The Portvale Post Company",
    "Section:\u00a0A; Pg. 4", "Length:\u00a0812 words", "Byline:\u00a0By Ann Writer", "Dateline:\u00a0PORTVALE", "Body",
    "The council voted.", "The mayor agreed.", "Classification", "Language:\u00a0ENGLISH",
        "Load-Date:\u00a0March 15, 2024", "End of Document",
]  # fmt: skip


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_nexis_uni_is_read_from_text_and_docx(read_one, form):
    a = read_one(f"export.{form}", docx(*NEW) if form == "docx" else "\n".join(NEW) + "\n")
    assert (a.headline, a.source, a.published_at) == ("Harbor Wall Approved", "The Portvale Post", "2024-03-14")
    assert (a.authors, a.section, a.dateline_place, a.language) == (("Ann Writer",), "A; Pg. 4", "PORTVALE", "en")
    assert a.body == "The council voted.\n\nThe mayor agreed."


FACTIVA = """SE Local
HD Harbor wall approved
BY By Ann Writer
WC 812 words
PD 14 March 2024
SN The Portvale Post
PG A4
LA English
CY Copyright 2024 The Portvale Post

LP
The council voted.

TD
The mayor agreed.

Work begins in autumn.

CX Correction: The wall is 4 metres high, not 40.
NS gpol : Politics
AN Document PPST000020240314ek3e00001

SE Local
HD Ferry late
PD 15 March 2024
SN The Portvale Post
LP The ferry was late.
AN PPST000020240315ek3f00002
"""


def test_factiva_codes_are_read_and_the_correction_is_attached(read):
    wall, ferry = read("factiva.txt", FACTIVA)
    assert (wall.id, wall.headline, wall.source, wall.published_at) == (
        "PPST000020240314ek3e00001", "Harbor wall approved", "The Portvale Post", "2024-03-14",
    )  # fmt: skip
    assert wall.body == "The council voted.\n\nThe mayor agreed.\n\nWork begins in autumn."
    assert wall.corrections == ("Correction: The wall is 4 metres high, not 40.",)
    assert (wall.extra["page"], wall.section, wall.language, wall.authors) == ("A4", "Local", "en", ("Ann Writer",))
    assert (ferry.headline, ferry.body) == ("Ferry late", "The ferry was late.")
