"""Kept answers and what was said of them go with a purged article, whichever way it is purged."""

import json

from index import Archive
from index.stores.kept import forget


def keep(folder, key, *, quotes=(), lists=()):
    (folder / "answers").mkdir(exist_ok=True)
    answer = {"citations": [{"article_id": id_} for id_ in quotes], "results": [{"article_id": id_} for id_ in lists]}
    (folder / "answers" / f"{key}.json").write_text(json.dumps(answer))
    with (folder / "feedback.jsonl").open("a") as book:
        book.write(json.dumps({"answer": key, "comment": f"of {key}"}) + "\n")


def test_a_purge_takes_out_the_answers_that_quote_or_list_the_article(archive, folder):
    for key, quotes, lists in (("quoting", ["zoo"], []), ("listing", [], ["zoo"]), ("other", ["charge"], ["charge"])):
        keep(folder, key, quotes=quotes, lists=lists)
    (folder / "answers" / "broken.json").write_text('{"citations": "the zoo')
    assert archive.remove("zoo", "court order", purge=True).answers == 3
    assert [path.stem for path in (folder / "answers").iterdir()] == ["other"]
    assert [json.loads(line)["answer"] for line in (folder / "feedback.jsonl").read_text().splitlines()] == ["other"]


def test_a_removal_that_is_no_purge_leaves_them(archive, folder):
    keep(folder, "quoting", quotes=["zoo"])
    assert archive.remove("zoo", "out of date").answers == 0
    assert (folder / "answers" / "quoting.json").exists()


def test_an_interrupted_purge_is_finished_when_the_archive_is_opened(archive, folder, settings, embedder):
    archive.remove("zoo", "court order", purge=True)
    archive._journal.set({"shred": b"1"})
    archive.close()
    keep(folder, "quoting", quotes=["zoo"])
    with Archive.open(folder, settings, write=True, embedder=embedder) as reopened:
        assert not list((folder / "answers").iterdir())
        assert forget(folder, reopened._stores.catalogue) == 0
