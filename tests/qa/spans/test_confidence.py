"""Where the confidence of an answer comes from."""

import pytest

from qa.forms.registry import FORMS
from qa.spans.confidence import Calibration


@pytest.mark.parametrize("form", [form.name for form in FORMS if not form.weighed])
def test_every_form_that_rests_on_no_span_has_its_figure(form):
    assert any(key.partition(".")[0] == form for key in Calibration.load().forms)


@pytest.mark.parametrize(
    ("name", "manner", "share"),
    [("said", "verbatim", 0.9), ("said", "reported", 0.6), ("said", "sung", 0.5), ("ruling", "any", 0.8)],
)
def test_a_manner_has_its_own_share_else_that_of_its_form(name, manner, share):
    forms = {"said.verbatim": 0.9, "said.reported": 0.6, "ruling": 0.8}
    assert Calibration(forms=forms).of_form(name, manner) == share


def test_a_calibration_is_read_as_it_was_written(tmp_path):
    written = Calibration(threshold=0.3, forms={"ruling": 0.8})
    written.save(tmp_path / "calibration.json")
    assert Calibration.load(tmp_path / "calibration.json") == written
