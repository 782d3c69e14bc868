"""Wire text, database exports and newspaper issues that are several files."""

import io
import zipfile

import pytest

from ingest import Article, Problem
from tests.ingest.conftest import read_paths

WIRE = (
    "\x01\r\nacme0123 4 pol 112 Portvale/harbor\r\n\x02Harbor wall approved\r\n"
    "  PORTVALE (Acme) - The council voted for the wall on Thursday.\r\n"
    "  Mayor Ann Alder agreed with the caf\xe9 owners.\r\n\r\n"
    "The following information is not for publication\r\nDesk: 555 0100, ask for Bo\r\n"
    "\x03\r\n142205 GMT Mar 24\r\n"
)


def test_wire_text_is_read_without_its_note_to_editors(read_one):
    a = read_one("feed.txt", WIRE.encode("latin-1"))
    assert (a.headline, a.source, a.extra["category"], a.extra["slugline"]) == (
        "Harbor wall approved", "acme", "pol", "Portvale/harbor",
    )  # fmt: skip
    assert a.published_at == "2024-03-14T22:05:00+00:00"
    assert a.body.endswith("Mayor Ann Alder agreed with the café owners.")
    assert "555 0100" not in str(a)
    assert a.id == "acme0123-2024-03-14"


def test_several_messages_are_several_articles_and_a_killed_one_is_canceled(read):
    kill = WIRE.replace("\x02Harbor", "\x02KILL: Harbor").replace("acme0123", "acme0124")
    first, second = read("feed.txt", (WIRE + kill).encode("latin-1"))
    assert (first.status, second.status) == ("usable", "canceled")
    assert first.id != second.id


RIS = """TY  - NEWS
T1  - Harbor wall approved
A1  - Writer, Ann
A1  - Scribe, Bo
JF  - Portvale Post
DA  - 2024/03/14/
SP  - A4
AN  - 1234567
{text}N2  - The council voted
 for the wall.
UR  - https://post.example/wall
KW  - Harbors
KW  - Floods
ER  -

TY  - NEWS
T1  - Second story
N2  - Another summary.
ER  -
"""


def test_ris_names_are_turned_round_and_a_summary_is_not_taken_for_the_text(read):
    a, b = read("export.ris", RIS.format(text=""))
    assert (a.headline, a.authors, a.source, a.published_at) == (
        "Harbor wall approved", ("Ann Writer", "Bo Scribe"), "Portvale Post", "2024-03-14",
    )  # fmt: skip
    assert (a.body, a.complete, a.flags) == ("The council voted for the wall.", False, ("summary-only",))
    assert (a.extra["page"], a.extra["keywords"], a.url) == ("A4", "Harbors; Floods", "https://post.example/wall")
    assert b.headline == "Second story"


def test_ris_with_the_whole_text_is_complete(read):
    a, _ = read("export.ris", RIS.format(text="FT  - The council of Portvale voted.\n"))
    assert (a.body, a.complete, a.abstract) == (
        "The council of Portvale voted.",
        True,
        "The council voted for the wall.",
    )


PROQUEST = """ProQuest
Report for: reader@library.example

____________________________________________________________

Harbor wall approved

Title: Harbor wall approved
Author: Writer, Ann; Scribe, Bo.
Publication title: Portvale Post; Portvale
Publication date: Mar 14, 2024
Section: Local
Abstract: None available.
Full text: The council of Portvale voted on Thursday.

Mayor Ann Alder said: the wall will stand.
Subject: Harbors; Floods
Language of publication: English
ProQuest document ID: 2987654321
Document URL: https://proquest.example/docview/2987654321
Copyright: Copyright Portvale Post Mar 14, 2024
____________________________________________________________
Title: Second story
Publication title: Portvale Post
Full text: The ferry ran aground.
ProQuest document ID: 2987654322
____________________________________________________________
"""


def test_a_proquest_export_is_read_document_by_document(read):
    a, b = read("export.txt", PROQUEST)
    assert (a.headline, a.published_at, a.section, a.language) == ("Harbor wall approved", "2024-03-14", "Local", "en")
    assert (a.authors, a.abstract) == (("Ann Writer", "Bo Scribe"), "")
    assert a.body == "The council of Portvale voted on Thursday.\n\nMayor Ann Alder said: the wall will stand."
    assert (b.headline, b.body) == ("Second story", "The ferry ran aground.")
    assert "library.example" not in str(a)


def alto(*blocks):
    inner = "".join(
        f'<TextBlock ID="{name}"><TextLine>'
        + "".join(f'<String CONTENT="{word}" WC="0.9"/>' for word in text.split())
        + "</TextLine></TextBlock>"
        for name, text in blocks
    )
    return f"<alto><Layout><Page><PrintSpace>{inner}</PrintSpace></Page></Layout></alto>"


METS = """<mets xmlns:xlink="http://www.w3.org/1999/xlink"><dmdSec ID="M"><mods><titleInfo><title>Portvale Post</title>
</titleInfo><dateIssued>1911-03-14</dateIssued></mods></dmdSec><fileSec><fileGrp>
<file ID="P1"><FLocat xlink:href="file://./alto/p1.xml"/></file><file ID="P2"><FLocat xlink:href="./alto/p2.xml"/></file>
<file ID="PX"><FLocat xlink:href="{escape}"/></file></fileGrp></fileSec><structMap TYPE="LOGICAL"><div TYPE="ISSUE">
<div TYPE="ARTICLE"><div TYPE="HEADING"><fptr><area FILEID="P1" BEGIN="b1"/></fptr></div>
<div TYPE="BODY"><fptr><area FILEID="P1" BEGIN="b2"/></fptr><fptr><area FILEID="P2" BEGIN="b1"/></fptr></div></div>
<div TYPE="ARTICLE"><div TYPE="BODY"><fptr><area FILEID="P2" BEGIN="b2"/></fptr></div></div></div></structMap></mets>"""
PAGES = {
    "issue/alto/p1.xml": alto(("b1", "HARBOR WALL"), ("b2", "The council voted and")),
    "issue/alto/p2.xml": alto(("b1", "went home."), ("b2", "A ferry ran aground.")),
    "issue/mets.xml": METS.format(escape="../../secret.xml"),
}


def expect_the_issue(items):
    assert [(a.headline, a.body) for a in items] == [
        ("HARBOR WALL", "The council voted and\n\nwent home."),
        ("A ferry ran aground.", "A ferry ran aground."),
    ]
    assert {(a.source, a.published_at, a.extra["ocr_confidence"]) for a in items} == {
        ("Portvale Post", "1911-03-14", "0.900")
    }


def test_an_issue_is_read_by_its_articles_across_pages_and_its_pages_not_again(tmp_path):
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "secret.xml").write_text(alto(("b1", "Secret")))
    expect_the_issue(read_paths([tmp_path / "issue"]))


def test_an_issue_in_a_zip_is_read_the_same_way(read):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, text in PAGES.items():
            archive.writestr(name, text)
    expect_the_issue(read("issue.zip", box.getvalue()))


def test_an_issue_whose_pages_are_missing_says_so(read):
    [problem] = read("mets.xml", PAGES["issue/mets.xml"])
    assert isinstance(problem, Problem)
    assert "needs alto/p1.xml beside it" in problem.reason


def test_an_issue_that_was_not_divided_is_read_by_pages(tmp_path):
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace("ARTICLE", "PAGE").replace("../../secret.xml", ""))
    items = read_paths([tmp_path / "issue"])
    assert [a.body for a in items] == ["HARBOR WALL\n\nThe council voted and", "went home.\n\nA ferry ran aground."]


def placed(*pieces):
    """A PDF whose pieces of text stand at (x, y) in a size, told in that order."""
    stream = " ".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in pieces).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


LEFT = "One two three four five six seven eight nine ten eleven twelve".split()
RIGHT = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty many few more end.".split()


def columns(order):
    left = [(50, 700 - 14 * n, 10, f"{word} on the left side of the page") for n, word in enumerate(LEFT)]
    right = [(320, 700 - 14 * n, 10, f"{word} on the right side of it") for n, word in enumerate(RIGHT)]
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair] if order == "across" else left + right
    return placed((50, 740, 24, "Harbor wall approved by the council"), *rows)


@pytest.mark.parametrize("order", ["across", "down"])
def test_columns_of_a_clipping_are_read_down_and_not_across(read_one, order):
    pytest.importorskip("pypdf")
    a = read_one("clip.pdf", columns(order))
    assert isinstance(a, Article)
    assert a.headline == "Harbor wall approved by the council"
    places = [a.body.index(f"{word} on the") for word in LEFT + RIGHT]
    assert places == sorted(places)


def test_a_page_without_columns_is_left_as_it_is(read_one):
    pytest.importorskip("pypdf")
    lines = [
        (50, 700 - 14 * n, 10, f"{word} stands on a line that runs over the whole page") for n, word in enumerate(LEFT)
    ]
    a = read_one("clip.pdf", placed((50, 740, 14, "Harbor wall"), *lines))
    assert a.body.startswith("One stands")
    assert a.body.endswith("the whole page")
