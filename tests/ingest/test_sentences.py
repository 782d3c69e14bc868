import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import sentences

CASES = [
    ["Mr. Alder met Dr. Pym in St. Paul.", "They talked."],
    ["The U.S. Senate voted.", "It passed."],
    ["He moved to the U.S.", "The family followed."],
    ["On Jan. 5 the jury met.", "On Feb. 6 it left."],
    ["John F. Kennedy spoke.", "J. K. Rowling wrote."],
    ["The rate rose 2.5 percent to $1.25 a share.", "Analysts shrugged."],
    ["“I never took a dime.”", "She left."],
    ['"Why?" he asked.', '"Because," she said.'],
    ["The vote is at 5 p.m. Tuesday in the hall.", "Bring a friend."],
    ["It ended at 5 p.m.", "Police said nobody was hurt."],
    ["He paused ... and went on.", "Then he stopped…", "The room waited."],
    ["Harbor Inc. said so.", "Apple Inc. chief Tim Alder agreed."],
    ["Sales reached No. 1 in May.", "Was it luck?", "No.", "It was work!"],
    ["The firm (based in Calif. since 1990) closed.", "It owed $3m."],
    ["Washington, D.C. police came.", "So did the F.B.I. and others."],
    ["Ms. Rivera, Ph.D., spoke."],
    ["她来了。", "他走了。"],
    ["Smith v. Jones was decided.", "The court split."],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda case: case[0][:30])
def test_news_prose_is_split_where_a_reader_would(expected):
    text = " ".join(expected) if expected[0][0].isascii() or expected[0][0] == "“" else "".join(expected)
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_a_paragraph_border_ends_a_sentence_without_a_full_stop():
    text = "PORTVALE (AP)\n\nthe mayor resigned"
    assert [text[a:b] for a, b in sentences(text)] == ["PORTVALE (AP)", "the mayor resigned"]


def test_a_line_that_plainly_runs_on_is_one_sentence():
    text = "The mayor of Portvale\nresigned on Monday,\nTuesday and Friday."
    assert len(sentences(text)) == 1


def test_a_range_is_split_in_offsets_of_the_whole_text():
    text = "One. Two. Three. Four."
    assert [text[a:b] for a, b in sentences(text, 5, 16)] == ["Two.", "Three."]


PROSE = st.text(
    alphabet=st.one_of(st.sampled_from(list(" \n.!?…\"'“”()AaBbUuSs19,-。的")), st.characters(codec="utf-8")),
    max_size=300,
)


@given(PROSE, st.integers(0, 20), st.integers(0, 320))
def test_nothing_is_lost_and_nothing_overlaps(text, start, end):
    ranges = sentences(text, start, end)
    last = start
    for a, b in ranges:
        assert a >= last
        assert not text[last:a].strip()
        assert text[a:b] == text[a:b].strip() != ""
        last = b
    assert not text[last : max(end, last)].strip() or (not ranges and not text[start:end].strip())
