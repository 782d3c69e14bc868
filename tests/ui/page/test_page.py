"""What the page shows, as HTML: nothing of an article or a person becomes markup."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from qa import Conflict, Filters
from tests.ui.conftest import ARTICLE, BODY, QUOTE, answer_of, cited, listed, refused
from ui.page.evidence import evidence
from ui.page.html import tag
from ui.page.reader import reading
from ui.page.timeline import timeline
from ui.page.turn import answered, failed, under_way

HOSTILE = "<script>alert(1)</script> \"onload=x' [a](javascript:b) </mark> &lt;"


def parsed(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(str(markup), create_parent="div")


def test_attributes_and_text_are_escaped() -> None:
    assert tag("p", "<b>", title='"x"', hidden=True, lang=None) == '<p title="&quot;x&quot;" hidden>&lt;b&gt;</p>'


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


@given(st.integers(0, len(BODY)), st.integers(1, 80))
def test_exactly_the_quoted_range_is_marked(start: int, length: int) -> None:
    end = min(len(BODY), start + length)
    page = parsed(reading(ARTICLE, start=start, end=end))
    marked = "".join(page.xpath("//mark//text()"))
    assert marked == BODY[start:end].replace("\n", "")
    assert "".join(page.xpath("//div[@class='reading-body']//text()")) == BODY.replace("\n\n", "")
    assert len(page.xpath("//*[@id='evidence']")) <= 1


def test_the_days_that_the_text_leaves_open_are_shown_beside_it() -> None:
    told = dataclasses.replace(ARTICLE, body="Jurors met on Thursday.", published_at="2025-06-13")
    (day,) = parsed(reading(told, start=0, end=22)).xpath("//mark/time")
    assert (day.text, day.get("datetime"), day.get("data-day")) == ("Thursday", "2025-06-12", "12 June 2025")


def test_a_mark_links_to_its_range_and_says_where_it_leads() -> None:
    (mark,) = parsed(answered(answer_of(), "k")).xpath("//p[@class='said']/a")
    assert mark.get("href") == f"/articles/courier-17?version={ARTICLE.version}&start=0&end={len(QUOTE)}#evidence"
    assert mark.get("aria-label") == "Evidence 1: Mistrial on bribery charge, The Courier, 12 June 2025"


def test_a_mark_without_a_citation_stays_text() -> None:
    assert "[7]" in parsed(answered(answer_of(text="So it is. [7]"), "k")).text_content()


def test_a_refusal_names_its_reason() -> None:
    text = parsed(answered(refused("not_in_archive"), "k")).text_content()
    assert "Not in the archive" in text
    assert "Searched 71 articles; none says this." in text


def test_a_note_on_how_the_answer_was_written_stands_beside_it() -> None:
    page = parsed(answered(answer_of(notes=["The language model <b>failed</b>."]), "k"))
    assert page.xpath("string(//*[@role='note'])") == "The language model <b>failed</b>."


def test_inferred_filters_are_shown_as_inferred_and_can_be_removed() -> None:
    filters = Filters(date_from=date(2025, 1, 1), sources=["The Courier"], inferred=["date_from"])
    inferred, chosen = parsed(answered(answer_of(filters=filters), "k", place=3)).xpath("//ul[@class='chips']/li")
    assert "inferred" in inferred.text_content()
    assert "inferred" not in chosen.text_content()
    (button,) = inferred.xpath(".//button")
    assert (button.get("data-field"), button.get("data-value"), button.get("data-place")) == (
        "date_from", "2025-01-01", "3",
    )  # fmt: skip


def test_a_span_of_days_that_was_inferred_is_one_chip() -> None:
    year = {"date_from": date(2019, 1, 1), "date_to": date(2019, 12, 31)}
    (chip,) = parsed(answered(answer_of(filters=Filters(**year, inferred=["date_from", "date_to"])), "k")).xpath(
        "//ul[@class='chips']/li"
    )
    assert chip.xpath("string(span)") == "1 January 2019 to 31 December 2019"
    assert len(parsed(answered(answer_of(filters=Filters(**year)), "k")).xpath("//ul[@class='chips']/li")) == 2


def test_conflicting_values_stand_side_by_side() -> None:
    answer = answer_of(conflicts=[Conflict(value="14", citations=[1]), Conflict(value="16", citations=[1])])
    page = parsed(answered(answer, "k"))
    assert [side.xpath("string(p)") for side in page.xpath("//div[@class='side']")] == ["14", "16"]
    assert "12 June 2025" in page.xpath("string(//div[@class='side'])")


def test_evidence_lists_every_passage_with_its_copies() -> None:
    page = parsed(evidence(answer_of(), "k"))
    assert "+2 copies" in page.text_content()
    assert page.xpath("string(//p[@class='snippet']/mark)") == QUOTE
    formats = page.xpath("//div[@class='picked']/a/@data-format")
    assert formats == ["md", "ris", "bibtex", "csv"], "JSON holds a whole answer, never a choice of passages"


def test_a_low_confidence_stands_out() -> None:
    assert (
        parsed(answered(answer_of(confidence=0.4), "k")).xpath("string(//span[@class='sure low'])") == "Uncertain (40%)"
    )
    assert not parsed(answered(answer_of(confidence=0.9), "k")).xpath("//span[@class='sure low']")


def test_a_correction_and_an_earlier_version_are_announced() -> None:
    corrected = dataclasses.replace(ARTICLE, corrections=("The charge was bribery.",), complete=False)
    text = parsed(reading(corrected)).text_content()
    assert "Correction. The charge was bribery." in text
    twice = dataclasses.replace(ARTICLE, corrections=("It was 2.", "Correction: It was 2."))
    assert len(parsed(reading(twice)).xpath("//p[@role='note']")) == 1
    assert "only a part" in text


def test_the_timeline_is_drawn_when_there_is_something_to_see() -> None:
    days = ["2020-01-01", "2021-06-01", "2025-06-12"]
    results = [listed(dataclasses.replace(ARTICLE, published_at=day)) for day in days]
    page = parsed(timeline(answer_of(results=results)))
    spots = page.xpath("//a[contains(@class, 'spot')]")
    lefts = [float(one.get("style").split("%")[0].removeprefix("left:")) for one in spots]
    assert len(spots) == 3
    assert sorted(lefts)[0] < 5 < 95 < sorted(lefts)[-1]
    assert page.xpath("//*[@class='tick']/text()") == ["2021", "2022", "2023", "2024", "2025"]
    assert "3 passages from 1 January 2020 to 12 June 2025; cited: 12 June 2025." in page.text_content()
    assert timeline(answer_of()) == ""


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        (["1890-01-01", "1950-06-01", "2025-06-12"], 8),
        (["2025-01-10", "2025-03-01", "2025-06-12"], 5),
        (["2025-06-01", "2025-06-02", "2025-06-12"], 2),
    ],
)
def test_the_axis_is_labelled_in_years_months_or_days(days: list[str], ticks: int) -> None:
    results = [listed(dataclasses.replace(ARTICLE, published_at=day)) for day in days]
    page = parsed(timeline(answer_of(results=results)))
    assert len(page.xpath("//*[contains(@class, 'tick') and not(contains(@class, 'ticks'))]")) == ticks


def test_passages_of_one_day_stand_on_each_other_within_the_plot() -> None:
    results = [listed() for _ in range(40)] + [listed(dataclasses.replace(ARTICLE, published_at="2020-01-01"))]
    page = parsed(timeline(answer_of(results=results)))
    heights = [float(one.split("bottom:")[1].removesuffix("rem")) for one in page.xpath("//a/@style")]
    assert max(heights) < 4.4
    assert len(set(heights)) >= 40


def test_a_turn_on_its_way_says_which_step_it_is_at() -> None:
    page = parsed(under_way("Q", "reading"))
    assert page.xpath("string(//li[@class='now'])") == "Reading the best passages"
    assert "Waiting" in parsed(under_way("Q", "queued")).text_content()
    writing = parsed(under_way("Q", "writing: The charge: <b>"))
    assert writing.xpath("string(//li[@class='now'])") == "Writing the answer"
    assert writing.xpath("string(//p[@class='said'])") == "The charge: <b>"
    assert parsed(failed("Q", "Busy.")).xpath("string(//*[@role='alert'])") == "Busy."
