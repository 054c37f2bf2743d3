from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from kanhe.ledger.enterprises import GroupRegistered
from kanhe.server.api.parts import Id, Line, Prose, Sha256, carry_out, ill
from kanhe.server.identity import Person
from kanhe.server.services import Services


@pytest.mark.parametrize("text", ["", " ", "a\0b", "a\x1bb", "x" * 256, "\ud800", 5, None])
def test_what_is_no_line(text: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python(text)


def test_lines_are_stripped_and_prose_keeps_its_lines() -> None:
    assert TypeAdapter(Line).validate_python("  名称 ") == "名称"
    assert TypeAdapter(Prose).validate_python(" 一\n二\t三 ") == "一\n二\t三"
    assert TypeAdapter(Id).validate_python("android:com.example") == "android:com.example"
    with pytest.raises(ValidationError):
        TypeAdapter(Sha256).validate_python("A" * 64)


def test_an_act_and_the_same_again(serving: Services) -> None:
    person = Person("account-1", "某人", "supervisor")
    first = carry_out(serving, person, GroupRegistered("集团"), "key")
    again = carry_out(serving, person, GroupRegistered("集团"), "key")
    assert (first.id, first.repeated, again.repeated) == (again.id, False, True)
    assert [(r.kind, r.actor, r.id) for r in first.records] == [("group-registered", "account-1", first.id)]


def test_an_ill_part_is_named() -> None:
    assert ill("file", "no table").errors()[0]["loc"] == ("body", "file")
