"""What became of a citation since its answer was exported."""

import dataclasses
from pathlib import Path

import pytest

from index import Archive
from ingest import Article, Settings
from tests.index.words import HashedWords
from tests.ui.conftest import ARTICLE, QUOTE, answer_of, cited
from ui.answers.verify import verify

LATER = dataclasses.replace(ARTICLE, body=f"{QUOTE} More is known today.", modified_at="2025-07-01")
CORRECTED = dataclasses.replace(LATER, corrections=("It was Thursday.",))


@pytest.mark.parametrize(
    ("since", "changes", "state", "stands", "said"),
    [
        ((), {}, "ok", True, "match"),
        ((LATER,), {}, "superseded", True, "a newer version replaced it"),
        ((CORRECTED,), {}, "superseded", True, "replaced it, and it was corrected"),
        ((), {"quote": "A judge declared a verdict."}, "altered", False, "are not the quote"),
        ((), {"end": 12}, "altered", False, "characters 0-12 of courier-17"),
        ((), {"version": "0" * 16}, "missing", False, "is gone"),
        ((), {"article_id": "courier-18"}, "missing", False, "of courier-18 is gone"),
    ],
)
def test_a_citation_is_compared_with_the_version_that_it_names(
    tmp_path: Path, since: tuple[Article, ...], changes: dict[str, object], state: str, stands: bool, said: str
) -> None:
    answer = answer_of(citations=[cited().model_copy(update=changes)])
    with Archive.open(tmp_path, Settings(archive=tmp_path), write=True, embedder=HashedWords()) as archive:
        for article in (ARTICLE, *since):
            archive.add([article])
        (verdict,) = verify(answer, archive)
    assert (verdict.state, verdict.stands) == (state, stands)
    assert said in verdict.message
