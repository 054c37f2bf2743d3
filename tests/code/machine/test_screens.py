import dataclasses

import pytest

from kanhe.code.machine.screens import Layout, Screens
from tests.builders.app import run


def test_an_app_without_resources_has_no_screens() -> None:
    assert all(not getattr(Screens(), field.name) for field in dataclasses.fields(Screens))
    assert Layout() == Layout((), (), ())


def test_screens_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Screens().texts = {}  # type: ignore[misc]


def test_texts_of_resources_reach_the_code() -> None:
    app = run("""
        const v0 0x7f020001
        invoke-virtual {p0 v0} La/Main;->getString(I)Ljava/lang/String;
        move-result-object v0
        invoke-virtual {v0} Ljava/lang/String;->length()I
        move-result v0
        see v0
    """, screens=Screens(texts={0x7F020001: "four"}))  # fmt: skip
    assert app.seen == [4]
