"""What opens over the conversation is closed at first and has a name."""

import pytest

from tests.ui.page.markup import parsed
from ui.page.panes import panes


@pytest.mark.parametrize(("takes_files", "dialogs"), [(True, ["history", "adding"]), (False, ["history"])])
def test_everything_is_closed_and_named(takes_files: bool, dialogs: list[str]) -> None:
    made = parsed(panes(takes_files=takes_files))
    assert made.xpath("//dialog/@id") == dialogs
    assert not made.xpath("//dialog/@open")
    assert made.xpath("//aside[@hidden]/@aria-label") == ["Reading pane"]
    for dialog in made.xpath("//dialog"):
        assert made.xpath(f"//h2[@id='{dialog.get('aria-labelledby')}']")
        assert dialog.xpath(".//button[@data-does='close-dialog']")
