"""Parquet tables, read in batches so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.article import Article, Problem
from ingest.errors import InputError
from ingest.formats.base import Format, Opened
from ingest.formats.columns import draft_of_row, map_columns

_BATCH_ROWS = 500

_LARGEST = 2_000 * 2**20
"""Bytes of a file that is held in memory, since it lies inside another one."""


def sniff(head: bytes) -> float:
    """Parquet files begin with their own four letters."""
    return 1.0 if head.startswith(b"PAR1") else 0.0


def read(opened: Opened) -> Iterator[Article | Problem]:
    """Read one article a row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(_seekable(opened))
        names = table.schema_arrow.names
        if not {"body", "abstract", "headline"} & map_columns(tuple(names)).fields.keys():
            raise InputError(
                f"{opened.origin} has no column that could be a headline or body ({', '.join(names)[:200]}); "
                'name one "title" and one "body".'
            )
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH_ROWS):
            for row in batch.to_pylist():
                number += 1
                origin = f"{opened.origin}:{number}"
                yield draft_of_row(row, opened.limits).finish(origin, opened.limits)
    except pa.ArrowException as fault:
        raise InputError(f"{opened.origin} is a damaged Parquet file ({fault}); write it again.") from fault


def _seekable(opened: Opened) -> Any:
    """Parquet is read from its end: a plain file is opened in place, anything else is held in memory."""
    from pathlib import Path

    path = Path(opened.origin)
    if path.is_file():
        with path.open("rb") as stream:
            if stream.read(4) == b"PAR1":
                return str(path)
    return BytesIO(opened.whole(_LARGEST))


FORMAT = Format("Parquet", (".parquet", ".pq"), sniff, read)
