"""HTML is built without ever forgetting to escape."""

from __future__ import annotations

from typing import Any

import pytest

from ui.page.html import Content, Markup, article_path, dotted, outside, tag, text


def test_attributes_and_text_are_escaped() -> None:
    assert tag("p", "<b>", title='"x"', hidden=True, lang=None) == '<p title="&quot;x&quot;" hidden>&lt;b&gt;</p>'


@pytest.mark.parametrize(
    ("content", "markup"),
    [
        (None, ""),
        (3, "3"),
        ("<b> & \x1b", "&lt;b&gt; &amp; "),
        (Markup("<b>"), "<b>"),
        (["<", Markup("<br>"), [None, "x"]], "&lt;<br>x"),
    ],
)
def test_text_is_escaped_and_markup_left_as_it_is(content: Content, markup: str) -> None:
    assert text(content) == markup


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("a-1",), "/articles/a-1"),
        (("a/../b?c",), "/articles/a%2F..%2Fb%3Fc"),
        (("a-1", "f00d"), "/articles/a-1?version=f00d"),
        (("a-1", "f00d", 0, 9), "/articles/a-1?version=f00d&start=0&end=9"),
    ],
)
def test_an_article_has_an_address_whatever_its_id(place: tuple[Any, ...], path: str) -> None:
    assert article_path(*place) == path


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host", "", " https://a"])
def test_nothing_but_the_web_is_linked_to(url: str) -> None:
    assert outside(url) is None
    assert outside("https://courier.example/17") == "https://courier.example/17"


def test_empty_parts_leave_no_dot() -> None:
    assert dotted(["a", "", None]) == "a"
    assert dotted(["a", "b"]).count("dot") == 1
