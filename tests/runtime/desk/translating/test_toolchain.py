"""The translator is compiled once, from its sources as they are, with a library of known digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kanhe.runtime.desk.translating import toolchain as module
from kanhe.runtime.desk.translating.toolchain import ASM_SHA512, sources, toolchain
from kanhe.runtime.problem import RunError
from tests.builders import jvm


@pytest.mark.jdk
@jvm.MARKS[1]
def test_it_is_compiled_and_its_library_is_what_it_should_be() -> None:
    tools = toolchain()
    classes, library = tools.classpath
    assert hashlib.sha512(library.read_bytes()).hexdigest() == ASM_SHA512
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


def test_without_a_jdk_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    toolchain.cache_clear()
    with pytest.raises(RunError, match="needs a JDK 17") as error:
        toolchain()
    assert "JDK 17" in error.value.zh
    toolchain.cache_clear()


@pytest.mark.jdk
@jvm.MARKS[1]
@pytest.mark.parametrize(
    ("address", "said"), [("http://127.0.0.1:9/asm.jar", "could not"), ("", "digest")], ids=["offline", "other"]
)
def test_a_library_that_is_not_to_be_had(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.jar"
    other.write_bytes(b"no jar")
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "ASM", address or other.as_uri())
    toolchain.cache_clear()
    with pytest.raises(RunError, match=said):
        toolchain()
    assert not list((tmp_path / "cache").rglob("*.jar"))
    toolchain.cache_clear()


@pytest.mark.jdk
@jvm.MARKS[1]
def test_sources_that_do_not_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sources", lambda: (("translating/A.java", b"class A { no }"),))
    toolchain.cache_clear()
    with pytest.raises(RunError, match="does not compile"):
        toolchain()
    toolchain.cache_clear()
