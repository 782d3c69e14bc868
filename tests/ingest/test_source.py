import gzip
import io
import tarfile
import zipfile

import pytest

from ingest import Article, IntakeSettings, Problem, Source, discover
from tests.ingest.conftest import read_paths

STORY = b"Wall approved\n\nThe council voted on Monday.\n"


def zipped(**members):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return box.getvalue()


def tarred(mode, **members):
    box = io.BytesIO()
    with tarfile.open(fileobj=box, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return box.getvalue()


def names(paths):
    return [found.origin.rsplit("/", 1)[-1] for found in discover(paths, IntakeSettings())]


def test_folders_are_read_in_order_and_hidden_names_skipped(tmp_path):
    for name in ("b/z.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(STORY)
    assert names([tmp_path]) == ["a.txt", "a.txt", "z.txt"]
    assert names([f"{tmp_path}/**/z.*"]) == ["z.txt"]


def test_members_of_a_zip_and_a_tar_are_sources_of_their_own(tmp_path):
    (tmp_path / "box.zip").write_bytes(zipped(**{"a.txt": STORY, "sub/b.txt": STORY, "__MACOSX/a.txt": b"x"}))
    (tmp_path / "box.tar.gz").write_bytes(tarred("w:gz", **{"c.txt": STORY}))
    assert names([tmp_path]) == ["box.tar.gz!c.txt", "box.zip!a.txt", "b.txt"]
    assert all(isinstance(item, Article) for item in read_paths([tmp_path]))


def test_an_archive_inside_an_archive_is_opened(tmp_path):
    (tmp_path / "outer.zip").write_bytes(zipped(**{"inner.zip": zipped(**{"a.txt.gz": gzip.compress(STORY)})}))
    [article] = read_paths([tmp_path])
    assert article.origin.endswith("outer.zip!inner.zip!a.txt.gz")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt", "a.html"])
def test_compression_is_known_by_content_not_by_name(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(STORY))
    [article] = read_paths([tmp_path])
    assert article.headline == "Wall approved"


def test_the_digest_is_of_the_bytes_as_stored(tmp_path):
    import hashlib

    (tmp_path / "a.gz").write_bytes(gzip.compress(STORY))
    [source] = discover([tmp_path], IntakeSettings())
    assert isinstance(source, Source)
    assert source.digest() == hashlib.sha256((tmp_path / "a.gz").read_bytes()).hexdigest()
    assert source.size == (tmp_path / "a.gz").stat().st_size


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("empty.txt", b"", "unreadable", "is empty"),
        ("blank.txt", b" \n\n ", "unreadable", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "unreadable", "PNG picture"),
        ("noise.txt", bytes(range(256)) * 40, "unreadable", "binary file"),
        ("cut.txt.gz", gzip.compress(STORY * 500)[:40], "damaged", "cut short or damaged"),
        ("cut.zip", zipped(**{"a.txt": STORY})[:60], "damaged", "damaged archive"),
        ("word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unreadable", "old Word"),
        ("list.json", b'{"a": [1, 2', "broken-record", "not sound JSON"),
        ("fake.parquet", b"PAR1 but not really", "unreadable", "damaged Parquet"),
    ],
)
def test_bad_files_get_one_sentence_and_the_rest_goes_on(tmp_path, name, data, kind, words):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-good.txt").write_bytes(STORY)
    *problems, article = read_paths([tmp_path])
    assert isinstance(article, Article)
    [problem] = problems
    assert isinstance(problem, Problem)
    assert words in problem.reason
    assert name in problem.reason
    assert problem.kind == kind


def test_what_came_before_the_damage_is_read(tmp_path):
    rows = "".join(f'{{"id": "a{n}", "text": "Body {n} {hash(n) * 7919 % 99991}."}}\n' for n in range(5_000)).encode()
    whole = gzip.compress(rows)
    (tmp_path / "d.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    items = read_paths([tmp_path])
    assert len([i for i in items if isinstance(i, Article)]) > 1_000
    assert "what came before was read" in items[-1].reason


def test_a_path_that_does_not_exist_is_named(tmp_path):
    [problem] = read_paths([tmp_path / "nothing.txt"])
    assert problem.kind == "missing"
    assert "does not exist" in problem.reason


def test_an_empty_folder_is_named(tmp_path):
    assert "folder without files" in read_paths([tmp_path])[0].reason


def test_a_decompression_bomb_is_stopped(tmp_path):
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"A" * (70 * 2**20)))
    [problem] = read_paths([tmp_path], max_article_chars=40 * 2**20)
    assert "bomb" in problem.reason
    (tmp_path / "bomb.gz").write_bytes(zipped(**{"a.txt": b"A" * (70 * 2**20)}))
    [problem] = read_paths([tmp_path], max_article_chars=40 * 2**20)
    assert "bomb" in problem.reason


def test_too_many_members_are_refused(tmp_path):
    (tmp_path / "box.zip").write_bytes(zipped(**{f"{n}.txt": STORY for n in range(5)}))
    [problem] = read_paths([tmp_path], max_members=4)
    assert "more than 4 files" in problem.reason


def test_a_member_with_a_wicked_name_is_read_and_nothing_is_written(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "box.zip").write_bytes(zipped(**{"../../evil.txt": STORY, "/abs.txt": STORY}))
    assert len(read_paths([tmp_path / "in"])) == 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["box.zip", "in"]


def test_the_same_story_twice_has_the_same_id(tmp_path):
    (tmp_path / "a.txt").write_bytes(STORY)
    (tmp_path / "b.txt").write_bytes(STORY)
    a, b = read_paths([tmp_path])
    assert a.id == b.id
    assert a.origin != b.origin
