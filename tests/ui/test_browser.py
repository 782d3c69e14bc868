"""The page in a real browser, as a person uses it; each state is left as a picture in ``screenshots/``."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from index import Archive
from ingest import Article
from qa import Engine
from tests.ui.conftest import Newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SLOW = 120_000
"""Milliseconds; a loaded machine is no reason to fail."""
QUESTION = "Which charge ended in a mistrial?"
USEFUL_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntries().find((one) => one.element && one.element.closest('.welcome'));
  if (paint) done(paint.startTime);
}).observe({ type: 'largest-contentful-paint', buffered: true }))"""
"""Milliseconds until what the archive holds, or an example question, was painted."""
SIZES = {"laptop": (1366, 850), "phone": (390, 844)}

HOSTILE = Article(
    id="hostile",
    headline="Zebraquoll loose <script>window.hacked=1</script> ${window.hacked=2} {{constructor}} [x](javascript:y)",
    body=(
        "The zebraquoll <img src=x onerror=window.hacked=3> escaped from [Gull Point zoo](javascript:window.hacked=4) "
        "on Friday.\n\nIts keeper was asleep ${document.title} {{this}} </mark></p><b>then</b> &lt;and now&gt;."
    ),
    source='" onmouseover="window.hacked=5',
    published_at="2025-01-01",
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")]


@pytest.fixture(scope="module")
def address(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an archive of its own, since files are dropped into it; it holds a hostile article."""
    folder = tmp_path_factory.mktemp("browser") / "archive"
    shutil.copytree(newsroom.settings.archive, folder)
    settings = newsroom.settings.model_copy(update={"archive": folder})
    with Archive.open(folder, settings, write=True, embedder=newsroom.archive.embedder) as archive:
        archive.add([HOSTILE])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Archive.open(folder, settings, embedder=newsroom.archive.embedder) as archive:
        room = Newsroom(settings, archive, Engine(archive, settings))
        server = uvicorn.Server(uvicorn.Config(room.app(per_minute=0), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    quiet = ("background-networking", "component-update", "sync", "gpu")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, size: str = "laptop", scheme: Any = "light") -> tuple[Page, list[str]]:
    """A page of its own, and the list into which go requests to other hosts and errors of scripts."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "request", lambda one: wrong.append(one.url) if not one.url.startswith((address, "data:", "blob:")) else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".welcome")
    return page, wrong


def ask(page: Page, question: str = QUESTION) -> None:
    before = page.locator("#before .turn").count() + page.locator("#now .turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('#before .turn').length === n &&"
        " document.querySelector('#now .turn[data-key]')",
        arg=before,
    )


def picture(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(350)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps people out."""
    page.add_script_tag(content=AXE.read_text())
    found = page.evaluate("() => axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("size", "scheme"), [("laptop", "light"), ("phone", "dark"), ("laptop", "dark"), ("phone", "light")]
)
def test_ask_click_a_citation_and_see_the_sentence(browser: Browser, address: str, size: str, scheme: str) -> None:
    page, wrong = opened(browser, address, size, scheme)
    picture(page, f"{size}-{scheme}-1-welcome")
    ask(page)
    picture(page, f"{size}-{scheme}-2-answer")
    assert page.locator(".evidence .result").count() >= 3
    page.locator("#now .said .mark").first.click()
    page.wait_for_selector("#reader #evidence")
    quote = page.locator("#reader mark").first
    assert quote.text_content() in page.locator("#now .said").text_content().replace("\n", " ")
    assert quote.is_visible()
    picture(page, f"{size}-{scheme}-3-reader")
    page.keyboard.press("Escape")
    assert page.locator("#reader").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing is wider than the page"
    assert wrong == []
    page.context.close()


def test_evidence_is_walked_by_keyboard(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    ask(page)
    page.locator("#now .said .mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader #evidence")
    first = page.locator("#reader .place").text_content()
    assert first is not None
    assert first.startswith("Evidence 1 of ")
    page.locator("[data-does='next']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#reader .place').textContent.startsWith('Evidence 2 of ')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('mark')"), "the focus is back where it came from"
    page.context.close()


def test_a_filter_is_a_chip_that_one_click_removes(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    page.locator(".filters summary").click()
    page.fill("[name='sources']", "Meridian Wire")
    page.keyboard.press("Enter")
    page.fill("[name='date_from']", "2020-01-01")
    ask(page)
    assert {text.strip() for text in page.locator(".evidence .byline").all_text_contents()}
    assert all("Meridian Wire" in text for text in page.locator(".evidence .byline").all_text_contents())
    picture(page, "laptop-light-4-filters")
    page.get_by_role("button", name="Remove Source: Meridian Wire and ask again").click()
    page.wait_for_function(
        "document.querySelectorAll('#before .turn').length === 1 && document.querySelector('#now .turn[data-key]')"
    )
    assert page.locator("#now .chip").count() == 1
    page.context.close()


def test_a_filter_that_was_inferred_is_removed_with_one_click(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
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


def test_a_follow_up_keeps_the_thread_and_history_brings_it_back(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
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


def test_an_answer_is_taken_away_as_bibtex_and_by_its_link(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    ask(page)
    page.locator(".evidence .pick").first.check()
    page.locator("#now summary", has_text="Export").click()
    picture(page, "laptop-light-7-export")
    with page.expect_download() as download:
        page.locator("#now .export[data-format='bibtex']").click()
    assert download.value.suggested_filename.endswith(".bib")
    assert Path(download.value.path()).read_text().startswith("@article{")
    link = page.locator("#now [data-does='link']").get_attribute("href")
    page.goto(address + str(link))
    assert page.locator(".question").text_content() == QUESTION
    picture(page, "laptop-light-8-permanent-link")
    page.locator(".said .mark").first.click()
    page.wait_for_selector("#evidence")
    page.context.close()


def test_feedback_is_taken(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    ask(page)
    page.locator("#now summary", has_text="Right or wrong?").click()
    page.get_by_label("Wrong").check()
    page.get_by_label("What would be right?").fill("third-degree rape")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Noted, thank you.").last.wait_for()
    page.context.close()


def test_a_dropped_file_can_be_asked_about(browser: Browser, address: str, tmp_path: Path) -> None:
    page, _ = opened(browser, address)
    story = tmp_path / "keeper.txt"
    story.write_text("Lighthouse keeper retires\n\nMara Quist, the last keeper of Gull Point light, retired on Friday.")
    page.get_by_role("button", name="Add files").click()
    page.set_input_files("#files", str(story))
    page.get_by_text("Done: 1 article added.").wait_for(timeout=5 * SLOW)
    picture(page, "laptop-light-9-added")
    page.locator("#adding").get_by_role("button", name="Close").click()
    ask(page, "Who was the last keeper of Gull Point light?")
    assert "Lighthouse keeper retires" in page.locator(".evidence").text_content()
    page.context.close()


def test_hostile_text_is_shown_as_text(browser: Browser, address: str) -> None:
    page, wrong = opened(browser, address)
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


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in build/axe (see .ci/run)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, address: str, scheme: str) -> None:
    page, _ = opened(browser, address, scheme=scheme)
    found = serious(page)
    page.locator(".filters summary").click()
    ask(page)
    page.wait_for_timeout(500)
    found += serious(page)
    page.locator("#now .said .mark").first.click()
    page.wait_for_selector("#reader #evidence")
    page.wait_for_timeout(400)
    found += serious(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add files").click()
    found += serious(page)
    for path in ("/archive", "/docs"):
        page.goto(address + path)
        picture(page, f"laptop-{scheme}-{path.strip('/')}")
        found += serious(page)
    assert found == []
    page.context.close()


@pytest.mark.slow
def test_the_first_useful_paint_is_quick(browser: Browser, address: str) -> None:
    paints = []
    for _ in range(3):
        page, _wrong = opened(browser, address)
        paints.append(page.evaluate(USEFUL_PAINT))
        page.context.close()
    warnings.warn(f"first useful paint, ms: {paints}", stacklevel=1)
    if min(paints) >= 2_000 and os.getloadavg()[0] > 2 * (os.cpu_count() or 1):
        pytest.skip(f"{min(paints):.0f} ms, but this machine is busy with other work (load {os.getloadavg()[0]:.0f})")
    assert min(paints) < 2_000
