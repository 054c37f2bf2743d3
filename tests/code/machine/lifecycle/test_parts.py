import pytest

from kanhe.code.machine.lifecycle.parts import Filter, Part, descriptor, dotted, parts_of
from kanhe.package.model import Component, IntentFilter, Manifest, MetaData

VIEW = Filter(frozenset({"a.VIEW"}), frozenset({"a.DEFAULT"}), frozenset({"https"}))
IMAGE = Filter(frozenset({"a.VIEW"}), frozenset(), frozenset(), frozenset({"image/*", "text/plain"}))
MAIN = Filter(frozenset({"android.intent.action.MAIN"}))


@pytest.mark.parametrize(
    ("row", "intent", "matches"),
    [
        (VIEW, ("a.VIEW", "a.DEFAULT", "https", ""), True),
        (VIEW, ("a.EDIT", "a.DEFAULT", "https", ""), False),
        (VIEW, ("a.VIEW", "a.OTHER", "https", ""), False),
        (VIEW, ("a.VIEW", "", "http", ""), False),
        (VIEW, ("a.VIEW", "", "", ""), False),
        (VIEW, ("a.VIEW", None, None, None), True),
        (VIEW, ("", "", "https", ""), True),
        (VIEW, (None, "", "", ""), True),
        (MAIN, (None, "", "", ""), False),
        (IMAGE, ("a.VIEW", "", "", "image/png"), True),
        (IMAGE, ("a.VIEW", "", "", "text/plain"), True),
        (IMAGE, ("a.VIEW", "", "", "text/html"), False),
        (IMAGE, ("a.VIEW", "", "", ""), False),
    ],
)
def test_filters(row: Filter, intent: tuple[str | None, ...], matches: bool) -> None:
    assert row.matches(*intent) == matches


def test_parts_of_a_manifest() -> None:
    component = Component(
        "provider", "a.b.P", True, process=":p", filters=(IntentFilter(("x",)),), authorities=("a.p",), init_order=3,
        meta_data=(MetaData("a.Init", "androidx.startup"), MetaData("other", "x")),
    )  # fmt: skip
    (part,) = parts_of(Manifest("a", components=(component,)))
    assert part == Part(
        "provider", "La/b/P;", True, False, (Filter(frozenset({"x"})),), 3, ("a.p",), True, ("La/Init;",)
    )
    assert part.label == "provider a.b.P"


def test_an_alias_is_the_screen_behind_it() -> None:
    alias = Component("activity-alias", "a.Alias", True, target="a.Screen")
    lost, off = Component("activity-alias", "a.Lost", True), Component("service", "a.S", True, enabled=False)
    parts = list(parts_of(Manifest("a", components=(alias, lost, off))))
    assert [(part.kind, part.name) for part in parts] == [("activity", "La/Screen;")]


def test_names() -> None:
    assert descriptor("a.b.C") == "La/b/C;"
    assert dotted("La/b/C;") == "a.b.C"
