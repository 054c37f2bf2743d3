"""The house keeps its shape: which room may import which, where kernels live, and that every module has its test.

The exceptions below are debts.  A list may only shrink: an entry that is no longer needed fails the test until it is
struck out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src/kanhe"

ROOMS = (
    "knowledge", "package", "evidence", "code", "declared", "runtime", "rules", "inspection", "worker", "report",
    "ledger", "fleet", "opinion", "server", "cli", "__main__",
)  # fmt: skip
"""From top to bottom: a room imports only itself and rooms above it."""

MAX_LINES = 400
LONGER = {
    "code/kernels/constants.py": 420,  # one abstract interpreter over all opcodes; cut in two it would be read in one
}
FORBIDDEN_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|common|managers?|misc|stuff)(?:$|_)")

WITHOUT_TEST: frozenset[str] = frozenset({
    "evidence/column.py",
    "evidence/declared_rows.py",
})  # fmt: skip
"""Modules still without a test file of their own."""

TESTS_OF_NO_MODULE = (
    "test_architecture.py", "benchmarks/", "docs/", "fuzz/", "ledger/machines/", "ledger/writers/", "real/", "runtime/desk/java/", "scripts/",
    "server/browser/", "server/test_openapi.py", "server/test_role_matrix.py", "specimens/",
)  # fmt: skip
"""Tests of something other than a module under ``src``."""


@cache
def modules() -> dict[str, ast.Module]:
    """Path below ``src/kanhe`` → syntax tree."""
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def room(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


def imports(tree: ast.Module, path: str) -> Iterator[str]:
    """Every module a tree imports, also inside functions and under TYPE_CHECKING; relative ones resolved."""
    package = ["kanhe", *path.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            yield base
            if base == "kanhe":
                yield from (f"kanhe.{alias.name}" for alias in node.names)


def imported_rooms(tree: ast.Module, path: str) -> set[str]:
    names = (name.split(".") for name in imports(tree, path))
    return {parts[1] for parts in names if parts[0] == "kanhe" and len(parts) > 1 and parts[1] != "__version__"}


def needs_test(path: str) -> bool:
    """Whether a module holds anything of its own: more than a docstring, imports and ``__all__``."""
    return path != "__main__.py" and any(
        isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)) for node in modules()[path].body
    )


def mirror(path: str) -> Path:
    """The test file of a module; that of a package is named after the package."""
    folder, _, name = path.rpartition("/")
    name = (folder.rpartition("/")[2] or "kanhe") + ".py" if name == "__init__.py" else name
    return TESTS / folder / f"test_{name}"


def test_sees_every_form_of_import() -> None:
    code = "import kanhe.cli\nfrom kanhe import report, __version__\ndef f():\n    from ..rules.model import Finding\n"
    assert imported_rooms(ast.parse(code), "code/deep.py") == {"cli", "report", "rules"}


def test_every_room_is_known() -> None:
    unknown = {room(path) for path in modules()} - {*ROOMS, "__init__"}
    assert not unknown, f"rooms without a place in the order: {sorted(unknown)}"


@pytest.mark.parametrize("path", [p for p in modules() if p != "__init__.py"])
def test_imports_only_rooms_above(path: str) -> None:
    mine = ROOMS.index(room(path))
    below = sorted(
        other for other in imported_rooms(modules()[path], path) if other not in ROOMS or ROOMS.index(other) > mine
    )
    assert not below, f"{path} imports {below}, which stands below {room(path)}"


def test_numba_lives_under_code_only() -> None:
    outside = [
        path
        for path, tree in modules().items()
        if any(name.split(".")[0] == "numba" for name in imports(tree, path)) and room(path) != "code"
    ]
    assert not outside


@pytest.mark.parametrize("path", list(modules()))
def test_opens_with_a_docstring(path: str) -> None:
    told = ast.get_docstring(modules()[path])
    assert told, f"{path} does not say what it holds"
    assert told[0].isupper() or not told[0].isalpha(), f"{path}: the docstring is not a sentence"


@pytest.mark.parametrize("path", list(modules()))
def test_is_short(path: str) -> None:
    lines = len((SOURCE / path).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER.get(path, MAX_LINES), f"{path} has {lines} lines"


def test_allowed_length_is_still_needed() -> None:
    idle = [
        path
        for path in LONGER
        if path not in modules() or len((SOURCE / path).read_text(encoding="utf-8").splitlines()) <= MAX_LINES
    ]
    assert not idle, f"strike out of LONGER: {idle}"


def test_names_say_something() -> None:
    parts = {(path, part) for path in modules() for part in path.removesuffix(".py").split("/")}
    assert not sorted(path for path, part in parts if FORBIDDEN_NAMES.search(part))


def test_nothing_silences_every_error() -> None:
    silent = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
        and all(isinstance(s, (ast.Pass, ast.Continue)) for s in node.body)
    ]
    assert not silent, f"every error is silenced at {silent}"


def test_every_module_has_its_test_file() -> None:
    missing = {path for path in modules() if needs_test(path) and not mirror(path).exists()}
    assert not missing - WITHOUT_TEST, f"no test file for {sorted(missing - WITHOUT_TEST)}"
    assert not WITHOUT_TEST - missing, f"strike out of WITHOUT_TEST: {sorted(WITHOUT_TEST - missing)}"


def test_every_test_file_has_its_module() -> None:
    expected = {mirror(path) for path in modules()}
    strays = [
        name
        for path in sorted(TESTS.rglob("test_*.py"))
        if path not in expected and not (name := path.relative_to(TESTS).as_posix()).startswith(TESTS_OF_NO_MODULE)
    ]
    assert not strays, f"test files that mirror no module: {strays}"


SUITES = re.compile(
    r"droid-?bench|icc-?bench|ubc-?bench|taint-?bench|ec-?spride|arguslab|edu[./]mit|junbin|lina[./]ubc|de[./]ecspride",
    re.IGNORECASE,
)
"""Public benchmark suites, their authors and the packages of their apps: nothing may be fitted to them."""


def test_no_public_suite_is_known() -> None:
    files = [
        path for path in SOURCE.rglob("*") if path.suffix in (".py", ".yaml", ".json", ".sql", ".md", ".j2", ".txt")
    ]
    assert len(files) > 100
    named = {
        path.relative_to(SOURCE).as_posix(): found[0]
        for path in files
        if (found := SUITES.search(path.read_text("utf-8")))
    }
    assert not named


def test_a_new_machine_installs_versions_that_a_registry_has() -> None:
    """Not a file of somebody's disk."""
    lines = [line for line in (TESTS.parent / "requirements.lock").read_text().splitlines() if line and line[0] != "#"]
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[A-Za-z0-9.+!]+", line)] == []
