"""Values that cannot both be right are shown with quotes and days; what only looks like a conflict is not."""

import re

import pytest

from qa.asked.question import understand
from qa.disagreement import conflicts, disputes
from qa.spans import rank

WEIGHTS = rank.Weights()


@pytest.fixture
def ask(hit, reading):
    """Answer a question from bodies, dated or not, in each of which the reader finds the words given."""

    def asked(question, *stories):
        understood = understand("", question)
        hits = [hit(f"a{n}", body, **fields) for n, (body, _, fields) in enumerate(stories)]
        readings = [reading(body, *spans) for body, spans, _ in stories]
        found = rank.candidates(understood, hits, readings, WEIGHTS)
        groups = rank.group(found, hits, WEIGHTS.temperature)
        composed = disputes.show(conflicts.examine(understood, groups, hits), groups, hits)
        bodies = {h.article.id: h.article.body for h in hits}
        for citation in composed.citations:
            assert bodies[citation.article_id][citation.start : citation.end] == citation.quote
        assert {int(n) for n in re.findall(r"\[(\d+)\]", composed.text)} == {c.n for c in composed.citations}
        return composed, [re.sub(r"[^\w$.: ]", "", c.value) for c in composed.conflicts]

    return asked


def story(body, *spans, on=None, **fields):
    return body, spans, {"published_at": on, **fields}


HURT = "How many people were hurt in the fire?"


def test_different_numbers_for_one_thing_are_both_shown(ask):
    composed, shown = ask(
        HURT,
        story("Police said 14 people were hurt in the fire.", "14", on="2020-05-01", source="Alder Post"),
        story("In the fire 15 people were injured, officials said.", "15", on="2020-05-01", source="Dunes Record"),
    )
    assert shown == ["14", "15"]
    assert "It is 14 (Alder Post, May 1, 2020) [1], but 15 (Dunes Record, May 1, 2020) [2]:" in composed.text


def test_an_article_that_contradicts_itself_shows_both(ask):
    body = (
        "Walter Imbrie, a 73-year-old surveyor, was found alive on Tuesday.\n\n"
        "Doctors treated the 72-year-old for a sprained ankle."
    )
    _, shown = ask("How old was Walter Imbrie when he was found?", story(body, "73-year-old", on="2016-09-14"))
    assert [value[:2] for value in shown] == ["73", "72"]


@pytest.mark.parametrize(
    ("one", "other"), [("two", "2"), ("at least 14", "16"), ("21", "twenty-one"), ("nearly 50", "48")]
)
def test_the_same_number_in_other_words_is_no_conflict(ask, one, other):
    _, shown = ask(
        HURT,
        story(f"Police said {one} people were hurt in the fire.", one.split()[-1]),
        story(f"In the fire {other} people were hurt, officials said.", other.split()[-1]),
    )
    assert not shown


def test_a_person_grown_older_is_one_person(ask):
    def told(age, day):
        return story(f"Walter Imbrie, {age}, walked to Tull.", str(age), on=day)

    question = "How old is Walter Imbrie?"
    assert not ask(question, told(73, "2016-09-14"), told(74, "2017-06-01"))[1]
    assert not ask(question, told(73, "2016-09-14"), told(72, "2016-01-01"))[1]
    assert ask(question, told(73, "2016-09-14"), told(76, "2017-06-01"))[1] == ["73", "76"]


def test_another_persons_age_is_no_rival(ask):
    body = "Walter Imbrie, 73, was found alive.\n\nA friend, Ada Moss, 66, had called for help."
    assert not ask("How old is Walter Imbrie?", story(body, "73"))[1]


def test_a_toll_that_rises_is_a_development(ask):
    composed, shown = ask(
        "How many people did the blast in Ham kill?",
        story("The blast in Ham killed 3 people on Monday.", "3", on="2020-05-01"),
        story("The toll of the blast in Ham rose to 5 people killed.", on="2020-05-02", headline="Toll rises in Ham"),
        story("The blast in Ham killed 6 people, a revised count shows.", on="2020-05-09"),
    )
    assert not shown
    assert composed.answer == "6"
    assert "As of May 9, 2020: 6 [1]; before that, 5 (May 2, 2020) [2], and 3 (May 1, 2020) [3]." in composed.text


def test_reports_of_different_days_without_a_word_of_change_are_a_conflict(ask):
    _, shown = ask(
        HURT,
        story("Police said 14 people were hurt in the fire.", "14", on="2020-05-01"),
        story("The fire hurt 15 people.", on="2020-05-03"),
    )
    assert shown == ["14", "15"]


def test_a_corrected_value_wins_with_the_notice(ask):
    composed, shown = ask(
        "How much did Agnes Thorley leave to the library?",
        story("Agnes Thorley left $15 million to the library.", "$15 million", on="2019-04-11"),
        story(
            "Agnes Thorley left $1.5 million to the library.\n\nCorrection: An earlier version misstated the sum. It is "
            "$1.5 million, not $15 million.",
            "$1.5 million",
            on="2019-04-12",
        ),
    )
    assert composed.answer == "$1.5 million"
    assert "not $15 million" in composed.text
    assert not shown


def test_a_notice_outside_the_body_counts_too(ask):
    composed, _ = ask(
        "How much did Agnes Thorley leave to the library?",
        story("Agnes Thorley left $15 million to the library.", "$15 million", on="2019-04-11"),
        story(
            "Agnes Thorley left $1.5 million to the library.",
            "$1.5 million",
            on="2019-04-12",
            corrections=("An earlier version of this article misstated the sum as $15 million.",),
        ),
    )
    assert composed.answer == "$1.5 million"
    assert "misstated the sum as $15 million" in composed.text


def test_copies_that_agree_are_one_voice_with_the_first(ask):
    body = "Police said 14 people were hurt in the fire."
    assert not ask(HURT, story(body, "14"), story(body, "14"))[1]


def test_what_is_counted_in_another_place_or_year_is_no_rival(ask):
    first = story("The fire at the fair hurt 14 people.", "14", on="2020-05-01")
    question = "How many people were hurt in the fire at the fair?"
    assert not ask(question, first, story("A year earlier, a fire at the fair hurt 6 people.", on="2020-05-01"))[1]
    assert not ask(question, first, story("In 2011 a fire at the fair hurt 6 people.", on="2020-05-01"))[1]
    assert not ask(question, first, story("The fair, shut by the fire, had 200 people on its staff.", on="2020-05-01"))[
        1
    ]


def test_a_bare_number_counts_only_with_what_is_said_of_it(ask):
    first = story("The firm recalled 18,000 heaters.", "18,000", on="2020-05-01")
    question = "How many heaters were recalled?"
    assert not ask(
        question,
        first,
        story("It knew of nine fires when its recalled heaters, old and new, had caused four.", on="2020-06-01"),
    )[1]
    told = story("The number of heaters that were recalled is 17,000.", on="2020-05-01")
    assert ask(question, first, told)[1] == ["18000", "17000"]


def test_what_was_before_does_not_agree_with_it(ask):
    composed, shown = ask(
        "How much must Orbit pay for the wells?",
        story("A jury ordered Orbit to pay $31 million for the wells.", "$31 million", on="2020-03-06"),
        story("A court reduced what Orbit must pay for the wells to $19 million, from $31 million.", "$31 million",
              "$19 million", on="2020-03-20"),
    )  # fmt: skip
    assert composed.answer == "$19 million"
    assert not shown


def test_two_names_for_one_thing_are_both_shown(ask):
    question = "Who will lead the orchestra of Ham?"
    first = story("Ida Vance will lead the orchestra of Ham, its board said.", "Ida Vance", on="2020-05-01")
    other = story("The orchestra of Ham will be led by Rasmus Okafor.", "Rasmus Okafor", on="2020-05-01")
    assert ask(question, first, other)[1] == ["Ida Vance", "Rasmus Okafor"]
    again = story("The orchestra of Ham will be led by Ms. Vance.", "Ms. Vance", on="2020-05-01")
    assert not ask(question, first, again)[1]


def test_one_who_replaces_another_is_the_latest(ask):
    composed, shown = ask(
        "Who is the director of the Ham museum?",
        story("Ada Lee is the director of the Ham museum since Monday.", "Ada Lee", on="2020-05-01"),
        story("Jo Moss is the director of the Ham museum, replacing Ada Lee.", "Ada Lee", "Jo Moss", on="2021-05-01"),
    )
    assert composed.answer == "Jo Moss"
    assert "before that, Ada Lee (May 1, 2020)" in composed.text
    assert not shown


def test_a_past_date_does_not_develop(ask):
    _, shown = ask(
        "In what year was the Ham bridge opened?",
        story("The Ham bridge, opened in 1961, fell on Tuesday.", "1961", on="2019-10-08"),
        story("The Ham bridge, built in 1963, killed five.", "1963", on="2019-10-09", headline="Toll rises to five"),
    )
    assert shown == ["1961", "1963"]


def test_a_number_that_is_a_name_is_no_value(ask):
    body = "The firm recalled 18,000 Orbit 200 heaters.\n\nIt recalled Orbit 200 heaters before."
    assert not ask("How many Orbit 200 heaters were recalled?", story(body, "18,000"))[1]


def test_a_denial_of_something_else_corrects_nothing(ask):
    composed, shown = ask(
        HURT,
        story("The fire hurt 14 people.\n\nNine reports are not four.", "14", on="2020-05-01"),
        story("The fire hurt four people.", "four", on="2020-05-01"),
    )
    assert shown == ["14", "four"]
    assert "orrect" not in composed.text
