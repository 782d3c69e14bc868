"""The ranked passages beside an answer."""

from __future__ import annotations

from tests.ui.conftest import QUOTE, answer_of
from tests.ui.page.markup import parsed
from ui.page.evidence import evidence


def test_evidence_lists_every_passage_with_its_copies() -> None:
    page = parsed(evidence(answer_of(), "k"))
    assert "+2 copies" in page.text_content()
    assert page.xpath("string(//p[@class='snippet']/mark)") == QUOTE
    formats = page.xpath("//div[@class='picked']/a/@data-format")
    assert formats == ["md", "ris", "bibtex", "csv"], "JSON holds a whole answer, never a choice of passages"
