"""A span grows to what a person would say, inside its sentence and in the article's own words."""

import pytest

from qa.spans.expansion import widen


def widened(sentence: str, span: str, head: str = "") -> str:
    start = sentence.index(span)
    first, last = widen(sentence, start, start + len(span), (0, len(sentence)), head)
    return sentence[first:last]


@pytest.mark.parametrize(
    ("sentence", "span", "head", "expected"),
    [
        ("A mistrial was declared on the third-degree rape charge.", "rape", "charge", "third-degree rape charge"),
        (
            "The last charge against Dana Ruiz, wire fraud, was dropped.",
            "Dana Ruiz, wire fraud",
            "charge",
            "wire fraud",
        ),
        ("Jurors acquitted him of the charge brought by Kaja Sokola.", "Sokola", "", "Kaja Sokola"),
        ("The city paid $1.5 million to settle.", "1.5", "", "$1.5 million"),
        ("Turnout fell to 41 percent on Tuesday.", "41", "", "41 percent"),
        ("The bill passed “overwhelmingly,” she said.", "“overwhelmingly,”", "", "overwhelmingly"),
        ("He moved to Washington, D.C., in May.", "Washington, D.C.,", "", "Washington, D.C."),
        ("A 23-year sentence was overturned.", "23", "", "23-year"),
        ("It was the mayor’s plan.", "mayor", "", "mayor’s"),
        ("Yesterday Dana Ruiz spoke.", "Dana Ruiz", "", "Dana Ruiz"),
    ],
)
def test_widening(sentence, span, head, expected):
    assert widened(sentence, span, head) == expected


def test_the_range_never_leaves_its_sentence():
    body = "He was seen with Ann Lee. Bo Hart left."
    start = body.index("Lee")
    first, last = widen(body, start, start + 3, (0, 25))
    assert body[first:last] == "Ann Lee"
