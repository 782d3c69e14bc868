"""What the chat shows: the sentence that says it, to the letter, with marks that lead to exact ranges."""

import re

from qa.answers import compose
from qa.asked.question import understand
from qa.checks import outcome
from qa.forms import verdicts
from qa.spans import rank

WEIGHTS = rank.Weights()


def answered(question, hits, readings):
    found = rank.candidates(understand("", question), hits, readings, WEIGHTS)
    return rank.group(found, hits, WEIGHTS.temperature)


def check(composed, hits):
    by_id = {hit.article.id: hit.article for hit in hits}
    for citation in composed.citations:
        assert by_id[citation.article_id].body[citation.start : citation.end] == citation.quote
    assert {int(n) for n in re.findall(r"\[(\d+)\]", composed.text)} == {c.n for c in composed.citations}


def test_a_span_comes_in_its_sentence_with_its_citation(hit, reading):
    body = "The trial took eight weeks.\n\nJurors deadlocked on the third-degree rape charge, and a mistrial followed."
    hits = [hit("a1", body)]
    groups = answered("Which charge ended in mistrial?", hits, [reading(body, "rape")])
    composed = compose.span_answer(groups, hits)
    assert composed.answer == "third-degree rape charge"
    assert composed.text == "Jurors deadlocked on the third-degree rape charge, and a mistrial followed. [1]"
    check(composed, hits)


def test_stories_that_agree_are_all_cited(hit, reading):
    bodies = ["Ruiz won with 52 percent.", "With 52% of the vote, Ruiz won."]
    hits = [hit(f"a{i}", body) for i, body in enumerate(bodies)]
    composed = compose.span_answer(
        answered("What share did she win?", hits, [reading(bodies[0], "52 percent"), reading(bodies[1], "52%")]), hits
    )
    assert [c.article_id for c in composed.citations] == ["a0", "a1"]
    assert composed.text.endswith("[1][2]")
    check(composed, hits)


def test_a_plain_sentence_gives_yes(hit, reading):
    body = "A jury convicted Dana Ruiz of bribery on Monday."
    hits = [hit("a1", body)]
    question = understand("", "Was Dana Ruiz convicted of bribery?")
    composed = verdicts.yes_no(question, hits, [reading(body, "Dana Ruiz")])
    assert composed.answer == "Yes"
    check(composed, hits)


def test_the_opposite_outcome_gives_no(hit, reading):
    body = "A jury acquitted Dana Ruiz of bribery on Monday."
    question = understand("", "Was Dana Ruiz convicted of bribery?")
    assert verdicts.yes_no(question, [hit("a1", body)], [reading(body, "Dana Ruiz")]).answer == "No"


def test_a_charge_alone_gives_neither(hit, reading):
    body = "Dana Ruiz was charged with bribery on Monday."
    question = understand("", "Was Dana Ruiz convicted of bribery?")
    assert verdicts.yes_no(question, [hit("a1", body)], [reading(body, "Dana Ruiz")]) is None


def test_each_charge_keeps_its_own_outcome(hit, reading):
    body = "A jury on Monday convicted Dana Ruiz of fraud and wire theft but found her not guilty of bribery."
    hits, readings = [hit("a1", body)], [reading(body, "Dana Ruiz")]

    def said(text):
        composed = verdicts.yes_no(understand("", text), hits, readings)
        return composed and composed.answer

    assert said("Was Dana Ruiz convicted of fraud?") == "Yes"
    assert said("Was Dana Ruiz convicted of bribery?") == "No"
    assert said("Was Dana Ruiz acquitted of bribery?") == "Yes"
    assert said("Was Dana Ruiz acquitted of fraud?") == "No"
    assert said("Was Peter Holm convicted of fraud?") is None
    assert said("Was Dana Ruiz convicted of perjury?") is None


def test_what_became_of_a_charge_is_told_in_the_words_of_its_sentence(hit, reading):
    body = "Jurors convicted Dana Ruiz of fraud. The bribery charge against Dana Ruiz was dismissed in May."
    hits, readings = [hit("a1", body)], [reading(body, "Dana Ruiz of fraud")]
    composed = verdicts.outcome(
        understand("", "What happened to the bribery charge against Dana Ruiz?"), hits, readings
    )
    assert composed.answer == "dismissed"
    check(composed, hits)


def test_why_questions_get_sentences_each_with_its_citation(hit, reading):
    body = "The bridge fell on Monday. Engineers said the bridge fell because salt had eaten its cables."
    hits = [hit("a1", body)]
    composed = compose.sentence_answer(understand("", "Why did the bridge fall?"), hits, [reading(body, "salt")])
    assert "salt had eaten its cables" in composed.text
    check(composed, hits)


def test_a_presumed_outcome_must_be_that_of_the_very_charge_and_person(hit):
    body = "A jury on Thursday convicted Leonard Voss of bribery but found him not guilty of extortion."
    found = hit("a1", body, headline="Voss convicted")

    def fits(text):
        return outcome.fits(understand("", text), found, (0, len(body)))

    assert fits("When was Leonard Voss convicted of bribery?")
    assert not fits("When was Leonard Voss convicted of extortion?")
    assert not fits("When was Peter Holm convicted of bribery?")
    assert not fits("When was the extortion charge dismissed?")
    assert fits("When did the trial of Leonard Voss begin?")
