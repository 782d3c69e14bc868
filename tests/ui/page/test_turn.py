"""One turn: the answer with its marks, a refusal, a conflict, a question on its way."""

from __future__ import annotations

from qa import Conflict
from tests.ui.conftest import ARTICLE, QUOTE, answer_of, refused
from tests.ui.page.markup import parsed
from ui.page.turn import answered, failed, under_way


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


def test_conflicting_values_stand_side_by_side() -> None:
    answer = answer_of(conflicts=[Conflict(value="14", citations=[1]), Conflict(value="16", citations=[1])])
    page = parsed(answered(answer, "k"))
    assert [side.xpath("string(p)") for side in page.xpath("//div[@class='side']")] == ["14", "16"]
    assert "12 June 2025" in page.xpath("string(//div[@class='side'])")


def test_a_low_confidence_stands_out() -> None:
    assert (
        parsed(answered(answer_of(confidence=0.4), "k")).xpath("string(//span[@class='sure low'])") == "Uncertain (40%)"
    )
    assert not parsed(answered(answer_of(confidence=0.9), "k")).xpath("//span[@class='sure low']")


def test_a_turn_on_its_way_says_which_step_it_is_at() -> None:
    page = parsed(under_way("Q", "reading"))
    assert page.xpath("string(//li[@class='now'])") == "Reading the best passages"
    assert "Waiting" in parsed(under_way("Q", "queued")).text_content()
    writing = parsed(under_way("Q", "writing: The charge: <b>"))
    assert writing.xpath("string(//li[@class='now'])") == "Writing the answer"
    assert writing.xpath("string(//p[@class='said'])") == "The charge: <b>"
    assert parsed(failed("Q", "Busy.")).xpath("string(//*[@role='alert'])") == "Busy."
