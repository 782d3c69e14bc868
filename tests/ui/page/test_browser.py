"""The page in a real browser, state by state; pictures of them are left in ``screenshots/``."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy

from ingest import Settings
from qa import Engine
from tests.ui.browsing import (
    CORRECTED,
    DISPUTED,
    HOSTILE,
    QUESTION,
    UNKNOWN,
    answered,
    ask,
    in_browser,
    opened,
    picture,
    read,
)  # fmt: skip
from tests.ui.conftest import Newsroom, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

USEFUL_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntries().find((one) => one.element && one.element.closest('.welcome'));
  if (paint) done(paint.startTime);
}).observe({ type: 'largest-contentful-paint', buffered: true }))"""
"""Milliseconds until what the archive holds was painted."""

pytestmark = in_browser


@pytest.mark.parametrize(
    ("size", "scheme"), [("laptop", "light"), ("phone", "dark"), ("laptop", "dark"), ("phone", "light")]
)
def test_ask_click_a_citation_and_see_the_sentence(browser: Browser, site: str, size: str, scheme: str) -> None:
    page, wrong = opened(browser, site, size, scheme)
    picture(page, f"{size}-{scheme}-1-welcome")
    ask(page)
    picture(page, f"{size}-{scheme}-2-answer")
    assert page.locator(".evidence .result").count() >= 3
    quote = read(page)
    assert quote.text_content() in page.locator("#now .said").text_content().replace("\n", " ")
    assert quote.is_visible()
    pane = page.locator("#reader").bounding_box()
    answer = page.locator("#now .said").bounding_box()
    assert size == "phone" or answer["x"] + answer["width"] <= pane["x"], "the article covers nothing of the answer"
    picture(page, f"{size}-{scheme}-3-reader")
    page.keyboard.press("Escape")
    assert page.locator("#reader").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the page"
    assert wrong == []
    page.context.close()


def test_a_filter_is_a_chip_that_one_click_removes(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    page.locator(".filters summary").click()
    page.fill("[name='sources']", "Meridian Wire")
    page.keyboard.press("Enter")
    page.fill("[name='date_from']", "2020-01-01")
    page.fill("[name='as_of']", "2026-01-01")
    chosen = page.locator(".composer .chosen .chip > span")
    assert chosen.all_text_contents() == ["Meridian Wire", "From 1 January 2020", "As of 1 January 2026"]
    page.get_by_role("button", name="Remove As of 1 January 2026").click()
    assert page.input_value("[name='as_of']") == ""
    ask(page)
    assert {text.strip() for text in page.locator(".evidence .byline").all_text_contents()}
    assert all("Meridian Wire" in text for text in page.locator(".evidence .byline").all_text_contents())
    picture(page, "laptop-light-4-filters")
    page.get_by_role("button", name="Remove Source: Meridian Wire and ask again").click()
    page.wait_for_function(
        "document.querySelectorAll('#before .turn').length === 1 && document.querySelector('#now .turn[data-key]')"
    )
    assert page.locator("#now .chip").count() == 1
    assert chosen.all_text_contents() == ["From 1 January 2020"], "what was removed is asked no more"
    page.context.close()


def test_a_filter_that_was_inferred_is_removed_with_one_click(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    ask(page, "Which charge ended in a mistrial in 2025?")
    chip = page.locator("#now .chip.inferred").first
    assert "inferred" in chip.text_content()
    picture(page, "laptop-light-11-inferred")
    chip.get_by_role("button").click()
    page.wait_for_function(
        "document.querySelectorAll('#before .turn').length === 1 && document.querySelector('#now .turn[data-key]')"
    )
    assert page.locator("#now .chip").count() == 0
    assert page.locator("#now .question").text_content() == "Which charge ended in a mistrial in 2025?"
    page.context.close()


def test_a_follow_up_keeps_the_thread_and_history_brings_it_back(browser: Browser, site: str) -> None:
    page, wrong = opened(browser, site)
    ask(page)
    ask(page, "When was that?")
    assert page.locator("#before .question").all_text_contents() == [QUESTION]
    picture(page, "laptop-light-5-follow-up")
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_selector(".welcome")
    page.reload()
    page.wait_for_selector(".welcome")
    page.get_by_role("button", name="History").click()
    picture(page, "laptop-light-6-history")
    page.locator(".history-list .open").click()
    page.wait_for_selector("#now .turn[data-key]")
    assert page.locator(".question").all_text_contents() == [QUESTION, "When was that?"]
    page.get_by_role("button", name="History").click()
    page.locator(".history-list").get_by_role("button", name=f"Delete {QUESTION}").click()
    assert page.locator(".history-list").text_content() == "Nothing yet."
    assert wrong == []
    page.context.close()


def test_an_answer_is_taken_away_as_bibtex_and_by_its_link(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    ask(page)
    page.locator("#now summary", has_text="Export").click()
    picture(page, "laptop-light-7-export")
    with page.expect_download() as download:
        page.locator("#now .export[data-format='ris']").click()
    (record,) = rispy.loads(Path(download.value.path()).read_text())
    assert record["title"] == page.locator("#now .cited-headline").first.text_content()
    for place in (0, 1):
        page.locator(".evidence .pick").nth(place).check()
    assert page.locator(".picked-count").text_content() == "2 passages chosen. Export as"
    picture(page, "laptop-light-12-chosen-passages")
    with page.expect_download() as download:
        page.locator(".picked .export[data-format='bibtex']").click()
    assert download.value.suggested_filename.endswith(".bib")
    assert len(bibtexparser.parse_string(Path(download.value.path()).read_text()).entries) == 2
    link = page.locator("#now [data-does='link']").get_attribute("href")
    page.goto(site + str(link))
    assert page.locator(".question").text_content() == QUESTION
    picture(page, "laptop-light-8-permanent-link")
    page.locator(".said .mark").first.click()
    page.wait_for_selector("#evidence")
    page.context.close()


def test_feedback_is_taken(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    ask(page)
    page.locator("#now summary", has_text="Right or wrong?").click()
    page.get_by_label("Wrong").check()
    page.get_by_label("What would be right?").fill("third-degree rape")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Noted, thank you.").last.wait_for()
    page.context.close()


def test_a_refusal_says_what_was_searched_and_shows_the_closest_passages(browser: Browser, newsroom: Newsroom) -> None:
    settings = Settings(archive=newsroom.settings.archive)  # which answers only where it is sure enough
    careful = Newsroom(settings, newsroom.archive, Engine(newsroom.archive, settings))
    with served(careful.app(read_only=True)) as address:
        page, _ = opened(browser, address)
        assert page.get_by_role("button", name="Add files").count() == 0, "a read-only server offers no box for files"
        turn = ask(page, UNKNOWN)
        assert turn.locator(".reason").text_content() == "Not in the archive"
        assert "none mentions Japan" in turn.locator(".said").text_content()
        assert page.locator(".evidence .panel-title").text_content() == "The closest passages"
        picture(page, "laptop-light-13-refusal")
        page.context.close()


def test_sources_that_disagree_stand_side_by_side(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    turn = ask(page, DISPUTED)
    first, second = turn.locator(".side").all()
    assert {first.locator(".value").text_content(), second.locator(".value").text_content()} == {
        "7.2", "6.4 inches",
    }  # fmt: skip
    assert first.bounding_box()["y"] == second.bounding_box()["y"]
    assert "September 2021" in first.text_content()
    picture(page, "laptop-light-14-conflict")
    page.context.close()


def test_a_corrected_value_is_told_and_its_article_says_so(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    turn = ask(page, CORRECTED)
    assert turn.locator(".side").count() == 0, "what was corrected is no conflict"
    assert "Corrected: " in turn.text_content()
    read(page)
    assert page.locator("#reader .banner", has_text="Correction.").count() == 1
    picture(page, "laptop-light-15-corrected-article")
    page.context.close()


def test_a_spot_of_the_timeline_opens_its_article(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    ask(page)
    spot = page.locator("#now .spot:not(.cited)").last
    said = spot.get_attribute("title")
    spot.click()
    page.wait_for_selector("#reader #evidence")
    assert said.startswith(page.locator("#reader .reading-headline").text_content())
    page.context.close()


def test_a_question_on_its_way_shows_its_step_and_cannot_be_sent_twice(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    page.evaluate("""() => new MutationObserver(() => {
      const step = document.querySelector('#now .stages .now');
      window.steps = window.steps || new Set();
      if (step) window.steps.add(step.textContent);
      if (document.querySelector('#now .busy')) window.shut = document.querySelector('.composer .primary').disabled;
    }).observe(document.body, { childList: true, subtree: true })""")
    ask(page)
    assert page.evaluate("[...window.steps]"), "the answer was not there at once"
    assert page.evaluate("window.shut")
    assert page.locator(".composer .primary").is_enabled()
    page.context.close()


def test_an_example_is_a_question_that_the_archive_answers(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    example = page.locator(".example").first
    asked = example.text_content()
    before = page.locator("#before .turn").count()
    example.click()
    answered(page, before)
    assert page.locator("#now .question").text_content() == asked
    assert page.locator("#now .refusal").count() == 0
    page.context.close()


def test_hostile_text_is_shown_as_text(browser: Browser, site: str) -> None:
    page, wrong = opened(browser, site)
    ask(page, "Where did the zebraquoll <b>escape</b> from ${window.hacked=6}?")
    first, second = HOSTILE.body.split("\n\n")
    assert first in page.locator("#now .said").text_content()
    assert HOSTILE.headline in page.locator("#now .cited-headline").all_text_contents()
    assert HOSTILE.headline in page.locator(".evidence .headline").all_text_contents()
    assert HOSTILE.source in page.locator(".evidence").text_content()
    page.locator(".evidence .headline", has_text="constructor").first.click()
    page.wait_for_selector("#reader .reading-body")
    assert page.locator("#reader .reading-headline").text_content() == HOSTILE.headline
    assert page.locator("#reader .reading-body p").all_text_contents() == [first, second]
    picture(page, "laptop-light-10-hostile")
    assert page.locator("#now img, .evidence img, #reader img, #reader script, #now a[href^=javascript]").count() == 0
    assert page.evaluate("window.hacked") is None
    assert wrong == []
    page.context.close()


@pytest.mark.slow
def test_the_first_useful_paint_is_quick(browser: Browser, site: str) -> None:
    paints = []
    for _ in range(3):
        page, _wrong = opened(browser, site)
        paints.append(page.evaluate(USEFUL_PAINT))
        page.context.close()
    warnings.warn(f"first useful paint, ms: {paints}", stacklevel=1)
    if min(paints) >= 2_000 and os.getloadavg()[0] > 2 * (os.cpu_count() or 1):
        pytest.skip(f"{min(paints):.0f} ms, but this machine is busy with other work (load {os.getloadavg()[0]:.0f})")
    assert min(paints) < 2_000
