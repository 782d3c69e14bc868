"""Word-processor files, PDF, OCR pages, mail, saved pages, crawls and the Reuters collection."""

import io
import zipfile

import pytest

from ingest import Article, Problem

PROSE = "The council of Portvale voted on Monday for the new harbor wall. " * 3
MORE = "Mayor Ann Alder said that work on the wall would begin in the autumn of this year. " * 3


def docx(*paragraphs):
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="http://w.example"><w:body>{body}</w:body></w:document>'
        )
    return box.getvalue()


def test_docx_is_a_document_and_not_a_zip_of_files(read_one):
    a = read_one(
        "clip.docx",
        docx("Harbor wall approved", "By Ann Writer", "March 14, 2024", "The council voted.", "The mayor agreed."),
    )
    assert (a.headline, a.authors, a.published_at) == ("Harbor wall approved", ("Ann Writer",), "2024-03-14")
    assert a.body == "The council voted.\n\nThe mayor agreed."


def test_rtf_is_read(read_one):
    pytest.importorskip("striprtf")
    rtf = r"{\rtf1\ansi\ansicpg1252 {\b Harbor wall approved}\par By Ann Writer\par\par The caf\'e9 voted.\par\par It was late.\par}"
    a = read_one("clip.rtf", rtf)
    assert (a.headline, a.authors) == ("Harbor wall approved", ("Ann Writer",))
    assert a.body == "The café voted.\n\nIt was late."


HIDDEN_RUNS = {
    "hidden": "<w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t>",
    "white": '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>SECRET</w:t>',
    "tiny": '<w:rPr><w:sz w:val="2"/></w:rPr><w:t>SECRET</w:t>',
    "deleted": "<w:delText>SECRET</w:delText>",
    "struck out": "<w:rPr><w:strike/></w:rPr><w:t>SECRET</w:t>",
    "struck out twice": '<w:rPr><w:dstrike w:val="1"/></w:rPr><w:t>SECRET</w:t>',
}


@pytest.mark.parametrize("kind", HIDDEN_RUNS)
def test_what_a_reader_of_the_document_does_not_see_is_left_out(read_one, kind):
    data = docx("Harbor wall", f"The council </w:t></w:r><w:r>{HIDDEN_RUNS[kind]}</w:r><w:r><w:t>voted.")
    assert read_one("clip.docx", data).body == "The council voted."


def test_a_text_box_is_read_once_and_links_and_cells_are_text(read_one):
    box = "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
    inner = f"</w:t></w:r><w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r><w:r><w:t>"
    link = "</w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:t>."
    cell = "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"
    body = read_one("clip.docx", docx("Harbor wall", f"It is {inner}a {link}", cell)).body
    assert body == "It is a link.\n\nIn a box.\n\nA cell."


def test_the_cells_of_a_row_stand_apart(read_one):
    def cell(text):
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    table = f"</w:t></w:r></w:p><w:tbl><w:tr>{cell('Harbour List')}{cell('12')}</w:tr></w:tbl><w:p><w:r><w:t>"
    assert read_one("clip.docx", docx("Harbor wall", "It voted.", table)).body == "It voted.\n\nHarbour List | 12"


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\v SECRET }",
        r"\v SECRET \v0 ",
        r"{\cf1 SECRET }",
        r"{\fs2 SECRET }",
        r"{\deleted SECRET }",
        r"{\strike SECRET }",
    ],
)
def test_hidden_text_of_rtf_is_left_out(read_one, hidden):
    pytest.importorskip("striprtf")
    table = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    a = read_one("clip.rtf", rf"{{\rtf1\ansi{table} Harbor wall\par\par The \'e9lan {hidden}held.\par}}")
    assert a.body == "The élan held."


def pdf(*lines):
    """A small PDF, written by hand; with no lines it is a page without text."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


def test_pdf_with_a_text_layer_is_read(read_one):
    pytest.importorskip("pypdf")
    a = read_one(
        "clip.pdf",
        pdf("Harbor wall approved", "By Ann Writer", "", "The council of Portvale voted on Monday for the wall."),
    )
    assert (a.headline, a.authors) == ("Harbor wall approved", ("Ann Writer",))
    assert a.body.startswith("The council of Portvale voted")
    assert a.extra["pages"] == "1:0"


def test_a_scan_says_that_it_needs_ocr(read):
    pytest.importorskip("pypdf")
    [problem] = read("clip.pdf", pdf())
    assert "needs OCR" in problem.reason


ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace>
<TextBlock><TextLine><String CONTENT="HARBOR" WC="0.9"/><SP/><String CONTENT="WALL" WC="0.7"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="The" WC="0.8"/><SP/><String CONTENT="coun" SUBS_TYPE="HypPart1" SUBS_CONTENT="council" WC="0.5"/><HYP/></TextLine>
<TextLine><String CONTENT="cil" SUBS_TYPE="HypPart2" SUBS_CONTENT="council"/><SP/><String CONTENT="voted." WC="0.6"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""


def test_alto_words_are_made_whole_and_their_confidence_kept(read_one):
    a = read_one("post-1911-03-14-p4.xml", ALTO)
    assert (a.headline, a.body, a.published_at) == ("HARBOR WALL", "The council voted.", "1911-03-14")
    assert (a.extra["ocr_confidence"], a.flags) == ("0.700", ("low-ocr",))


EML = (
    "From: Portvale Post <news@post.example>\r\nTo: Reader <reader@home.example>\r\nSubject:"
    " =?utf-8?q?Caf=C3=A9_wall?=\r\n"
    "Date: Thu, 14 Mar 2024 22:05:00 -0400\r\nMessage-ID: <17@post.example>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOpen in a browser.\r\n'
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The council of Portvale voted on"
    " Monday.</p><p>The mayor agreed with it.</p>"
    "<p>Unsubscribe here</p>\r\n--b--\r\n"
)


def test_a_newsletter_is_read_and_its_reader_forgotten(read_one):
    a = read_one("letter.eml", EML)
    assert (a.headline, a.source, a.published_at) == ("Café wall", "Portvale Post", "2024-03-14T22:05:00-04:00")
    assert a.body == "The council of Portvale voted on Monday.\n\nThe mayor agreed with it."
    assert "home.example" not in str(a)


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/2024/03/14/wall\r\nSubject: Wall\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    f"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><article><h1>Harbor wall approved</h1><p>{PROSE}</p><p>{MORE}</p>"
    "</article></body></html>\r\n--b--\r\n"
)


def test_a_saved_page_is_read_as_a_page(read_one):
    a = read_one("page.mhtml", MHTML)
    assert (a.headline, a.url, a.published_at) == (
        "Harbor wall approved",
        "https://post.example/2024/03/14/wall",
        "2024-03-14",
    )


def warc(*records):
    out = b""
    for kind, headers, content in records:
        block = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/wall\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: {headers}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        out += block.encode() + content + b"\r\n\r\n"
    return out


def test_warc_pages_are_read_and_the_rest_is_counted(read):
    pytest.importorskip("warcio")
    page = (
        f"<html><body><article><h1>Le café du port</h1><p>{PROSE} café</p><p>{MORE}</p></article></body></html>".encode(
            "latin-1"
        )
    )
    http = "application/http; msgtype=response"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n" + page
    items = read("crawl.warc.gz", warc(
        ("response", http, answer), ("revisit", http, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        ("response", http, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone"),
    ))  # fmt: skip
    article, problem = items
    assert (article.headline, article.url) == ("Le café du port", "https://post.example/wall")
    assert article.published_at is None, "when a page was fetched is not when it was published"
    assert article.extra["captured_at"] == "2024-06-01T00:00:00Z"
    assert isinstance(problem, Problem)
    assert "1 answers with status 404, 1 revisits" in problem.reason


REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" OLDID="1" NEWID="17"><DATE>14-MAR-1987 11:02:35.07</DATE><TOPICS><D>ship</D><D>grain</D></TOPICS><PLACES></PLACES>
<TEXT>&#2;<TITLE>HARBOR WALL &lt;HW> APPROVED</TITLE><DATELINE>    PORTVALE, March 14 - </DATELINE><BODY>The council voted for the wall
which is to protect the lower
town from the sea.
    The mayor agreed.
 REUTER
&#3;</BODY></TEXT></REUTERS>"""


def test_reuters_sgml_is_read(read_one):
    a = read_one("reut.sgm", REUTERS)
    assert (a.id, a.headline, a.published_at) == ("reuters-17", "HARBOR WALL <HW> APPROVED", "1987-03-14T11:02:35")
    assert (
        a.body == "The council voted for the wall which is to protect the lower town from the sea.\n\nThe mayor agreed."
    )
    assert (a.dateline_place, a.extra["topics"]) == ("PORTVALE", "ship; grain")


def test_a_docx_that_unpacks_to_too_much_is_refused(read, monkeypatch):
    monkeypatch.setattr("ingest.formats.documents._LARGEST_PART", 1_000)
    [problem] = read("clip.docx", docx("x" * 2_000))
    assert "unpacks to more" in problem.reason


@pytest.mark.parametrize("name", ["picture.pdf", "page.docx", "a.warc", "a.rtf"])
def test_a_wrong_suffix_does_not_matter(read, name):
    [article] = read(name, "Harbor wall approved\n\nThe council voted.")
    assert isinstance(article, Article)
