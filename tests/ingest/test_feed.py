import json

import pytest

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


def rss(*items, namespaces=""):
    return (
        f'<rss version="2.0" {namespaces}><channel><title>Portvale Post</title><link>https://post.example/</link>'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    )


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
CAPTION = "<media:description>It cost $3 million in 1998.</media:description>"
STORY = "<description>The quay will cost $14 million.</description>"
ONE_OF_TWO = {
    "a caption behind the story": (MEDIA, STORY + CAPTION),
    "a caption before the story": (MEDIA, CAPTION + STORY),
    "a caption in a group": (MEDIA, f"{STORY}<media:group><media:content url='a'>{CAPTION}</media:content></media:group>"),
    "another prefix": (MEDIA.replace("media", "m"), STORY + CAPTION.replace("media:", "m:")),
    "the old namespace": (MEDIA.replace("mrss/", "mrss"), STORY + CAPTION),
    "a caption without text": (MEDIA, "<media:description/>" + STORY),
    "what a player shows": (
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"', f"{STORY}<itunes:summary>Episode 3 of 1998.</itunes:summary>",
    ),
    "Dublin Core": ('xmlns:dc="http://purl.org/dc/elements/1.1/"', f"<dc:description>In 1998.</dc:description>{STORY}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ONE_OF_TWO)
def test_a_description_of_something_else_is_not_the_story(read_one, kind):
    namespaces, item = ONE_OF_TWO[kind]
    a = read_one("feed.xml", rss(f"<title>Quay</title><guid>1</guid>{item}", namespaces=namespaces))
    assert (a.headline, a.body, a.complete) == ("Quay", "The quay will cost $14 million.", False)


def test_a_description_alone_is_kept_whatever_its_namespace(read_one):
    a = read_one("feed.xml", rss("<title>Quay</title><dc:description>It is built.</dc:description>",
                                 namespaces='xmlns:dc="http://purl.org/dc/elements/1.1/"'))  # fmt: skip
    assert a.body == "It is built."


def test_the_content_is_the_story_when_there_is_a_caption(read_one):
    item = f"{STORY}<content:encoded>The quay is built.</content:encoded>{CAPTION}"
    a = read_one("feed.xml", rss(item, namespaces=MEDIA + ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'))
    assert (a.body, a.abstract, a.complete) == ("The quay is built.", "The quay will cost $14 million.", True)


@pytest.mark.parametrize(
    "hidden", ['<p style="display:none">SECRET</p>', "<style>.x{display:none}</style><p class=x>SECRET</p>", "<script>SECRET</script>"]
)  # fmt: skip
def test_hidden_text_of_an_entry_is_left_out(read_one, hidden):
    item = f"<title>Quay</title><description><![CDATA[{hidden}<p>It is built.</p>]]></description>"
    assert read_one("feed.xml", rss(item)).body == "It is built."


def item(title, guid="", link="", text="It is so."):
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    return f"<title>{title}</title>{named}<link>{link}</link><description>{text}</description>"


SAME_NAMES = {
    "one guid for all": ([item("A", "x", "https://post.example/a"), item("B", "x", "https://post.example/b")], 2),
    "one guid, the address of the site": ([item("A", "x", "https://post.example"), item("B", "x", "https://post.example")], 2),
    "one guid, no address": ([item("A", "x"), item("B", "x")], 2),
    "the site as guid": ([item("A", "https://post.example/"), item("B", "https://post.example/")], 2),
    "no guid, the address of the site": ([item("A", "", "https://post.example/"), item("B", "", "https://post.example/")], 2),
    "no guid, one page for all": ([item("A", "", "https://post.example/list"), item("B", "", "https://post.example/list")], 2),
    "a story and its update": ([item("A", "x", "https://post.example/a"), item("A, updated", "x", "https://post.example/a")], 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAME_NAMES)
def test_a_name_that_several_stories_share_names_none(read, kind):
    items, count = SAME_NAMES[kind]
    assert len({a.id for a in read("feed.xml", rss(*items))}) == count


def test_an_entry_is_named_alike_whatever_else_its_feed_holds(read):
    stories = [item("A", "", "https://post.example/"), item("B", "", "https://post.example/")]
    [alone] = read("feed.xml", rss(stories[1]))
    assert read("feed.xml", rss(*stories))[1].id == alone.id


WXR = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
NOT_PUBLISHED = {
    "a draft": "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type>",
    "trash": "<wp:status>trash</wp:status><wp:post_type>post</wp:post_type>",
    "private": "<wp:status>private</wp:status><wp:post_type>post</wp:post_type>",
    "to come": "<wp:status>future</wp:status><wp:post_type>post</wp:post_type>",
    "an attachment": "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>",
    "a menu": "<wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type>",
    "a template": "<wp:status>publish</wp:status><wp:post_type>wp_template_part</wp:post_type>",
    "a password": "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password>x</wp:post_password>",
}  # fmt: skip


@pytest.mark.parametrize("kind", NOT_PUBLISHED)
def test_an_export_of_wordpress_gives_its_published_articles(read, kind):
    live = "<title>A</title><guid>1</guid><content:encoded>One.</content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    other = f"<title>B</title><guid>2</guid><content:encoded>Two.</content:encoded>{NOT_PUBLISHED[kind]}"
    article, passed = read("export.xml", rss(live, other, namespaces=WXR))
    assert (article.body, passed.kind) == ("One.", "passed-over")


def entry(inner):
    return f"<entry><id>1</id><title>A</title><content type='html'>One.</content>{inner}</entry>"


KIND = (
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
)
BLOGGER = {
    "a post": (KIND.format("post") + "<category term='Region'/>", True),
    "a comment": (KIND.format("comment"), False),
    "a setting": (KIND.format("settings"), False),
    "a template": (KIND.format("template"), False),
    "a draft": (KIND.format("post") + "<app:control><app:draft>yes</app:draft></app:control>", False),
    "a reply": ("<thr:in-reply-to ref='x'/>", False),
    "a live post": ("<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><category term='Region'/>", True),
    "a thrown away post": ("<blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status>", False),
}  # fmt: skip


@pytest.mark.parametrize("kind", BLOGGER)
def test_an_export_of_blogger_gives_its_published_posts(read, kind):
    inner, published = BLOGGER[kind]
    [found] = read("feed.atom", '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" '
                   'xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:blogger="http://schemas.google.com/blogger/2018">'
                   f"<title>Portvale Post</title>{entry(inner)}</feed>")  # fmt: skip
    assert isinstance(found, Problem) is not published
    assert not published or found.section == "Region"
