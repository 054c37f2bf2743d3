"""The translator is compiled once, from its sources as they are, and those that do not compile end in one sentence."""

from __future__ import annotations

import pytest

from kanhe.runtime.desk.translating import toolchain as module
from kanhe.runtime.desk.translating.toolchain import sources, toolchain
from kanhe.runtime.problem import RunError
from tests.builders import jvm


@pytest.mark.jdk
@jvm.MARKS[1]
def test_it_is_compiled_and_its_library_is_what_it_should_be() -> None:
    tools = toolchain()
    classes, library = tools.classpath
    assert library.name.startswith("asm-")
    assert (classes / "kanhe/desk/translating/Main.class").is_file()
    assert (classes / "kanhe/desk/translated/Absent.class").is_file()
    assert tools.digest in classes.name


def test_all_sources_are_there() -> None:
    names = [name for name, _ in sources()]
    assert {"translating/Main.java", "translated/Tables.java"} < set(names)
    assert names == [
        *sorted(n for n in names if n.startswith("translating")),
        *sorted(n for n in names if n.startswith("translated/")),
    ]


@pytest.mark.jdk
@jvm.MARKS[1]
def test_sources_that_do_not_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sources", lambda: (("translating/A.java", b"class A { no }"),))
    toolchain.cache_clear()
    with pytest.raises(RunError, match="does not compile"):
        toolchain()
    toolchain.cache_clear()
