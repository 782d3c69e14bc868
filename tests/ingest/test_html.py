import json

import pytest

PROSE = (
    f"<p>{'The council of Portvale voted on Monday for the new harbor wall. ' * 4}</p>"
    f"<p>{'Mayor Ann Alder said that work on the harbor wall would begin in the autumn of this year. ' * 4}</p>"
)


def page(head="", body=PROSE, **record):
    linked = f'<script type="application/ld+json">{json.dumps(record)}</script>' if record else ""
    return (
        f"<!doctype html><html lang='en'><head>{head}{linked}</head><body><article><h1>Wall "
        f"approved by council</h1>{body}</article></body></html>"
    )


def test_json_ld_tells_the_record(read_one):
    a = read_one("a.html", page(**{"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "datePublished": "2001-01-01"},
        {"@type": ["NewsArticle", "Thing"], "headline": "Wall approved by council",
         "datePublished": "2024-03-14T22:05:00-04:00", "dateModified": "2024-03-15T09:00:00-04:00",
         "author": [{"@type": "Person", "name": "Ann Writer"}, {"@id": "#bo"}],
         "publisher": {"@type": "Organization", "name": "Portvale Post"}, "articleSection": "Local",
         "url": "https://post.example/wall",
         "correction": "An earlier version gave the wrong year."},
        {"@type": "Person", "@id": "#bo", "name": "Bo Scribe"},
    ]}))  # fmt: skip
    assert (a.headline, a.published_at, a.modified_at) == (
        "Wall approved by council", "2024-03-14T22:05:00-04:00", "2024-03-15T09:00:00-04:00",
    )  # fmt: skip
    assert (a.authors, a.source, a.section, a.url, a.language) == (
        ("Ann Writer", "Bo Scribe"), "Portvale Post", "Local", "https://post.example/wall", "en",
    )  # fmt: skip
    assert a.corrections == ("An earlier version gave the wrong year.",)
    assert a.provenance["published_at"] == "json-ld"
    assert a.id_given
    assert a.body.count("harbor wall") == 8


def test_opengraph_speaks_where_json_ld_does_not(read_one):
    head = (
        '<meta property="og:title" content="Wall approved by council - Portvale Post">'
        '<meta property="article:published_time" content="2024-03-14T10:00:00-04:00">'
        '<meta property="og:site_name" content="Portvale Post"><link rel="canonical" href="https://post.example/wall">'
    )
    a = read_one("a.html", page(head))
    assert (a.headline, a.published_at, a.source, a.url) == (
        "Wall approved by council", "2024-03-14T10:00:00-04:00", "Portvale Post", "https://post.example/wall",
    )  # fmt: skip
    assert a.provenance["published_at"] == "opengraph"


@pytest.mark.parametrize(
    ("head", "body", "stamp"),
    [
        ("", '<time datetime="2024-03-14T22:05:00-04:00">Thursday</time>', "2024-03-14T22:05:00-04:00"),
        ("", '<p class="date">Published March 14, 2024 at 10:05 p.m. EDT</p>', "2024-03-14T22:05:00-04:00"),
        ('<link rel="canonical" href="https://post.example/2024/03/14/wall">', "", "2024-03-14"),
    ],
    ids=["time element", "visible text", "address"],
)
def test_the_page_itself_is_the_last_witness(read_one, head, body, stamp):
    assert read_one("a.html", page(head, body + PROSE)).published_at == stamp


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        ("2024-03-14T22:05:00-04:00", ""),
        ("2024-03-15T02:05:00Z", '<time datetime="2024-03-14T22:05:00-04:00">Thursday</time>'),
        ("2024-03-15T02:05:00Z", "<p class='published-date'>March 14, 2024, 10:05 p.m. ET</p>"),
        ("2024-03-15T02:05:00Z", '<link rel="canonical" href="https://post.example/2024/03/14/wall">'),
    ],
    ids=["offset written", "other mark-up", "zone shown", "day in the address"],
)  # fmt: skip
def test_a_story_of_thursday_evening_is_of_thursday_however_it_is_marked_up(read_one, stamp, shown):
    a = read_one(
        "a.html",
        page(shown if "link" in shown else "", shown + PROSE, **{"@type": "NewsArticle", "datePublished": stamp}),
    )
    assert a.published_day.isoformat() == "2024-03-14"


def test_a_paywall_stub_is_marked(read_one):
    record = {"@type": "NewsArticle", "headline": "Wall approved", "isAccessibleForFree": "False"}
    a = read_one("a.html", page(body="<p>The council of Portvale voted. Subscribe to read on.</p>", **record))
    assert not a.complete
    assert "paywall" in a.flags


def test_a_live_blog_is_marked(read_one):
    assert "live-blog" in read_one("a.html", page(**{"@type": "LiveBlogPosting", "headline": "Wall vote live"})).flags


def test_a_declared_description_is_no_headline(read_one):
    data = '{"@type": "Article", "headline": "country by the sea", "name": "Portvale"}'
    head = f"<title>Portvale history - Encyclopedia</title><script type='application/ld+json'>{data}</script>"
    a = read_one(
        "a.html", f"<html><head>{head}</head><body><h1>Portvale history</h1><p>{'It is old. ' * 30}</p></body></html>"
    )
    assert a.headline == "Portvale history"


def test_broken_json_ld_does_not_matter(read_one):
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert read_one("a.html", page(head)).headline == "Wall approved by council"


def test_the_declared_encoding_is_used(read_one):
    text = page('<meta charset="windows-1251">', "<p>" + "Совет города проголосовал за новую стену. " * 9 + "</p>")
    assert "Совет города" in read_one("a.html", text.encode("cp1251")).body


def test_each_post_of_a_live_blog_is_an_article_with_its_own_time(read):
    posts = [
        {"@type": "BlogPosting", "headline": "Vote begins", "datePublished": "2024-03-14T20:00:00-04:00",
         "articleBody": "The council began to vote.", "url": "https://post.example/live#1"},
        {"@type": "BlogPosting", "headline": "Vote ends", "datePublished": "2024-03-14T22:05:00-04:00",
         "articleBody": "The wall was approved.", "url": "https://post.example/live#2"},
    ]  # fmt: skip
    first, last = read(
        "a.html",
        page(
            **{
                "@type": "LiveBlogPosting",
                "headline": "Live",
                "url": "https://post.example/live",
                "liveBlogUpdate": posts,
            }
        ),
    )
    assert (first.headline, first.body, first.published_at) == (
        "Vote begins",
        "The council began to vote.",
        "2024-03-14T20:00:00-04:00",
    )
    assert (last.headline, last.published_at) == ("Vote ends", "2024-03-14T22:05:00-04:00")
    assert first.id != last.id
    assert first.flags == last.flags == ("live-blog",)


LIVE_PAGE = """<html><head><link rel="canonical" href="https://post.example/live"></head><body><article class="{mark}">
<h1>Council meets: live updates</h1>
<div id="p3"><time datetime="2024-03-14T21:30:00-04:00">9:30 pm</time><h2>The wall is approved</h2><p>The council of Portvale
voted five to four for the wall.</p></div>
<div id="p2"><header>By Ann Writer</header><time datetime="2024-03-14T20:10:00-04:00">8:10 pm</time><p>The mayor spoke for an
hour about the cost of the wall.</p></div>
<div id="p1"><time datetime="2024-03-14T19:00:00-04:00">7 pm</time><p>The meeting of the council has begun in the old hall.</p></div>
</article></body></html>"""


def test_posts_that_only_the_page_shows_keep_their_own_times(read):
    third, second, first = read("live.html", LIVE_PAGE.format(mark="live-blog"))
    assert (third.headline, third.body) == (
        "The wall is approved", "The council of Portvale voted five to four for the wall.",
    )  # fmt: skip
    assert [a.published_at for a in (third, second, first)] == [
        "2024-03-14T21:30:00-04:00", "2024-03-14T20:10:00-04:00", "2024-03-14T19:00:00-04:00",
    ]  # fmt: skip
    assert {a.flags for a in (third, second, first)} == {("live-blog",)}
    assert len({a.id for a in (third, second, first)}) == 3
    assert second.body == "The mayor spoke for an hour about the cost of the wall."


def test_a_page_that_does_not_call_itself_live_is_one_article(read_one):
    assert "live-blog" not in read_one("page.html", LIVE_PAGE.format(mark="story")).flags


def test_authors_are_those_whom_the_markup_of_the_article_names(read_one):
    page = """<html><body><article itemscope itemtype="https://schema.org/NewsArticle"><h1>Ferry sinks off Merrow</h1>
    <div class="author-info"><a href="/harbour">Harbour</a> by <a rel="author" itemprop="author" itemscope
    itemtype="https://schema.org/Person"><span itemprop="name">Ada Quill</span></a></div>
    <p>The ferry Aldona sank off Merrow on Tuesday, and nobody was hurt.</p></article>
    <div itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope
    itemtype="https://schema.org/Person"><span itemprop="name">Loud Reader</span></span> Nonsense.</div></body></html>"""
    assert read_one("a.html", page).authors == ("Ada Quill",)


def test_a_hidden_byline_is_nobody(read_one):
    body = '<p class="byline" style="display:none">By Mallory Hidden</p><p class="byline">By Ann Writer</p>' + PROSE
    assert read_one("a.html", page(body=body)).authors == ("Ann Writer",)


def test_the_headline_is_not_repeated_as_a_first_paragraph():
    from ingest.formats.html import without_headline

    body = "Two die in fire\n\nUpdated\n\nTwo people died in a fire. The fire began at dawn."
    assert without_headline(body, "Two die in fire!") == "Two people died in a fire. The fire began at dawn."
    assert without_headline("Two die in fire", "Two die in fire") == "Two die in fire"


def test_the_headline_is_not_repeated_in_the_body(read_one):
    assert read_one("a.html", page()).body.startswith("The council of Portvale")


def test_text_after_a_comment_inside_a_paragraph_is_kept(read_one):
    body = (
        PROSE
        + "<p>The mayor of Portvale<!-- --> said<!-- x --> that the wall <!-- y -->would be finished before the winter.</p>"
    )
    assert (
        "The mayor of Portvale said that the wall would be finished before the winter."
        in read_one("a.html", page(body=body)).body
    )


def test_paragraphs_in_several_containers_of_one_kind_are_gathered(read_one):
    part = "".join(
        f"<p>Paragraph {n} of the story says what the council of Portvale did about the wall in year {n}.</p>"
        for n in range(8)
    )
    later = part.replace("Paragraph", "Later paragraph")
    text = f"<div><div class='story__part'>{part}</div><div class='ad'><a href='#'>Buy now</a></div><div class='story__part'>{later}</div></div>"
    html = f"<html><body><h1>Wall approved by council</h1>{text}</body></html>"
    a = read_one("a.html", html)
    assert a.body.count("aragraph") == 16
    assert a.body.index("Later paragraph 0") > a.body.index("Paragraph 7")
    assert "Buy now" not in a.body
