"""The reader alone: spans on what is answerable, answer-or-not by kind, and twins in the right order."""

from __future__ import annotations

import json

import pytest

from evals.components.reader import DEFAULT, SETS, evaluate, load, names, table
from evals.data.passages import PassageQuestion
from ingest import InputError
from qa.reader import PassageText, Reading, Span

MARGINS = {"plain": 3.0, "vague": 1.0, "bait": 2.0, "rain": -4.0}
"""How sure the reader below is of a passage, by its first word."""


class FirstWord:
    """Answers with the second word; surer of some passages than of others."""

    name = "first word"

    def __init__(self) -> None:
        self.headlines: set[str] = set()

    def read_pairs(self, pairs: list[tuple[str, PassageText]]) -> list[Reading]:
        found = []
        for _, passage in pairs:
            self.headlines.add(passage.headline)
            manner, word, *_ = passage.text.split()
            start = len(manner) + 1
            score = MARGINS[manner]
            found.append(Reading((Span(start, start + len(word), score),), 0.0))
        return found


def row(context, *answers, kind="", twin="", cluster="A"):
    return PassageQuestion("Who?", context, f"On {cluster}", answers, cluster, kind, twin)


ITEMS = [
    row("plain Ruiz won.", "Ruiz", kind="answerable", twin="1"),
    row("rain in Ruiz.", kind="removed", twin="1", cluster="B"),
    row("vague Chen lost.", "Chen", kind="told", twin="2", cluster="C"),
    row("bait Chen won.", kind="role", twin="2", cluster="D"),
    row("plain Odile left.", "Odile", kind="answerable", twin="3", cluster="E"),
    row("plain Odile stayed.", kind="neg", twin="3", cluster="F"),
    row("plain Ida spoke.", "Ida", kind="answerable", cluster="G"),
]


def test_spans_are_judged_on_what_is_answerable():
    found = evaluate(FirstWord(), ITEMS, "dev")
    assert (found["em"].value, found["f1"].value, found["em"].n) == (1.0, 1.0, 4)


@pytest.mark.parametrize(
    ("figure", "value", "n"),
    [
        ("auroc, removed", 1.0, 5),  # under all four that are answered
        ("auroc, role", 0.75, 5),  # above one of them
        ("auroc, neg", 3 * 0.5 / 4, 5),  # equal to three of them, above one
        ("auroc", (4 + 3 + 1.5) / 12, 7),
    ],
)
def test_answer_or_not_of_all_and_of_each_kind_against_all_that_is_answerable(figure, value, n):
    found = evaluate(FirstWord(), ITEMS, "dev")[figure]
    assert (found.value, found.n) == (pytest.approx(value), n)


def test_twins_are_in_order_where_the_answering_passage_has_the_greater_margin_and_ties_count_half():
    found = evaluate(FirstWord(), ITEMS, "dev")["twins in the right order"]
    assert (found.value, found.n) == ((1 + 0 + 0.5) / 3, 3)


def test_a_set_without_kinds_twins_or_silent_passages_has_no_such_figures():
    assert set(evaluate(FirstWord(), [row("plain Ruiz won.", "Ruiz")], "dev")) == {"em", "f1", "news"}


@pytest.mark.parametrize(("headlines", "given"), [(False, {""}), (True, {"On A", "On C"})])
def test_only_headlines_are_given_as_headlines(headlines, given):
    reader = FirstWord()
    evaluate(reader, [ITEMS[0], ITEMS[2]], "dev", headlines=headlines)
    assert reader.headlines == given


def test_sets_are_named_with_commas_and_a_wrong_name_says_what_there_is():
    assert names("written, newsqa_chunks") == ["written", "newsqa_chunks"]
    assert names("") == []
    assert set(DEFAULT) <= set(SETS)
    with pytest.raises(InputError, match=r'"squad" is not a set for the reader; the sets are written, newsqa_chunks'):
        names("written,squad")


def test_passages_are_resampled_where_a_set_has_two_titles(tmp_path):
    rows = [{"title": "Immune_system", "context": f"plain Ruiz won {n}.", "question": "Who?"} for n in range(3)]
    for name in ("squad2_dev_2titles", "squad2_dev_10titles"):
        path = tmp_path / SETS[name].path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert len({item.cluster for item in load(tmp_path, "squad2_dev_2titles")}) == 3
    assert len({item.cluster for item in load(tmp_path, "squad2_dev_10titles")}) == 1


def test_the_table_is_what_the_board_reads(tmp_path):
    made = table("first word", {"dev": evaluate(FirstWord(), ITEMS, "dev")})
    made.write(tmp_path / "reader.json")
    rows = {one["figure"]: one for one in json.loads((tmp_path / "reader.json").read_text())["rows"]}
    assert rows["dev twins in the right order"]["as"] == "em"
    assert rows["dev auroc, role"]["as"] == "auroc"
    assert "--sets dev" in made.note
