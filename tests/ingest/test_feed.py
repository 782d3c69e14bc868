import json

from ingest import Problem

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Portvale Post</title><language>en</language>
<item><title>Harbor wall approved</title><link>https://post.example/wall</link><guid isPermaLink="false">post-17</guid>
<pubDate>Thu, 14 Mar 2024 22:05:00 -0400</pubDate><dc:creator>Ann Writer</dc:creator><category>Local</category>
<description>In short.</description><content:encoded><![CDATA[<p>The council voted.</p><p>The mayor agreed.</p>]]></content:encoded></item>
<item><title>Ferry late</title><link>https://post.example/ferry</link><description>The ferry was &lt;b&gt;late&lt;/b&gt; again.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Portvale Post</title>
<entry><id>tag:post.example,2024:17</id><title>Harbor wall approved</title><link href="https://post.example/wall"/>
<published>2024-03-14T22:05:00-04:00</published><updated>{updated}</updated><author><name>Ann Writer</name></author>
<content type="html">&lt;p&gt;The council voted.&lt;/p&gt;</content></entry></feed>"""


def test_rss_items_with_content_are_whole_and_summaries_are_marked(read):
    wall, ferry = read("feed.xml", RSS)
    assert (wall.id, wall.headline, wall.body) == (
        "post-17",
        "Harbor wall approved",
        "The council voted.\n\nThe mayor agreed.",
    )
    assert (wall.published_at, wall.authors, wall.section, wall.source) == (
        "2024-03-14T22:05:00-04:00", ("Ann Writer",), "Local", "Portvale Post",
    )  # fmt: skip
    assert wall.complete
    assert (ferry.body, ferry.complete, ferry.flags) == ("The ferry was late again.", False, ("summary-only",))


def test_the_same_guid_with_another_update_is_a_new_version(read_one):
    first = read_one("feed.atom", ATOM.format(updated="2024-03-14T22:05:00-04:00"))
    second = read_one("feed.atom", ATOM.format(updated="2024-03-15T08:00:00-04:00"))
    assert first.id == second.id
    assert first.version != second.version
    assert second.modified_at == "2024-03-15T08:00:00-04:00"
    assert (second.published_at, second.url) == ("2024-03-14T22:05:00-04:00", "https://post.example/wall")


def test_a_json_feed_is_read(read_one):
    a = read_one("feed.json", json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": "Portvale Post",
        "items": [{"id": "17", "url": "https://post.example/wall", "title": "Harbor wall approved",
            "content_html": "<p>The <b>council</b> voted.</p>",
                   "date_published": "2024-03-14T22:05:00-04:00", "authors": [{"name": "Ann Writer"}]}],
    }))  # fmt: skip
    assert (a.headline, a.body, a.authors, a.source) == (
        "Harbor wall approved",
        "The council voted.",
        ("Ann Writer",),
        "Portvale Post",
    )


def test_an_empty_feed_is_named(read):
    [problem] = read("feed.xml", "<rss><channel><title>Portvale Post</title></channel></rss>")
    assert isinstance(problem, Problem)
    assert "feed without entries" in problem.reason
