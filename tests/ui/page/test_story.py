"""A person who has never seen it: serve, ask, prove, filter, take away, add, ask about what was added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import httpx

from tests.ui.browsing import SLOW, answered, ask, in_browser, opened, picture, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = in_browser
STORY = (
    "Lighthouse keeper retires\n\nThe Courier, 3 October 2025\n\n"
    "Mara Quist, the last keeper of Gull Point light, retired on Friday after 41 years."
)


def test_from_the_first_look_to_an_article_of_ones_own(browser: Browser, site: str, tmp_path: Path) -> None:
    page, wrong = opened(browser, site)
    page.wait_for_selector(".example")
    picture(page, "story-1-welcome")

    turn = ask(page, "Which charge ended in a mistrial in 2025?")
    assert turn.locator(".short").text_content()
    assert page.locator(".evidence .result").count() >= 3
    picture(page, "story-2-answer")

    quote = read(page)
    cited = quote.text_content()
    assert cited in turn.locator(".said").text_content().replace("\n", " ")
    box = quote.bounding_box()
    assert 0 <= box["y"] < 900 - box["height"], "the sentence is in sight"
    where = page.locator("#reader .alone").get_attribute("href").partition("?")
    key = where[0].removeprefix("/articles/")
    span = dict(pair.split("=") for pair in where[2].partition("#")[0].split("&"))
    body = httpx.get(f"{site}/api/articles/{key}", params={"version": span["version"]}).json()["body"]
    assert body[int(span["start"]) : int(span["end"])] == cited, "exactly the range that is cited is highlighted"
    picture(page, "story-3-sentence")
    page.keyboard.press("Escape")

    page.locator("#now .chip.inferred").get_by_role("button").click()
    turn = answered(page, 1)
    assert turn.locator(".chip").count() == 0
    picture(page, "story-4-filter-removed")

    turn.locator("summary", has_text="Export").click()
    with page.expect_download() as download:
        turn.locator(".export[data-format='bibtex']").click()
    (entry, *_) = bibtexparser.parse_string(Path(download.value.path()).read_text()).entries
    assert entry["title"].strip("{}") == turn.locator(".cited-headline").first.text_content()
    assert "".join(entry["abstract"].split()) == "".join(cited.split())
    picture(page, "story-5-bibtex")
    page.keyboard.press("Escape")

    (tmp_path / "keeper.txt").write_text(STORY)
    page.evaluate(DRAG)
    page.wait_for_selector("#adding[open]")
    page.set_input_files("#files", str(tmp_path / "keeper.txt"))
    page.get_by_text("Done: 1 article added.").wait_for(timeout=5 * SLOW)
    picture(page, "story-6-added")
    page.locator("#adding").get_by_role("button", name="Close").click()

    page.get_by_role("button", name="New conversation").click()
    page.wait_for_selector(".welcome")
    turn = ask(page, "Who was the last keeper of Gull Point light?")
    assert "Mara Quist" in turn.locator(".answer").text_content()
    assert "Lighthouse keeper retires" in page.locator(".evidence").text_content()
    picture(page, "story-7-asked-about")
    assert wrong == []
    page.context.close()


DRAG = """() => {
  const files = new DataTransfer();
  files.items.add(new File(['x'], 'x.txt', { type: 'text/plain' }));
  window.dispatchEvent(new DragEvent('dragover', { dataTransfer: files, bubbles: true, cancelable: true }));
}"""
"""A file held over the page, which opens the box for files."""
