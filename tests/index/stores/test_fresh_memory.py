"""What a program had in memory before does not end up in the files of the vectors."""

import ctypes
import threading

import numpy as np
import pytest

from index.stores.vectors import VectorStore, place

MARK = b"zebraquoll was here."


def leave_text_behind() -> None:
    """Fill much memory with text in many threads, and give it back to the C library, which keeps some for each."""
    threads = [threading.Thread(target=_leave_text_behind) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _leave_text_behind() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    libc.malloc.argtypes = [ctypes.c_size_t]
    for size in (24 << 20, 4 << 20, 2 << 20, 1 << 20):
        libc.free(libc.malloc(size))  # the library maps pieces of this size at first, and keeps them from now on
    pieces = [(libc.malloc(size), size) for size in (4 << 20, 2 << 20, 1 << 20, 1 << 18) for _ in range(8)]
    for piece, size in pieces:
        ctypes.memmove(piece, MARK * (size // len(MARK)), size // len(MARK) * len(MARK))
    for piece, _ in pieces:
        libc.free(piece)


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "gnu_get_libc_version"), reason="not the GNU C library")
def test_no_text_of_the_program_is_written_into_the_files_of_the_vectors(tmp_path):
    leave_text_behind()
    store = VectorStore(tmp_path, 1, write=True)
    vectors = np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32)
    store.upsert([f"p{n}" for n in range(50)], vectors)
    leave_text_behind()
    store.reopen()
    store.delete(["p1"])
    store.close()
    files = [path for path in place(tmp_path, 1).rglob("*") if path.is_file()]
    assert any(path.name == "data_level0.bin" for path in files)
    assert not [path.name for path in files if MARK[:10] in path.read_bytes()]
