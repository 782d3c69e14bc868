import pytest

from ingest import Problem


def test_the_first_line_is_the_headline_and_paragraphs_follow(read_one):
    a = read_one("a.txt", "Harbor wall approved\n\nThe council voted on Monday.\n\nThe mayor agreed.\n")
    assert a.headline == "Harbor wall approved"
    assert a.body == "The council voted on Monday.\n\nThe mayor agreed."
    assert not a.id_given


def test_byline_date_and_source_lines_are_fields_not_body(read_one):
    a = read_one(
        "a.txt",
        "Harbor wall approved\nBy Ann Writer and Bo Scribe\nPortvale Post | March 14, 2024 10:05 p.m. ET\n\n"
        "The council voted.\n",
    )
    assert a.authors == ("Ann Writer", "Bo Scribe")
    assert a.published_at == "2024-03-14T22:05:00-04:00"
    assert a.published_day.isoformat() == "2024-03-14"
    assert a.source == "Portvale Post"
    assert a.body == "The council voted."


def test_key_lines_make_a_header(read_one):
    a = read_one(
        "a.txt", "Title: Wall approved\nDate: 2024-03-14\nSource: Portvale Post\nAuthor: Ann Writer\n\nThe vote."
    )
    assert (a.headline, a.published_at, a.source, a.authors, a.body) == (
        "Wall approved", "2024-03-14", "Portvale Post", ("Ann Writer",), "The vote.",
    )  # fmt: skip


def test_the_dateline_stays_in_the_body_and_is_recognised(read_one):
    a = read_one(
        "a.txt", "Wall approved\n2024-03-15\n\nPORTVALE, Ohio, March 14 (AP) — The council voted.\n\nIt was late."
    )
    assert a.body.startswith("PORTVALE, Ohio, March 14 (AP) — The")
    assert (a.dateline_place, a.dateline_date, a.wire) == ("PORTVALE, Ohio", "2024-03-14", "AP")


def test_hard_wrapped_lines_become_paragraphs(read_one):
    a = read_one(
        "a.txt",
        "Harbor wall approved\n\n"
        "The council of Portvale voted on Monday for the new harbor wall,\n"
        "which is to protect the lower town from floods such as the one\n"
        "that killed three people in the spring of last year and left a\n"
        "thousand homeless.\n\n"
        "Mayor Ann Alder said that the work would begin before the autumn\n"
        "and would cost the town $1.5 million in its first year.\n",
    )
    assert [len(p.split("\n")) for p in a.body.split("\n\n")] == [1, 1]
    assert "wall, which is to" in a.body


def test_lines_without_blank_lines_between_are_paragraphs(read_one):
    a = read_one(
        "001.txt",
        "Ad sales boost profit\n\n"
        "Quarterly profits at the Portvale group jumped 76% to $1.13bn for the three months to December, it said.\n"
        "The firm said it had benefited from sales of high-speed internet connections and higher advert sales.\n",
    )
    assert a.headline == "Ad sales boost profit"
    assert a.body.count("\n\n") == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "“Café” costs €5"),
        ("utf-8-sig", "“Café” costs €5"),
        ("cp1252", "“Café” costs €5"),
        ("utf-16", "“Café” costs €5"),
        ("utf-16-le", "Cafe costs 5 at the harbor of Portvale"),
        ("cp1251", "Совет города проголосовал за новую стену в гавани, сообщил в понедельник мэр"),
        ("shift_jis", "市議会は月曜日に新しい防波堤を承認した。市長はこれに同意した。"),
    ],
)
def test_any_usual_encoding_is_read(read_one, encoding, text):
    a = read_one("a.txt", f"Headline\n\n{text}\n\n{text}".encode(encoding))
    assert a.body == f"{text}\n\n{text}"


def test_the_day_in_a_file_name_is_used_when_the_text_has_none(read_one):
    a = read_one("2024-03-14-wall.txt", "Wall approved\n\nThe council voted.")
    assert (a.published_at, a.provenance["published_at"]) == ("2024-03-14", "file name")


def test_a_single_paragraph_is_a_body_named_by_its_first_words(read_one):
    a = read_one(
        "a.txt", "The council of Portvale voted on Monday for the wall that protects the lower town from the sea."
    )
    assert a.body.startswith("The council")
    assert a.headline.endswith("…")


def test_invisible_characters_are_dropped(read_one):
    a = read_one("a.txt", "Wall\n\nThe\u200b coun\u00adcil\u202e vo\u2066ted.\U000e0041 Fine.")
    assert a.body == "The council voted. Fine."


def test_an_over_long_article_is_set_aside_with_a_sentence(read):
    [problem] = read("a.txt", "word " * 1_000, max_article_chars=1_000)
    assert isinstance(problem, Problem)
    assert problem.kind == "too-long"
    assert "1,000 characters" in problem.reason


def test_a_correction_paragraph_becomes_a_notice(read_one):
    notice = "Correction: An earlier version of this story gave the wrong age for Mr. Alder. He is 72."
    a = read_one("a.txt", f"Wall approved\n\nThe council voted.\n\n{notice}")
    assert a.corrections == (notice,)
    assert notice in a.body
