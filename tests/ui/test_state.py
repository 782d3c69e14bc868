"""No module of this room keeps state: what one person does cannot reach another through a global."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "ui"
CHANGES = {
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "move_to_end", "pop", "popitem", "popleft",
    "put", "put_nowait", "remove", "set", "setdefault", "sort", "update",
}  # fmt: skip
MODULES = sorted(ROOM.rglob("*.py"))


@pytest.fixture(autouse=True, scope="module")
def _nothing_left_of_servers() -> None:
    """Python 3.11 takes what is finalized while it parses for a fault of its own parser."""
    gc.collect()


def changed_globals(tree: ast.Module) -> list[str]:
    """The names that belong to the module and are changed inside a function."""
    ours = {
        target.id
        for statement in tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Name)
    }
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                found += node.names
            elif isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
                found += [node.value.id] if isinstance(node.value, ast.Name) and node.value.id in ours else []
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
                called = node.func.value
                found += [called.id] if isinstance(called, ast.Name) and called.id in ours else []
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("globals", "cache", "lru_cache"):
                found.append(ast.unparse(node.func))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_no_function_changes_what_belongs_to_its_module(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert changed_globals(tree) == []
    decorated = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [one.name for one in decorated for by in one.decorator_list if "cache" in ast.unparse(by)]


@pytest.mark.parametrize(
    "code",
    [
        "SEEN = {}\ndef f(x):\n    SEEN[x] = 1",
        "SEEN = []\ndef f(x):\n    SEEN.append(x)",
        "last = 0\ndef f(x):\n    global last\n    last = x",
        "from contextvars import ContextVar\nWHO = ContextVar('who')\nasync def f(x):\n    WHO.set(x)",
    ],
)
def test_the_search_for_such_state_finds_it(code: str) -> None:
    assert changed_globals(ast.parse(code))
