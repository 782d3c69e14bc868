"""NewsML 1: the text lies in nested components, and each revision replaces the one before."""

import pytest

from ingest import Article

NEWSML1 = """<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime>20240315T120000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>acme.example</ProviderId><DateId>20240314</DateId>
<NewsItemId>wall</NewsItemId><RevisionId PreviousRevision="1" Update="N">{revision}</RevisionId>
<PublicIdentifier>urn:newsml:acme.example:20240314:wall:{revision}N</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240314T220500-0400</FirstCreated>
<ThisRevisionCreated>20240315T090000-0400</ThisRevisionCreated><Status FormalName="{status}"/>{later}</NewsManagement>
<NewsComponent><NewsLines><HeadLine>Harbor wall approved</HeadLine><SubHeadLine>Work begins in autumn</SubHeadLine>
<ByLine>By Ann Writer</ByLine><DateLine>PORTVALE, Ohio (AP)</DateLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Acme News"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><Genre FormalName="Current"/>
<SubjectCode><SubjectMatter FormalName="02003000"/></SubjectCode></DescriptiveMetadata>
<NewsComponent><Role FormalName="EdNote"/><ContentItem><MimeType FormalName="text/plain"/>
<DataContent>Editors: this is a much longer note about names to check, that is not for publication at all.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/><ContentItem><MimeType FormalName="{mime}"/><DataContent>{content}</DataContent>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""
CONTENTS = {
    "text/xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The council voted.</p><p>The mayor agreed.</p></body></html>',
    "text/html": "&lt;p&gt;The council voted.&lt;/p&gt;&lt;p&gt;The mayor agreed.&lt;/p&gt;",
    "text/vnd.IPTC.NITF": "<nitf><body><body.content><p>The council voted.</p><p>The mayor agreed.</p></body.content></body></nitf>",
    "text/plain": "The council voted.\n\nThe mayor agreed.",
}


def newsml1(status="Usable", revision=2, later="", mime="text/plain"):
    return NEWSML1.format(status=status, revision=revision, later=later, mime=mime, content=CONTENTS[mime])


@pytest.mark.parametrize("mime", CONTENTS)
def test_the_body_is_read_in_every_form_and_notes_to_editors_are_not(read_one, mime):
    a = read_one("a.xml", newsml1(mime=mime))
    assert (a.headline, a.body) == ("Harbor wall approved", "The council voted.\n\nThe mayor agreed.")
    assert (a.published_at, a.modified_at) == ("2024-03-14T22:05:00-04:00", "2024-03-15T09:00:00-04:00")
    assert (a.source, a.authors, a.dateline_place) == ("Acme News", ("Ann Writer",), "PORTVALE")
    assert (a.section, a.extra["genre"], a.language) == ("crime, law and justice", "Current", "en")
    assert "Editors" not in str(a)


def test_revisions_of_an_item_share_their_id(read_one):
    first, second = read_one("a.xml", newsml1(revision=1)), read_one("b.xml", newsml1(revision=2))
    assert (first.id, first.revision, second.revision) == (second.id, "1", "2")


@pytest.mark.parametrize(
    ("status", "kept"), [("Canceled", "canceled"), ("Withheld", "withheld"), ("Embargoed", "withheld")]
)
def test_an_item_that_was_withdrawn_says_so(read_one, status, kept):
    assert read_one("a.xml", newsml1(status=status)).status == kept


def test_an_embargo_ends_when_the_status_will_change(read_one):
    change = '<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20300101T000000Z</DateAndTime></StatusWillChange>'
    assert read_one("a.xml", newsml1("Embargoed", later=change)).embargo_until == "2030-01-01T00:00:00+00:00"


def test_the_examples_of_a_wire_are_read(shared, tmp_path):
    import tarfile

    from tests.ingest.conftest import read_paths

    with tarfile.open(shared / "fixtures" / "iptc_ninjs.tar.gz") as box:
        names = [m for m in box.getmembers() if m.isfile() and m.name.endswith(".xml") and "/NewsML/" in m.name]
        box.extractall(tmp_path, names, filter="data")
    items = read_paths([tmp_path])
    assert len(items) >= 4
    assert all(isinstance(item, Article) and len(item.body) > 500 and item.published_at for item in items)
