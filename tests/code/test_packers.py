"""Packers: told by their own marks, and not read into apps that merely hold a vendor's library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.packers import UNKNOWN_SHELL, recognise
from kanhe.knowledge.packers import packers


def never() -> Iterator[str]:
    raise AssertionError("the files need not be read")
    yield ""


def sample(pattern: str) -> str:
    return pattern.replace("*", "x")


@pytest.mark.parametrize("packer", list(packers()))
def test_every_packer_is_told_by_its_marks(packer: str) -> None:
    known = packers()[packer]
    files = [f"lib/arm64-v8a/{sample(p)}" for p in known.libraries] + [sample(p) for p in known.assets]
    application = next((a + "Shell" if a.endswith(".") else a for a in known.applications), "com.example.App")
    found = recognise(files, application, declared=20, missing=19, loads_code=False, opaque=never())
    assert found is not None
    assert found.packer == packer
    assert found.hides_code
    assert "missing:19/20" in found.proofs


@pytest.mark.parametrize("packer", [k for k, p in packers().items() if p.libraries])
def test_a_vendors_library_in_readable_code_hides_nothing(packer: str) -> None:
    files = [f"lib/armeabi-v7a/{sample(packers()[packer].libraries[0])}"]
    found = recognise(files, "com.example.App", declared=20, missing=1, loads_code=True)
    assert found is not None
    assert not found.hides_code


def test_the_shells_application_class_decides() -> None:
    found = recognise(["classes.dex"], "com.stub.StubApp", declared=20, missing=0, loads_code=False)
    assert found is not None
    assert (found.packer, found.hides_code) == ("packer-360", True)
    assert found.proofs == ("application:com.stub.StubApp",)


def test_it_weighs_more_than_another_vendors_library() -> None:
    files = ["lib/x86/libnesec.so", "lib/x86/libexec.so", "lib/x86/libexecmain.so", "assets/af.bin"]
    found = recognise(files, "com.netease.nis.wrapper.MyApplication", declared=5, missing=5, loads_code=False)
    assert found is not None
    assert found.packer == "packer-yidun"


def test_a_class_of_a_similar_name_is_no_shell() -> None:
    assert recognise([], "com.stub.StubApplication", declared=9, missing=0, loads_code=True) is None
    assert recognise([], "com.secneoextra.App", declared=9, missing=0, loads_code=True) is None


def test_a_file_elsewhere_of_the_same_name_is_no_library() -> None:
    assert recognise(["res/libjiagu.so", "x/assets/libjiagu.so"], None, declared=9, missing=0, loads_code=True) is None


@pytest.mark.parametrize(
    ("declared", "missing", "loads", "opaque", "shell"),
    [
        (10, 10, True, (), True),
        (10, 5, False, ("assets/data.bin",), True),
        (10, 4, True, ("assets/data.bin",), False),  # most of the code is here
        (10, 10, False, (), False),  # a base APK whose features are delivered later
        (1, 1, True, ("assets/data.bin",), True),
        (1, 1, True, (), False),
        (2, 1, True, ("assets/data.bin",), False),
        (0, 0, True, ("assets/data.bin",), False),
    ],
)
def test_shells_of_nobody_known(declared: int, missing: int, loads: bool, opaque: tuple[str, ...], shell: bool) -> None:
    found = recognise(["classes.dex"], "com.example.App", declared, missing, loads, iter(opaque))
    assert (found is not None) == shell
    if found is not None:
        assert (found.packer, found.hides_code) == (UNKNOWN_SHELL, True)
        assert found.proofs[0] == f"missing:{missing}/{declared}"


def test_files_are_not_read_while_the_code_is_there() -> None:
    assert recognise([], "com.example.App", declared=10, missing=0, loads_code=True, opaque=never()) is None


@given(st.lists(st.text(max_size=30), max_size=20), st.one_of(st.none(), st.text(max_size=30)), st.integers(0, 50))
def test_any_names_are_survived(files: list[str], application: str | None, declared: int) -> None:
    found = recognise(files, application, declared, 0, False)
    assert found is None or found.proofs
