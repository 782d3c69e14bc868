from __future__ import annotations

import pytest

from evals.metrics import squad

# Expected values were computed by hand from the rules of the official scripts: lower case, ASCII punctuation deleted,
# articles removed, spaces collapsed; F1 on the multiset of tokens; best gold answer.
OFFICIAL = [
    ("Denver Broncos", ["Denver Broncos"], 1.0, 1.0),
    ("the Denver Broncos.", ["Denver Broncos"], 1.0, 1.0),
    ("Broncos", ["Denver Broncos"], 0.0, 2 / 3),
    ("Santa Clara, California", ["Levi's Stadium", "Santa Clara"], 0.0, 0.8),
    ("U.S.", ["US"], 1.0, 1.0),
    ("gold gold", ["gold"], 0.0, 2 / 3),
    ("anthem", ["an them"], 0.0, 0.0),
    ("", ["Denver"], 0.0, 0.0),
    ("", [], 1.0, 1.0),
    ("Denver", [], 0.0, 0.0),
    ("the", ["a"], 1.0, 1.0),  # only articles: both are empty, which the script counts as equal
    ("“dime”", ["dime"], 0.0, 0.0),  # curly quotes are not ASCII punctuation
    ("$1.5 million", ["$15 million"], 1.0, 1.0),  # the official metric cannot tell them apart
    ("not guilty", ["guilty"], 0.0, 2 / 3),
]


@pytest.mark.parametrize(("prediction", "golds", "exact", "f1"), OFFICIAL)
def test_official_scores(prediction, golds, exact, f1):
    assert squad.best(prediction, golds) == pytest.approx((exact, f1), abs=1e-6)


def test_corpus_scores_are_means_in_per_cent():
    golds = {"q1": ["Denver"], "q2": ["Carolina Panthers"], "q3": []}
    predictions = {"q1": "Denver", "q2": "Panthers", "q3": ""}
    assert squad.corpus_scores(predictions, golds) == pytest.approx((200 / 3, 100 * (1 + 2 / 3 + 1) / 3), abs=1e-6)


def test_a_missing_prediction_counts_as_wrong():
    golds = {"q1": ["Denver"], "q2": ["Panthers"], "q3": []}
    assert squad.corpus_scores({"q1": "Denver"}, golds) == pytest.approx((100 / 3, 100 / 3), abs=1e-6)


@pytest.mark.parametrize(
    ("prediction", "golds", "right"),
    [
        ("Sudan", ["Sudan"], True),
        ("prime minister of Sudan", ["Sudan"], True),  # the answer inside a short span
        ("Sudanese", ["Sudan"], False),  # inside a word is not inside a span
        ("a b c d e f g h i j k l Sudan", ["Sudan"], False),  # 13 words
        ("Elizabeth", ["Elizabeth Holmes"], True),  # F1 of 2/3
        ("Khartoum", ["Sudan", "Khartoum"], True),
        (None, ["Sudan"], False),
        (" ", ["Sudan"], False),
    ],
)
def test_right(prediction, golds, right):
    assert squad.right(prediction, golds) is right
