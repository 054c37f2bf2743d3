"""Planted values are of known items, told apart, and pass for real ones."""

from __future__ import annotations

import re

from kanhe.knowledge.items import items
from kanhe.runtime.desk.planted import planted


def luhn(digits: str) -> bool:
    total = sum(sum(divmod(int(d) * (1 + k % 2), 10)) for k, d in enumerate(reversed(digits)))
    return total % 10 == 0


def test_each_is_of_an_item_and_stands_once() -> None:
    found = planted()
    assert {c.item for c in found} <= set(items())
    assert len({c.value for c in found}) == len({c.id for c in found}) == len(found)


def test_check_digits_hold() -> None:
    values = {c.item: c.value for c in planted()}
    assert luhn(values["imei"])
    assert luhn(values["iccid"])
    assert re.fullmatch(r"1\d{10}", values["phone-number"])
    assert re.fullmatch(r"[0-9a-f]{16}", values["android-id"])


def test_values_are_long_enough_to_be_looked_for() -> None:
    assert min(len(c.value) for c in planted()) >= 6
