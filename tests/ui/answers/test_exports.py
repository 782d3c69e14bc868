import csv
import io

import bibtexparser
import pytest
import rispy

from ingest import InputError
from tests.ui.conftest import ARTICLE, QUOTE, answer_of
from ui.answers.exports import FORMATS, bibtex, markdown, references, ris, table, whole


def test_ris_is_read_back_by_a_reference_manager() -> None:
    answer = answer_of()
    (record,) = rispy.loads(ris(answer, references(answer)))
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == ARTICLE.headline
    assert record["secondary_title"] == "The Courier"
    assert record["date"] == "2025/06/12"
    assert record["abstract"] == QUOTE
    assert record["urls"] == [ARTICLE.url]


def test_bibtex_is_read_back_by_a_parser() -> None:
    answer = answer_of()
    library = bibtexparser.parse_string(bibtex(answer, references(answer)))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "article"
    assert entry["title"].strip("{}") == ARTICLE.headline
    assert (entry["year"], entry["month"], entry["day"]) == ("2025", "6", "12")
    assert entry["abstract"] == QUOTE


@pytest.mark.parametrize(
    "headline", ["50% of {all} \\input{x}", "A & B } , title = {forged", "# $ ~ ^ _", "ER  - \nTY  - BOOK"]
)
def test_no_headline_breaks_a_format(headline: str) -> None:
    answer = answer_of()
    answer = answer.model_copy(
        update={"citations": [one.model_copy(update={"headline": headline}) for one in answer.citations]}
    )
    library = bibtexparser.parse_string(bibtex(answer, references(answer)))
    assert len(library.entries) == 1
    assert not library.failed_blocks
    assert set(library.entries[0].fields_dict) == {
        "title", "journal", "year", "month", "day", "url", "abstract", "note",
    }  # fmt: skip
    (record,) = rispy.loads(ris(answer, references(answer)))
    assert record["type_of_reference"] == "NEWS"


def test_two_quotes_of_one_article_get_different_keys() -> None:
    answer = answer_of()
    twice = [*references(answer), *references(answer)]
    assert len({entry.key for entry in bibtexparser.parse_string(bibtex(answer, twice)).entries}) == 2


def test_csv_holds_quote_and_range_and_no_formula() -> None:
    answer = answer_of(question="=HYPERLINK(1)")
    (row,) = csv.DictReader(io.StringIO(table(answer, references(answer))))
    assert row["quote"] == QUOTE
    assert ARTICLE.body[int(row["start"]) : int(row["end"])] == QUOTE
    assert row["question"] == "'=HYPERLINK(1)"


def test_markdown_keeps_the_marks_and_neutralises_links() -> None:
    answer = answer_of(question="[click](javascript:x) <b>")
    text = markdown(answer, references(answer))
    assert "[1]" in text
    assert r"\[click\](javascript" in text
    assert "<b>" not in text


def test_passages_are_chosen_by_their_place_in_the_list() -> None:
    answer = answer_of()
    (chosen,) = references(answer, [1])
    assert chosen.quote == ARTICLE.body
    with pytest.raises(InputError, match="There is no passage 2"):
        references(answer, [2])


def test_json_is_the_answer_itself() -> None:
    answer = answer_of()
    assert type(answer).model_validate_json(whole(answer, [])) == answer
    assert set(FORMATS) == {"md", "ris", "bibtex", "csv", "json"}
