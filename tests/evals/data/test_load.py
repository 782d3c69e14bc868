from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from evals.data.beir import load_beir
from evals.data.frank import load_claims
from evals.data.load import SHARED, load
from evals.data.trec import read_qrels, read_run, write_run
from ingest import InputError

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    return path


class TestOwn:
    def test_a_file_written_by_hand(self, tmp_path):
        path = write(
            tmp_path / "mine.jsonl",
            "# twenty questions on our archive",
            "",
            {"question": "Which charge ended in a mistrial?", "answers": ["bribery"], "articles": ["courier/a.txt"]},
            {"question": "Who won in 2031?", "unanswerable": True, "kind": "false premise", "why": "not yet held"},
            {"question": "And the other?", "answers": "fraud", "history": [{"role": "user", "content": "Which?"}]},
            {"question": "Who led then?", "answers": ["Ruiz"], "asked_on": "2024-03-14"},
        )
        data = load(str(path))
        first, second, third, fourth = data.questions
        assert data.name == "mine"
        assert (first.answers, first.articles, first.group) == (("bribery",), ("courier/a.txt",), "courier/a.txt")
        assert (second.unanswerable, second.answerable, second.kind) == (True, False, "false premise")
        assert (third.answers, third.history[0].content) == (("fraud",), "Which?")
        assert fourth.asked_on == date(2024, 3, 14)
        assert len({question.id for question in data.questions}) == 4

    def test_a_byte_order_mark_does_no_harm(self, tmp_path):
        path = tmp_path / "q.jsonl"
        path.write_bytes(b'\xef\xbb\xbf{"question": "Who?", "answers": ["Ruiz"]}\r\n')
        assert load(str(path)).questions[0].question == "Who?"

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ('{"question": "Who?" "answers": []}', "line 2: expected one JSON object a line"),
            ('["Who?"]', "line 2: expected a JSON object"),
            ('{"answers": ["Ruiz"]}', 'line 2: expected a text under "question", found nothing'),
            ('{"question": " ", "answers": ["Ruiz"]}', 'expected a text under "question", found " "'),
            ('{"question": "Who?"}', 'line 2: expected "answers"'),
            ('{"question": "Who?", "answers": [3]}', 'expected a list of texts under "answers"'),
            ('{"question": "Who?", "answer_s": ["Ruiz"]}', '"answer_s" is not a key of a question'),
            ('{"question": "Who?", "answers": ["Ruiz"], "unanswerable": true}', "not both"),
            ('{"question": "Who?", "unanswerable": "yes"}', 'expected true or false under "unanswerable"'),
            ('{"question": "Who?", "answers": ["R"], "asked_on": "14.3.2024"}', 'a day such as "2025-06-12"'),
            ('{"question": "Who?", "answers": ["R"], "history": ["Hi"]}', 'list of objects under "history"'),
            ('{"question": "Who?", "answers": ["R"], "history": [{"role": "me"}]}', 'turns such as {"role": "user"'),
            ('{"question": "First?", "answers": ["R"]}', "is the id of an earlier question"),
        ],
    )
    def test_a_broken_line_is_named(self, tmp_path, line, told):
        path = write(tmp_path / "mine.jsonl", {"question": "First?", "answers": ["yes"]}, line)
        with pytest.raises(InputError) as caught:
            load(str(path))
        assert told in str(caught.value)
        assert f"{path}, line 2" in str(caught.value)

    def test_empty_and_unreadable_files(self, tmp_path):
        with pytest.raises(InputError, match="has no questions"):
            load(str(write(tmp_path / "empty.jsonl", "")))
        latin = tmp_path / "latin.jsonl"
        latin.write_bytes('{"question": "Qui a parlé?"}'.encode("latin-1"))
        with pytest.raises(InputError, match="not UTF-8"):
            load(str(latin))
        cut = tmp_path / "cut.jsonl.gz"
        cut.write_bytes(gzip.compress(b'{"question": "Who?", "answers": ["Ruiz"]}\n' * 50)[:40])
        with pytest.raises(InputError, match="damaged or cut off"):
            load(str(cut))


def test_squad_json(tmp_path):
    whole = {
        "data": [
            {
                "title": "Trial_of_Ruiz",
                "paragraphs": [
                    {
                        "context": "Ruiz was acquitted of bribery.",
                        "qas": [
                            {"id": "1", "question": "Of what?", "answers": [{"text": "bribery", "answer_start": 22}]},
                            {"id": "2", "question": "When?", "answers": [], "is_impossible": True},
                        ],
                    }
                ],
            }
        ]
    }
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(whole, indent=1), "utf-8")
    data = load(str(path))
    assert [question.answers for question in data.questions] == [("bribery",), ()]
    assert data.questions[1].unanswerable
    assert data.articles is not None
    (article,) = data.articles()
    assert (article.headline, article.body) == ("Trial of Ruiz", "Ruiz was acquitted of bribery.")
    assert data.questions[0].articles == (article.id,)

    del whole["data"][0]["paragraphs"][0]["qas"][1]["is_impossible"]
    path.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(InputError, match=r"data\[0\].paragraphs\[0\]: question \"2\" has no answers"):
        load(str(path))


def test_flattened_squad_checks_offsets(tmp_path):
    row = {"id": "1", "context": "Ruiz won.", "question": "Who?", "answers": [{"text": "Ruiz", "answer_start": 0}]}
    assert load(str(write(tmp_path / "a.jsonl", row))).questions[0].answers == ("Ruiz",)
    row["answers"][0]["answer_start"] = 1
    with pytest.raises(InputError, match="line 1: expected each answer to be the text"):
        load(str(write(tmp_path / "b.jsonl", row)))


def test_mrqa_with_header_and_gzip(tmp_path):
    row = {
        "context": "Ruiz won.",
        "qas": [{"qid": "1", "question": "Who?", "answers": ["Ruiz"], "detected_answers": [{"text": "Ruiz"}]}],
    }
    path = tmp_path / "News.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps({"header": {"dataset": "News"}}) + "\n" + json.dumps(row)).encode()))
    (question,) = load(str(path)).questions
    assert (question.id, question.answers) == ("1", ("Ruiz",))


def test_beir(tmp_path):
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "title": "Fire", "text": "Burned."}, {"_id": "d2", "text": "Rain."})
    write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "what burned"}, {"_id": "q2", "text": "nothing judged"})
    (tmp_path / "qrels").mkdir()
    write(tmp_path / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t2", "q1\td2\t0")
    data = load(str(tmp_path))
    assert [(q.id, q.articles, q.answerable) for q in data.questions] == [("q1", ("d1",), False)]
    assert data.questions[0].relevance == {"d1": 2}
    assert data.articles is not None
    assert [article.id for article in data.articles()] == ["d1", "d2"]
    write(tmp_path / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", "q1 d1 1")
    with pytest.raises(InputError, match=r"test.tsv, line 2: expected three tab-separated fields"):
        load_beir(tmp_path)
    with pytest.raises(InputError, match="has qrels for: test"):
        load_beir(tmp_path, "dev")


def test_trec_files(tmp_path):
    run = tmp_path / "run.txt"
    write_run(run, {"q1": [("d1", 2.5), ("d2", 1.0)]}, "mine")
    assert [(row.query, row.document, row.score) for row in read_run(run)] == [("q1", "d1", 2.5), ("q1", "d2", 1.0)]
    qrels = write(tmp_path / "qrels.txt", "q1 0 d1 1", "q1 0 d2 0")
    assert [row.grade for row in read_qrels(qrels)] == [1, 0]
    with pytest.raises(InputError, match=r"line 1: expected 6 fields"):
        list(read_run(qrels))
    with pytest.raises(InputError, match=r"line 2: expected a whole number as grade, found 'high'"):
        list(read_qrels(write(tmp_path / "bad.txt", "q1 0 d1 1", "q1 0 d2 high")))
    with pytest.raises(InputError, match=r"line 3: the document d1 of query q1 stands in line 1 already"):
        list(read_run(write(tmp_path / "twice.txt", "q1 Q0 d1 1 9 t", "q2 Q0 d1 1 9 t", "q1 Q0 d1 2 8 t")))


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(InputError, match=r"neither a file.*rtqa"):
        load("nosuch")
    with pytest.raises(InputError, match="say with --data"):
        load("rtqa")
    with pytest.raises(InputError, match="must be the folder that holds rtqa"):
        load("rtqa", Path("/nowhere"))


def test_the_hash_names_content_not_places(tmp_path):
    line = {"question": "Who?", "answers": ["Ruiz"]}
    (tmp_path / "x").mkdir()
    one, other = write(tmp_path / "q.jsonl", line), write(tmp_path / "x" / "q.jsonl", line)
    assert load(str(one)).digest() == load(str(other)).digest()
    write(other, line, {"question": "When?", "answers": ["Friday"]})
    assert load(str(one)).digest() != load(str(other)).digest()


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the shared measuring data beside the repository")
@pytest.mark.parametrize(
    ("name", "questions", "unanswerable"),
    [
        ("rtqa", 569, 200),
        ("multihop", 500, 53),
        ("summhay", 18, 0),
        ("ramdocs", 500, 0),
        ("rgb_fact", 100, 0),
        ("mtrag", 159, 9),
        ("newsqa_chunks", 692, 336),
    ],
)
def test_shared_sets(name, questions, unanswerable):
    data = load(name, DATA)
    assert len(data.questions) == questions
    assert sum(question.unanswerable for question in data.questions) == unanswerable
    assert name in SHARED


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="needs the shared measuring data beside the repository")
def test_claims():
    claims = load_claims(DATA / "frank")
    assert (len(claims), sum(claim.supported for claim in claims)) == (671, 243)
