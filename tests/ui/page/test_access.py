"""Nobody is kept out: what axe-core finds in every state, the way through by keyboard, and what is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Archive
from ingest import Settings
from qa import Engine
from tests.ui.browsing import AXE, DISPUTED, QUESTION, UNKNOWN, ask, in_browser, opened, picture, read, serious
from tests.ui.conftest import Newsroom, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = in_browser


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in build/axe (see .ci/run)")
@pytest.mark.parametrize(
    ("size", "scheme"), [("laptop", "light"), ("laptop", "dark"), ("phone", "light"), ("phone", "dark")]
)
def test_no_state_of_the_page_keeps_anybody_out(
    browser: Browser, site: str, newsroom: Newsroom, size: str, scheme: str
) -> None:
    page, _ = opened(browser, site, size, scheme)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        picture(page, f"{size}-{scheme}-state-{state}")
        found[state] = serious(page)

    look("welcome")
    page.locator(".filters summary").click()
    page.fill("[name='date_from']", "2013-01-01")
    look("filters")
    page.locator(".filters summary").click()
    ask(page)
    page.locator(".evidence .pick").first.check()
    look("answer")
    read(page)
    look("article")
    page.keyboard.press("Escape")
    for name in ("Export", "Right or wrong?"):
        page.locator("#now summary", has_text=name).click()
        look(name.split()[0].lower())
        page.keyboard.press("Escape")
    ask(page, "When was that?")
    look("follow-up")
    ask(page, DISPUTED)
    look("conflict")
    ask(page, "Which charge ended in a mistrial in 2025?")
    look("inferred")
    page.locator(".filters summary").click()
    page.fill("[name='date_to']", "2013-12-31")
    page.locator(".filters summary").click()
    ask(page, UNKNOWN)
    assert "within the filters" in page.locator("#now .refusal").text_content(), "nothing was published on those days"
    look("nothing-searched")
    for name in ("History", "Add files"):
        page.get_by_role("button", name=name, exact=True).click()
        look(name.split()[0].lower())
        page.keyboard.press("Escape")
    link = page.locator("#now [data-does='link']").get_attribute("href")
    for path in ("/archive", "/docs", link, "/answers/unknown"):
        page.goto(site + str(path))
        look(str(path).split("/")[1] + ("-kept" if path == link else ""))
    settings = Settings(archive=newsroom.settings.archive)  # which answers only where it is sure enough
    with served(Newsroom(settings, newsroom.archive, Engine(newsroom.archive, settings)).app()) as careful:
        page.goto(careful)
        page.wait_for_selector(".welcome")
        ask(page, UNKNOWN)
        assert page.locator(".evidence .result").count() > 3, "the closest passages are shown"
        look("refusal")
    assert {state: said for state, said in found.items() if said} == {}
    page.context.close()


def test_an_empty_archive_says_how_to_fill_it(browser: Browser, newsroom: Newsroom, tmp_path: Path) -> None:
    settings = Settings(archive=tmp_path / "archive")
    Archive.open(settings.archive, settings, write=True).close()
    with Archive.open(settings.archive, settings, embedder=newsroom.archive.embedder) as archive:
        room = Newsroom(settings, archive, Engine(archive, settings))
        with served(room.app()) as address:
            page, _ = opened(browser, address)
            assert page.locator("h1").text_content() == "The archive is empty"
            assert "dateline ingest" in page.locator(".welcome pre").text_content()
            picture(page, "laptop-light-0-empty")
            assert not AXE.exists() or serious(page) == []
            page.context.close()


def focused(page: Page) -> str:
    """What has the focus, as a screen reader names it."""
    named = (
        """() => { const one = document.activeElement; return one.getAttribute('aria-label') || one.textContent; }"""
    )
    return str(page.evaluate(named)).strip()


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    for _ in range(120):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_by_keyboard_from_the_question_to_the_next_evidence_and_back(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "question":
            break
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#now .turn[data-key]")
    assert page.evaluate("document.activeElement.id") == "question", "the focus stays where one asks on"
    said = page.locator("#said-aloud")
    assert said.text_content() == page.locator("#now .short").text_content(), "the answer is said aloud"

    tab_to(page, "Evidence 1: ", back=True)
    mark = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader #evidence")
    assert page.evaluate("document.activeElement.id") == "evidence", "reading goes on at the quote"
    assert said.text_content().startswith("Quoted: ")
    place = page.locator("#reader .place")
    assert place.text_content().startswith("Evidence 1 of ")

    tab_to(page, "Next", back=True)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#reader .place').textContent.startsWith('Evidence 2 of ')")
    tab_to(page, "Previous", back=True)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#reader .place').textContent.startsWith('Evidence 1 of ')")
    page.keyboard.press("Escape")
    assert focused(page) == mark, "the focus is back where it came from"
    page.context.close()


def test_what_an_article_covers_cannot_be_reached_by_keyboard(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site, "phone")
    ask(page)
    read(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        covered = page.evaluate("Boolean(document.activeElement.closest('#talk, #side, .masthead'))")
        assert not covered, focused(page)
    page.context.close()


def test_screen_readers_are_told_what_each_part_is(browser: Browser, site: str) -> None:
    page, _ = opened(browser, site)
    ask(page)
    assert page.get_by_role("search", name="Ask").count() == 1
    assert page.get_by_role("textbox", name="Ask the archive").count() == 1
    assert page.get_by_role("article", name=QUESTION).count() == 1
    assert page.get_by_role("region", name="Evidence, ranked").get_by_role("listitem").count() >= 3
    assert page.get_by_role("list", name="Quoted evidence").count() == 1
    assert page.get_by_role("checkbox", name="Export passage 1: ").count() == 1
    read(page)
    pane = page.get_by_role("complementary", name="Reading pane")
    assert pane.get_by_role("heading", level=1).count() == 1
    assert pane.get_by_role("button", name="Close").count() == 1
    page.context.close()
