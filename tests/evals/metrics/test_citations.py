from __future__ import annotations

import pytest

from evals.metrics.agreement import measure
from evals.metrics.citations import alce, exact, holds, statements
from evals.metrics.support import LexicalSupport
from ingest import Article
from qa import Citation

FIRE = Article(id="fire", headline="Mill burns", body="The mill in Tarrow Falls burned on Friday. Two workers died.")
COURT = Article(id="court", headline="Ruiz", body="A jury acquitted Ruiz of bribery. It convicted Chen of fraud.")


def cite(article: Article, quote: str, n: int) -> Citation:
    start = article.body.index(quote)
    return Citation.of(article, start, start + len(quote), n)


BURNED = cite(FIRE, "The mill in Tarrow Falls burned on Friday.", 1)
DIED = cite(FIRE, "Two workers died.", 2)
ACQUITTED = cite(COURT, "A jury acquitted Ruiz of bribery.", 3)
JUDGE = LexicalSupport()


def counts(text, *citations):
    support = alce(text, citations, JUDGE)
    return support.statements, support.supported, support.citations, support.needed


def test_a_mark_belongs_to_the_sentence_before_it():
    found = statements("The mill burned on Friday. [1] Two workers died [2][3]. Nobody was charged.")
    assert [(one.text, one.cites) for one in found] == [
        ("The mill burned on Friday.", (1,)),
        ("Two workers died", (2, 3)),
        ("Nobody was charged.", ()),
    ]


def test_a_quoted_sentence_is_supported():
    assert counts("The mill in Tarrow Falls burned on Friday. [1]", BURNED) == (1, 1, 1, 1)


def test_a_sentence_without_a_citation_is_not_supported():
    assert counts("The mill in Tarrow Falls burned on Friday.", BURNED) == (1, 0, 0, 0)


def test_a_citation_that_does_not_exist_supports_nothing():
    assert counts("Two workers died [9].", DIED) == (1, 0, 1, 0)


def test_a_citation_beside_the_point_is_not_needed():
    assert counts("Two workers died [2][3].", DIED, ACQUITTED) == (1, 1, 2, 1)


def test_two_citations_that_only_together_support_are_both_needed():
    text = "The mill in Tarrow Falls burned on Friday and two workers died [1][2]."
    assert counts(text, BURNED, DIED) == (1, 1, 2, 2)


def test_the_wrong_outcome_is_not_supported():
    assert counts("A jury convicted Ruiz of bribery [3].", ACQUITTED) == (1, 0, 1, 0)


def test_the_wrong_number_is_not_supported():
    assert not JUDGE.supports("The fire cost $15 million", ["The fire cost $12 million"])


def told(text, source, day, n):
    article = Article(id=f"{source} {day}", headline="Toll", body=text, source=source, published_at=day)
    return Citation.of(article, 0, len(text), n)


FOURTEEN = told("Police said 14 people were hurt in the fire.", "Alder Post", "2020-05-01", 1)
FIFTEEN = told("In the fire 15 people were injured.", "Dunes Record", "2020-05-02", 2)


def test_a_disagreement_is_supported_where_each_value_is_in_its_passage_and_each_report_is_named_as_recorded():
    text = "It is 14 (Alder Post, May 1, 2020) [1], but 15 (Dunes Record, May 2, 2020) [2]: In the fire 15 people were injured. [2]"
    assert counts(text, FOURTEEN, FIFTEEN) == (3, 3, 3, 3)


@pytest.mark.parametrize(
    "claim",
    [
        "It is 15 (Alder Post, May 1, 2020) [1]",  # the other's value
        "It is 14 (Alder Post, May 2, 2020) [1]",  # the other's day
        "It is 14 (Dunes Record, May 1, 2020) [1]",  # the other's source
        "14 people were hurt on May 1, 2020 [1]",  # a day that is claimed of the event is no record
    ],
)
def test_a_disagreement_told_wrongly_is_not_supported(claim):
    assert counts(claim, FOURTEEN, FIFTEEN)[1] == 0


def test_the_latest_state_with_its_day_is_supported_as_recorded():
    text = "As of May 2, 2020: 15 [2]; before that, 14 (May 1, 2020) [1]."
    assert counts(text, FOURTEEN, FIFTEEN) == (2, 2, 2, 2)
    assert counts(text.replace("May 2", "May 3"), FOURTEEN, FIFTEEN)[1] == 1


@pytest.mark.parametrize("judge", [JUDGE, LexicalSupport(0.99)])
def test_text_supports_itself_and_nothing_does_not(judge):
    assert judge.supports(FIRE.body, [FIRE.body])
    assert not judge.supports(FIRE.body, [])
    assert not judge.supports("...", [FIRE.body])


def test_exactness_counts_quotes_that_are_the_stored_text():
    moved = BURNED.model_copy(update={"start": 1, "end": 43})
    assert exact([BURNED, DIED, moved], lambda _id, _version: FIRE.body) == 2


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("The mill in Tarrow Falls burned on Friday", True),
        ("Meanwhile the mill in Tarrow Falls burned on Friday", True),  # most of it in one stretch
        ("the mill burned at some time on Friday in Tarrow Falls", False),
        ("", False),
    ],
)
def test_holding_evidence(evidence, found):
    assert holds(FIRE.body, evidence) is found


def test_agreement_with_labels():
    # 6 right of 8; by chance 4 of 8 would be.
    said, meant = [True, True, True, False, False, False, True, False], [True] * 4 + [False] * 4
    found = measure("judge", said, meant, list("abcdefgh"))
    assert (found.accuracy.value, found.balanced_accuracy, found.kappa) == (0.75, 0.75, 0.5)
    assert (found.false_passes, found.false_alarms, found.n) == (1, 1, 8)
