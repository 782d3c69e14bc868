"""A source that a question calls as a witness is told from one that it is about."""

import pytest

from qa.asked.named import named_sources

SOURCES = ["Meridian Wire", "Port Ansel Courier", "Tarrow Falls Lantern", "Kestrel County Record", "Larkmoor Record"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("According to the Meridian Wire, who won the race?", ["Meridian Wire"]),
        ("What did the Courier report about the snow?", ["Port Ansel Courier"]),
        ("what did the meridian wire say about Voss?", ["Meridian Wire"]),
        ("How much was left, according to the Tarrow Falls Lantern?", ["Tarrow Falls Lantern"]),
        ("What did the Lantern and the Courier say about the gift?", ["Tarrow Falls Lantern", "Port Ansel Courier"]),
        ("In the Lantern story, who died?", ["Tarrow Falls Lantern"]),
    ],
)
def test_a_witness(question, found):
    assert sorted(named_sources(question, SOURCES)) == sorted(found)


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the Port Ansel Courier?",
        "Who is a courier?",
        "Which lantern fell?",
        "What did the Gazette report?",
        "What did the Record report?",  # two sources might be meant
        "How much snow fell in Port Ansel?",
    ],
)
def test_no_witness(question):
    assert named_sources(question, SOURCES) == []
