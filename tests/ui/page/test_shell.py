"""The frame around every page that is not the chat."""

from pathlib import Path

import pytest
from lxml import html

import ui.page
from ui.page.shell import ASSETS, LINKS, document

FILES = Path(ui.page.__file__).parent / "assets"


@pytest.mark.parametrize("here", [path for path, _ in LINKS])
def test_the_page_that_is_shown_is_marked_among_the_links(here: str) -> None:
    page = html.document_fromstring(document("The <b>", here, "Some <i>"))
    assert page.xpath("//a[@aria-current='page']/@href") == [here]
    assert page.findtext(".//title") == "The <b> · Dateline"
    assert page.xpath("string(//main)") == "Some <i>"


def test_every_style_and_script_that_it_asks_for_is_there_and_no_other() -> None:
    page = html.document_fromstring(document("x", ""))
    asked = set(page.xpath("//link[@rel]/@href | //script/@src"))
    assert asked == {f"{ASSETS}/{file.name}" for file in FILES.iterdir()}
