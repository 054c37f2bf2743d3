from __future__ import annotations

from collections.abc import Mapping

import pytest

from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.machine.lifecycle.components import MAX_GUESSED, Components, takes, text_in
from kanhe.code.machine.lifecycle.parts import Filter, Part
from kanhe.code.machine.models.components import ACTION, COMPONENT, DATA, TYPE
from kanhe.code.machine.symbols import Symbols
from kanhe.code.machine.values import UNKNOWN, ClassName, Value, pointer, value
from kanhe.code.references import read_references
from kanhe.package.model import Component
from tests.builders.app import define, run
from tests.builders.dex import Class
from tests.builders.program import program_of

PARTS = (
    Part("activity", "La/Open;", True, filters=(Filter(frozenset({"a.OPEN"})),)),
    Part("activity", "La/Shut;", filters=(Filter(frozenset({"a.SHUT"}), schemes=frozenset({"https"})),)),
    Part("receiver", "La/Receiver;", filters=(Filter(frozenset({"a.OPEN"})),)),
    *(Part("service", f"Lsdk/S{k};") for k in range(6)),
)


@pytest.fixture
def components() -> Components:
    program = program_of([Class("La/Open;"), *(Class(f"Lsdk/S{k};") for k in range(6))])
    symbols = Symbols(program, build_hierarchy(program), read_references(program).field_writes.target)
    return Components(symbols, PARTS, lambda kind: "sdk" if symbols.name(kind).startswith("Lsdk/") else "app")


def resolved(components: Components, slots: Mapping[str, Value], kind: str = "activity") -> list[str]:
    return [part.name for part in components.resolve(lambda key: slots.get(key[1]), 0, kind)]


@pytest.mark.parametrize(
    ("slots", "kind", "names"),
    [
        ({COMPONENT: value(ClassName("La/Open;"))}, "activity", ["La/Open;"]),
        ({COMPONENT: value(ClassName("La/Open;"))}, "service", []),
        ({ACTION: value("a.OPEN")}, "activity", ["La/Open;"]),
        ({ACTION: value("a.OPEN")}, "broadcast", ["La/Receiver;"]),
        ({ACTION: value("a.SHUT"), DATA: value("https://x")}, "activity", ["La/Shut;"]),
        ({ACTION: value("a.SHUT"), DATA: value("http://x")}, "activity", []),
        ({ACTION: value("a.OPEN"), TYPE: value("text/plain")}, "activity", []),
        ({}, "activity", []),
    ],
)
def test_resolves(components: Components, slots: dict[str, Value], kind: str, names: list[str]) -> None:
    assert resolved(components, slots, kind) == names
    assert not components.unresolved


def test_an_intent_that_is_not_known_is_noted(components: Components) -> None:
    assert resolved(components, {ACTION: UNKNOWN}) == ["La/Open;", "La/Shut;"]
    assert components.unresolved


def test_a_class_that_is_not_known_goes_nowhere(components: Components) -> None:
    assert resolved(components, {COMPONENT: UNKNOWN}) == []
    assert components.unresolved


def test_what_an_sdk_sends_goes_to_its_own_components(components: Components) -> None:
    symbols = components._symbols
    slots = {COMPONENT: UNKNOWN}
    sdk, app = symbols.type("Lsdk/S0;"), symbols.type("La/Open;")
    found = components.guessed(lambda key: slots.get(key[1]), 0, "service", sdk)
    assert [part.name for part in found] == [f"Lsdk/S{k};" for k in range(MAX_GUESSED)]
    assert components.guessed(lambda key: slots.get(key[1]), 0, "service", app) == []
    assert components.guessed(lambda key: None, 0, "service", sdk) == []


def test_exported_screens(components: Components) -> None:
    assert components.exported("La/Open;")
    assert not components.exported("La/Shut;")
    assert not components.exported("La/Receiver;")


def test_texts_in_slots() -> None:
    assert text_in(lambda key: None, 0, ACTION) == ""
    assert text_in(lambda key: value("x"), 0, ACTION) == "x"
    assert text_in(lambda key: pointer(1), 0, ACTION) is None


def test_what_a_registered_receiver_takes() -> None:
    assert takes("a b", "b")
    assert not takes("ab", "b")
    assert takes(None, "b")
    assert takes("a", None)


QUERY = """
    const-string v0 "content://a.books/all"
    invoke-static {v0} Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v0
    invoke-virtual {p0} La/Main;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v1
    const/4 v2 0
    invoke-virtual {v1 v0 v2 v2} Landroid/content/ContentResolver;->delete(Landroid/net/Uri;Ljava/lang/String;[Ljava/lang/String;)I
    move-result v0
    see v0
"""


@pytest.mark.parametrize(("authority", "seen"), [("a.books", 5), ("a.other", None)])
def test_a_resolver_asks_the_provider_of_the_authority(authority: str, seen: int | None) -> None:
    delete = define("delete(Landroid/net/Uri;Ljava/lang/String;[Ljava/lang/String;)I", "const/4 v0 5\nreturn v0")
    books = Class("La/Books;", "Landroid/content/ContentProvider;", methods=[delete])
    app = run(QUERY, books, components=[Component("provider", "a.Books", False, authorities=(authority,))])
    assert app.seen == [seen]
