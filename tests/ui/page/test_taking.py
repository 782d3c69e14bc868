"""What can be done with an answer."""

import pytest

from tests.ui.page.markup import parsed
from ui.answers.exports import FORMATS
from ui.page.taking import actions, exports


@pytest.mark.parametrize(("chosen", "formats"), [(False, list(FORMATS)), (True, ["md", "ris", "bibtex", "csv"])])
def test_every_format_has_a_link(chosen: bool, formats: list[str]) -> None:
    links = parsed("".join(exports("k", chosen=chosen))).xpath("//a/@href")
    assert links == [f"/answers/k/export?format={code}" for code in formats]


@pytest.mark.parametrize("lasting", [True, False])
def test_a_link_and_a_verdict_need_an_answer_that_is_kept(lasting: bool) -> None:
    row = parsed(actions("k", lasting=lasting))
    assert bool(row.xpath("//a[@href='/answers/k']")) == lasting
    assert bool(row.xpath("//*[@data-does='link']")) == lasting
    assert row.xpath("//button[@data-does='copy']")
