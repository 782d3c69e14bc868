"""What can be done with an answer: copy it, link to it, export it, say whether it is right."""

from __future__ import annotations

from ui.answers.exports import FORMATS
from ui.page.html import Content, Markup, tag, void

WHOLE = "json"
"""The format that holds a whole answer, whatever is chosen from it."""


def exports(key: str, *, chosen: bool = False) -> list[Markup]:
    """A link for each format that an answer can be exported in, or the passages ``chosen`` from it."""
    return [
        tag("a", name, href=f"/answers/{key}/export?format={code}", download=True, class_="export", data_format=code)
        for code, (name, *_) in FORMATS.items()
        if not (chosen and code == WHOLE)
    ]


def actions(key: str, *, lasting: bool) -> Markup:
    """The row under an answer; ``lasting`` says whether it is kept, so that a permanent link can be given."""
    return tag(
        "div",
        tag("button", "Copy", type="button", class_="quiet", data_does="copy"),
        tag("a", "Permanent link", href=f"/answers/{key}", class_="quiet", data_does="link") if lasting else None,
        tag("details", tag("summary", "Export"), tag("div", exports(key), class_="menu"), class_="drop"),
        _judging(key) if lasting else None,
        tag("button", "To the evidence", type="button", class_="quiet only-narrow", data_does="evidence"),
        class_="actions",
    )


def _judging(key: str) -> Markup:
    return tag(
        "details",
        tag("summary", "Right or wrong?"),
        tag(
            "form",
            tag("fieldset", tag("legend", "This answer is", class_="unseen"), _verdict("right"), _verdict("wrong")),
            _typed("What would be right?", "expected"),
            _typed("Comment", "comment"),
            tag("button", "Send", type="submit", class_="primary"),
            class_="judging",
            data_key=key,
        ),
        class_="drop",
    )


def _verdict(verdict: str) -> Content:
    chosen = void("input", type="radio", name="verdict", value=verdict, required=True)
    return tag("label", chosen, verdict.capitalize())


def _typed(label: str, name: str) -> Content:
    return tag("label", label, void("input", type="text", name=name, class_="field", maxlength=2000))
