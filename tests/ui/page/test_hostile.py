"""Nothing of an article or a person becomes markup, wherever it is shown."""

from __future__ import annotations

import dataclasses

import pytest

from tests.ui.conftest import ARTICLE, BODY, answer_of, cited, listed
from tests.ui.page.markup import parsed
from ui.page.evidence import evidence
from ui.page.reader import reading
from ui.page.timeline import timeline
from ui.page.turn import answered

HOSTILE = "<script>alert(1)</script> \"onload=x' [a](javascript:b) </mark> &lt;"


@pytest.mark.parametrize("field", ["headline", "source", "body", "section", "url", "published_at"])
def test_an_article_is_shown_as_text_wherever_it_appears(field: str) -> None:
    article = dataclasses.replace(ARTICLE, **{field: HOSTILE + BODY if field == "body" else HOSTILE})
    answer = answer_of(question=HOSTILE, citations=[cited(article=article)], results=[listed(article)])
    for markup in (answered(answer, "k"), evidence(answer, "k"), reading(article, start=0, end=9, copies=[article])):
        page = parsed(markup)
        assert not page.xpath("//script")
        assert not page.xpath("//@onload")
        assert not [href for href in page.xpath("//@href") if href.startswith("javascript:")]


def test_a_hostile_headline_is_text_on_the_timeline_too() -> None:
    days = ["2020-01-01", "2021-06-01", "2025-06-12"]
    hostile = [dataclasses.replace(ARTICLE, headline=HOSTILE, source=HOSTILE, published_at=day) for day in days]
    page = parsed(timeline(answer_of(results=[listed(one) for one in hostile])))
    assert len(page.xpath("//a[contains(@class, 'spot')]")) == 3
    assert not page.xpath("//script | //@onload")
    assert all(HOSTILE in title for title in page.xpath("//a/@title"))
