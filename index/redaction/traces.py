"""What an archive's folder keeps beside its stores, cleared of what was purged or redacted."""

from __future__ import annotations

from collections.abc import Collection

from index.redaction.redactor import Redactor
from index.redaction.sealed import Sealed
from index.stores.kept import forget, forget_about
from index.stores.stores import Stores
from index.write.commit import SHRED
from index.write.journal import Journal
from index.write.problems import PROBLEMS, write_problems
from index.write.rebuild import rebuild_lexical


def shred(stores: Stores, journal: Journal) -> int:
    """Leave nothing of what was purged: in no kept answer, word list, nor unused part of the database file.

    Returns:
        How many kept answers went.
    """
    answers = clear_folder(stores)
    rebuild_lexical(stores, journal)
    journal.shred()
    journal.set({SHRED: b"0"})
    return answers


def clear_folder(stores: Stores) -> int:
    """Leave nothing of what was purged in the files of the folder.

    Returns:
        How many kept answers went.
    """
    answers = forget(stores.folder, stores.catalogue)
    Sealed(stores.folder).forget_purged(stores.catalogue)
    if (stores.folder / PROBLEMS).exists():
        write_problems(stores)
    return answers


def forget_redacted(stores: Stores, items: Collection[str]) -> int:
    """Delete the kept answers that quote redacted articles, by the keys of their ids, or that hold redacted names.

    Returns:
        How many went.
    """
    clear = Redactor.of(stores.catalogue).text
    return forget_about(stores.folder, items, lambda text: clear(text) != text)
