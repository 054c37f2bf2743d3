import pytest

from kanhe.code.packers import UNKNOWN_SHELL, recognise
from kanhe.knowledge.packers import packers


@pytest.mark.parametrize("packer", list(packers().values()), ids=lambda p: p.id)
def test_each_packer_is_told_by_its_own_marks(packer) -> None:
    mark = (
        f"lib/arm64-v8a/{packer.libraries[0].replace('*', 'x')}"
        if packer.libraries
        else packer.assets[0].replace("*", "x")
    )
    found = recognise([mark], None, 4, 4, False)
    assert found is not None
    assert found.packer == packer.id
    assert found.hides_code


def test_marks_without_missing_classes_do_not_hide_code() -> None:
    found = recognise(["lib/arm64-v8a/libjiagu.so"], "com.example.App", 10, 0, False)
    assert found is not None
    assert not found.hides_code


def test_shell_as_application_hides_code_even_with_few_components() -> None:
    found = recognise(["assets/libjiagu.so"], "com.stub.StubApp", 0, 0, False)
    assert found is not None
    assert found.hides_code


def test_unknown_shell_and_plain_apps() -> None:
    shell = recognise([], "a.B", 10, 9, True)
    assert shell is not None
    assert shell.packer == UNKNOWN_SHELL
    assert recognise([], "a.B", 10, 9, False) is None
    assert recognise(["lib/x86/libfoo.so", "assets/app.js"], "a.B", 10, 0, True) is None
