"""What the browser tests share: opening the page, asking, waiting for answers, pictures, and what axe-core finds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest import Article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SLOW = 240_000
"""Milliseconds; a loaded machine is no reason to fail."""
QUESTION = "Which charge ended in a mistrial?"
CORRECTED = "How much was the library left?"
DISPUTED = "How many inches of rain did Storm Ilse bring?"
UNKNOWN = "Who is the prime minister of Japan?"
SIZES = {"laptop": (1440, 900), "phone": (390, 844)}

in_browser = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")]

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


def opened(
    browser: Browser, address: str, size: str = "laptop", scheme: Any = "light", **options: Any
) -> tuple[Page, list[str]]:
    """A page in a browser profile of its own, and the list of requests to other hosts and errors of scripts."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    wrong: list[str] = []
    ours = (address, "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(ours) else wrong.append(one.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".welcome")
    return page, wrong


def begin(page: Page, question: str = QUESTION) -> int:
    """Type a question and send it; how many turns there will be before its answer."""
    before = page.locator("#before .turn").count() + page.locator("#now .turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    return before


def answered(page: Page, before: int) -> Locator:
    """Wait for an answer that has ``before`` turns above it."""
    page.wait_for_function(
        "n => document.querySelectorAll('#before .turn').length === n &&"
        " document.querySelector('#now .turn[data-key]')",
        arg=before,
    )
    return page.locator("#now .turn")


def ask(page: Page, question: str = QUESTION) -> Locator:
    """Ask a question; the turn with its answer."""
    return answered(page, begin(page, question))


def read(page: Page) -> Locator:
    """Open the first citation; the quoted words in the article."""
    page.locator("#now .said .mark").first.click()
    page.wait_for_selector("#reader #evidence")
    return page.locator("#reader mark").first


def picture(page: Page, name: str) -> None:
    """Leave a picture of the page as it is."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(350)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps people out."""
    page.wait_for_timeout(450)  # what fades in has not its own colours before
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
