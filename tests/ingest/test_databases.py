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


OLD_GERMAN = """
                              Dokument 1 von 1

                             Portwaler Zeitung

                            14. März 2024 Donnerstag

Hafenmauer genehmigt

AUTOR: Von ANNA SCHREIBER

RUBRIK: LOKALES; S. 4

LÄNGE: 312 Wörter

GRAFIK: Die Mauer

Der Rat stimmte am Montag zu.

UPDATE: 15. März 2024

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung
"""
OLD_FRENCH = """
                               Document 1 de 1

                              Le Courrier de Port

                               14 mars 2024 jeudi

Le mur du port approuvé

AUTEUR: Anne Auteur

RUBRIQUE: VILLE; p. 4

LONGUEUR: 312 mots

ENCART: Le conseil a dit oui.

Le conseil a voté lundi.

DATE-CHARGEMENT: 15 mars 2024

LANGUE: FRENCH; FRANÇAIS

TYPE-PUBLICATION: Journal

                     Tous droits réservés
"""


@pytest.mark.parametrize(
    ("export", "headline", "author", "section", "language", "body"),
    [
        (
            OLD_GERMAN, "Hafenmauer genehmigt", "Anna Schreiber", "LOKALES; S. 4", "de", "Der Rat stimmte am Montag zu.",
        ),
        (OLD_FRENCH, "Le mur du port approuvé", "Anne Auteur", "VILLE; p. 4", "fr", "Le conseil a voté lundi."),
    ],
)  # fmt: skip
def test_the_fields_of_german_and_french_exports_are_no_body(
    read_one, export, headline, author, section, language, body
):
    a = read_one("export.txt", export)
    assert (a.headline, a.authors, a.section, a.language, a.body) == (headline, (author,), section, language, body)
    assert a.published_at == "2024-03-14"


COVER_NEW = [
    "Page 1 of 2", "User Name: Pat Reader", "Date and Time: Friday, March 15, 2024 10:00:00 AM EDT", "Job Number: 12345",
    "Documents (1)", "1. Harbor Wall Approved", "Client/Matter: -None-", "Search Terms: harbor wall",
]  # fmt: skip


def test_the_cover_of_a_nexis_uni_export_is_dropped_wherever_it_stands(read, read_one):
    a = read_one("export.docx", docx(*COVER_NEW, *NEW))
    assert (a.headline, a.source, a.published_at) == ("Harbor Wall Approved", "The Portvale Post", "2024-03-14")
    assert "Reader" not in str(a)
    [problem] = read("Documents_doclist.docx", docx(*COVER_NEW))
    assert problem.kind == "cover-page"


def test_what_stands_behind_the_body_in_nexis_uni_is_no_body(read_one):
    at = NEW.index("Classification")
    behind = ["Correction-Date:\u00a0March 16, 2024", "The wall is 4 metres high.", "Graphic", "PHOTO: The wall"]
    a = read_one("export.docx", docx(*NEW[:at], *behind, *NEW[at:]))
    assert a.body == "The council voted.\n\nThe mayor agreed."
    assert (a.corrections, a.extra["graphic"]) == (("The wall is 4 metres high.",), "PHOTO: The wall")


def test_a_chart_of_nexis_uni_is_marked_and_no_story(read_one):
    lines = [
        "Wall in Numbers",
        "The Portvale Post",
        "March 14, 2024",
        "Graphic",
        "Chart of the wall",
        "End of Document",
    ]
    a = read_one("export.txt", "\n".join(lines) + "\n")
    assert (a.headline, a.flags, a.complete) == ("Wall in Numbers", ("graphic-only",), False)


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


ROWS = {
    "SE": "Local", "HD": "Harbor wall approved", "BY": "By Ann Writer", "PD": "14 March 2024", "ET": "22:05",
    "SN": "The Portvale Post", "LP": r"The council voted.\par\par It was late.", "TD": "The mayor agreed.",
    "CX": "Correction: The wall is 4 metres high.", "AN": "Document PPST000020240314ek3e00001",
}  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        r"\trowd\cellx900\cellx9000\pard\intbl {{\b {}}}\cell {}\cell\row",
        r"\pard {{\b {}}}\tab {}\par",
    ],
    ids=["table", "lines"],
)
def test_factiva_rtf_is_read_from_tables_and_from_lines(read_one, row):
    a = read_one("factiva.rtf", r"{\rtf1\ansi " + "\n".join(row.format(c, v) for c, v in ROWS.items()) + "}")
    assert (a.headline, a.body) == (
        "Harbor wall approved", "The council voted.\n\nIt was late.\n\nThe mayor agreed.",
    )  # fmt: skip
    assert (a.published_at, a.provenance["published_at"]) == ("2024-03-14T22:05:00", "PD + ET")
    assert (a.section, a.source, a.authors) == ("Local", "The Portvale Post", ("Ann Writer",))
    assert a.corrections == ("Correction: The wall is 4 metres high.",)


SHOWN = """Local
Harbor wall approved
By Ann Writer
812 words
14 March 2024
22:05
The Portvale Post
PPST
A4
English
Copyright 2024 The Portvale Post

The council voted.

The mayor agreed.

Document PPST000020240314ek3e00001

Ferry late
100 words
15 March 2024
The Portvale Post
English
(c) 2024 The Portvale Post

The ferry was late.

Document PPST000020240315ek3f00002
"""


def test_factiva_articles_as_they_are_shown_are_read(read):
    wall, ferry = read("factiva.txt", SHOWN)
    assert (wall.id, wall.headline, wall.section, wall.authors) == (
        "PPST000020240314ek3e00001", "Harbor wall approved", "Local", ("Ann Writer",),
    )  # fmt: skip
    assert (wall.published_at, wall.source, wall.language) == ("2024-03-14T22:05:00", "The Portvale Post", "en")
    assert wall.body == "The council voted.\n\nThe mayor agreed."
    assert (ferry.headline, ferry.body, ferry.published_at) == ("Ferry late", "The ferry was late.", "2024-03-15")
