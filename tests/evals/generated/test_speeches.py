"""Generated speeches: the right speaker, nobody where nobody is plain, and never a word that was not said."""

from __future__ import annotations

from evals.generated.speeches import FORMS, speeches
from qa.facts.speakers import utterances

ALL = list(speeches())


def of(speech):
    """The utterance that holds the words of a speech."""
    body = speech.article.body
    return next(
        u for u in utterances(body, speech.article.headline) if u.direct and speech.words in body[u.start : u.end]
    )


def test_there_are_140_plain_speeches_of_all_forms_and_they_are_the_same_every_time():
    assert sum(speech.plain for speech in ALL) == 10 * len(FORMS) == 140
    assert [speech.article.body for speech in speeches()] == [speech.article.body for speech in ALL]


def test_nine_in_ten_plain_speeches_have_the_right_speaker_and_nobody_else_is_named():
    named = [(of(speech).speaker, speech.speaker) for speech in ALL if speech.plain]
    assert sum(found == wanted for found, wanted in named) >= 0.95 * len(named)
    assert {found for found, wanted in named if found != wanted} <= {""}


def test_where_the_paragraph_does_not_tell_nobody_else_is_named():
    assert {of(speech).speaker for speech in ALL if not speech.plain and speech.words} <= {
        "", *(speech.speaker for speech in ALL if not speech.plain)
    }  # fmt: skip
    wrong = [speech for speech in ALL if not speech.plain and of(speech).speaker not in ("", speech.speaker)]
    assert wrong == []


def test_what_is_said_lies_between_quotation_marks():
    for speech in ALL:
        body = speech.article.body
        for one in utterances(body):
            if one.direct:
                assert body[one.start - 1] in '“"'
                assert body[one.end] in '”"'
