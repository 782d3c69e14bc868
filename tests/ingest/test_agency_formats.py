"""ninjs, NewsML-G2, NITF: what agencies send."""

import json
from dataclasses import replace

import pytest

from ingest import Article, Problem

NITF = """<nitf{ns}><head><title>Slug</title><docdata management-status="usable"><doc-id id-string="acme-17"/>
<date.issue norm="20240314T220500-0400"/><du-key version="3"/><ed-msg info="Not for publication: check names"/>
<key-list><keyword key="harbor"/><keyword key="flood"/></key-list></docdata><pubdata name="Portvale Post"/></head>
<body><body.head><hedline><hl1>Harbor wall approved</hl1><hl2>Work begins in autumn</hl2></hedline>
<byline>By <person>Ann Writer</person>, <byttl>Staff Reporter</byttl></byline>
<dateline><location><city>PORTVALE</city></location><story.date norm="20240313"/></dateline></body.head>
<body.content><block><p>The council voted.</p><p>The mayor <em>agreed</em>.</p></block></body.content></body></nitf>"""


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
def test_nitf_is_read_with_and_without_its_namespace(read_one, namespace):
    a = read_one("a.xml", '<?xml version="1.0"?>' + NITF.format(ns=namespace))
    assert (a.headline, a.body) == ("Harbor wall approved", "The council voted.\n\nThe mayor agreed.")
    assert (a.published_at, a.dateline_place, a.dateline_date) == (
        "2024-03-14T22:05:00-04:00",
        "PORTVALE",
        "2024-03-13",
    )
    assert (a.authors, a.source, a.revision, a.extra["keywords"]) == (
        ("Ann Writer",), "Portvale Post", "3", "harbor; flood",
    )  # fmt: skip
    assert "check names" not in str(a)


NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem{ns} guid="urn:newsml:acme.example:20240314:wall" version="4" xml:lang="en">
<rightsInfo><copyrightHolder><name>Acme</name></copyrightHolder><usageTerms>No archive use.</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider><name>Acme News</name></provider>
<versionCreated>2024-03-15T09:00:00-04:00</versionCreated><firstCreated>2024-03-14T22:05:00-04:00</firstCreated>
{meta}<pubStatus qcode="stat:{status}"/><edNote>For editors only: embargoed photo</edNote></itemMeta>
<contentMeta><contentModified>2024-03-15T08:59:00-04:00</contentModified><creator><name>Ann Writer</name></creator>
<infoSource qcode="is:AP"><name>Associated Press</name></infoSource><language tag="en"/>
<headline>Harbor wall approved</headline><dateline>PORTVALE, Monday (AP)</dateline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The council voted.</p><p style="display:none">SECRET</p><p>The mayor agreed.</p></body></html></inlineXML></contentSet></newsItem>"""


def newsml(ns=' xmlns="http://iptc.org/std/nar/2006-10-01/"', kind="text", status="usable", meta=""):
    return NEWSML.format(ns=ns, kind=kind, status=status, meta=meta)


@pytest.mark.parametrize("ns", ["", ' xmlns="http://iptc.org/std/nar/2006-10-01/"'])
def test_newsml_keeps_three_dates_apart(read_one, ns):
    a = read_one("a.xml", newsml(ns))
    assert (a.published_at, a.modified_at) == ("2024-03-14T22:05:00-04:00", "2024-03-15T08:59:00-04:00")
    assert (a.headline, a.body) == ("Harbor wall approved", "The council voted.\n\nThe mayor agreed.")
    assert (a.source, a.wire, a.dateline_place, a.authors) == ("Acme News", "AP", "PORTVALE", ("Ann Writer",))
    assert (a.revision, a.usage) == ("4", "No archive use.")
    assert "editors only" not in str(a)


def test_versions_of_a_newsml_item_share_their_id(read_one):
    first, second = read_one("a.xml", newsml()), read_one("b.xml", newsml().replace("voted", "voted again"))
    assert first.id == second.id
    assert first.version != second.version


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_newsml_item_that_was_withdrawn_says_so(read_one, status):
    assert read_one("a.xml", newsml(status=status)).status == status


def test_a_newsml_embargo_is_kept(read_one):
    meta = "<embargoed>2030-01-01T00:00:00Z</embargoed>"
    assert read_one("a.xml", newsml(meta=meta)).embargo_until == "2030-01-01T00:00:00+00:00"


def test_a_newsml_picture_is_set_aside(read):
    [problem] = read("a.xml", newsml(kind="picture"))
    assert (problem.kind, isinstance(problem, Problem)) == ("not-text", True)


def test_nitf_inside_newsml_is_read(read_one):
    start, end = (
        newsml().split('<inlineXML contenttype="application/xhtml+xml">')[0],
        "</inlineXML></contentSet></newsItem>",
    )
    a = read_one("a.xml", start + "<inlineXML>" + NITF.format(ns="") + end)
    assert a.body == "The council voted.\n\nThe mayor agreed."


NINJS_1 = {
    "uri": "urn:acme:wall", "type": "text", "version": "2", "versioncreated": "2024-03-15T09:00:00-04:00",
        "firstcreated": "2024-03-14T22:05:00-04:00",
    "pubstatus": "usable", "headline": "Harbor wall approved", "body_xhtml": "<p>The council voted.</p><p>The mayor agreed.</p>",
    "description_text": "Work begins in autumn.", "byline": "Ann Writer", "language": "en", "located": "Portvale",
    "infosource": [{"name": "Acme"}], "ednote": "Not for publication", "embargoed": "2024-03-14T20:00:00-04:00",
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:acme:wall", "type": "text", "version": "2", "versioncreated": "2024-03-15T09:00:00-04:00",
        "firstcreated": "2024-03-14T22:05:00-04:00",
    "pubstatus": "usable", "headlines": [{"role": "main", "value": "Harbor wall approved"}],
    "bodies": [{"role": "summary", "contenttype": "text/plain", "value": "Short."},
               {"role": "main", "contenttype": "text/html", "value": "<p>The council voted.</p><p>The mayor agreed.</p>"}],
    "descriptions": [{"role": "main", "value": "Work begins in autumn."}], "by": "Ann Writer", "language": "en",
    "located": "Portvale", "infosources": [{"name": "Acme"}], "ednote": "Not for publication", "embargoed": "2024-03-14T20:00:00-04:00",
}  # fmt: skip
CAMEL = {"versioncreated": "versionCreated", "firstcreated": "firstCreated", "pubstatus": "pubStatus",
    "infosources": "infoSources",
         "ednote": "edNote", "embargoed": "embargoedUntil"}  # fmt: skip
NINJS_3 = {CAMEL.get(key, key): value for key, value in NINJS_2.items()}


def test_the_three_shapes_of_ninjs_give_the_same_record(read_one):
    one, two, three = (read_one("a.json", json.dumps(item)) for item in (NINJS_1, NINJS_2, NINJS_3))
    assert one == two == three
    assert one.body == "The council voted.\n\nThe mayor agreed."
    assert (one.published_at, one.modified_at) == ("2024-03-14T22:05:00-04:00", "2024-03-15T09:00:00-04:00")
    assert (one.authors, one.source, one.revision) == (("Ann Writer",), "Acme", "2")
    assert "Not for publication" not in str(one)


EXAMPLES = [
    ("1.4/ninjsExSimpleText1", "2.1/ninjsExSimpleText_2", "3.0/ninjsExSimpleText_3"),
    *(tuple(f"{version}/businesswire-newsml-{number}" for version in ("1.4", "2.1", "3.0"))
      for number in ("20130605006126", "20130731006140")),
    ("2.1/ntb_text", "3.0/ntb_text"), ("2.1/dpa_text", "3.0/dpa_text"), ("2.1/tt_text_image_2", "3.0/tt_text_image_3"),
]  # fmt: skip


def test_examples_of_the_standard_give_the_same_record_in_every_shape(shared):
    from tests.ingest.conftest import read_paths

    items = read_paths([shared / "fixtures" / "iptc_ninjs.tar.gz"])
    by_name = {item.origin.rsplit("/examples/", 1)[-1].removesuffix(".json"): item for item in items}
    for names in EXAMPLES:
        first, *others = (by_name[name] for name in names)
        assert isinstance(first, Article)
        assert first.body
        assert all(replace(other, origin=first.origin) == first for other in others)


def test_subjects_become_the_section_by_their_codes(read_one):
    subjects = [{"name": "central bank", "code": "medtop:20000350"}, {"code": "medtop:04000000"}]
    a = read_one("a.json", json.dumps({**NINJS_3, "subjects": subjects, "genres": [{"name": "Current"}]}))
    assert (a.section, a.extra["genre"]) == ("economy, business and finance", "Current")
    assert a.extra["subjects"] == "central bank; economy, business and finance"
    broader = '<subject qcode="medtop:20000822"><name>competition discipline</name><broader qcode="medtop:15000000"/></subject>'
    a = read_one("a.xml", newsml().replace("<language", f"{broader}<language"))
    assert (a.section, a.extra["subjects"]) == ("sport", "competition discipline; sport")
    old = '<tobject><tobject.subject tobject.subject.refnum="02003000"/></tobject>'
    assert (
        read_one("a.xml", NITF.format(ns="").replace("<pubdata", f"{old}<pubdata")).section == "crime, law and justice"
    )


def test_statistics_in_a_news_item_are_no_text(read):
    start, end = newsml().split("<html")[0], "</inlineXML></contentSet></newsItem>"
    statistics = "<sports-content><team><name>Portvale</name></team></sports-content>"
    [problem] = read("a.xml", start + statistics + end)
    assert problem.kind == "no-body"


def test_a_canceled_ninjs_item_is_a_tombstone_even_without_text(read_one):
    a = read_one(
        "a.json",
        json.dumps(
            {"uri": "urn:acme:wall", "version": "3", "pubstatus": "canceled", "versioncreated": "2024-03-16T00:00:00Z"}
        ),
    )
    assert a.status == "canceled"
    assert a.id == read_one("a.json", json.dumps(NINJS_1)).id


def test_text_made_by_an_algorithm_is_marked(read_one):
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert "ai-generated" in read_one("a.json", json.dumps({**NINJS_3, "digitalSourceType": uri})).flags


def test_entities_are_not_expanded(read):
    bomb = "".join(f'<!ENTITY a{n} "{"&a%d;" % (n - 1) * 10}">' for n in range(1, 12))
    text = NITF.format(ns="").replace("The council voted.", "&a11;&x;The council voted.")
    [item] = read(
        "a.xml",
        f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{bomb}]>{text}',
    )
    assert isinstance(item, Article)
    assert len(item.body) < 200
    assert "root:" not in item.body
