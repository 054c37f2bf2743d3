import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.knowledge.items import items
from kanhe.runtime.traffic.patterns import PATTERNS, candidates, identity_number, luhn


def checked(digits: str) -> tuple[str, str]:
    """A number with its check digit, and the same with another one."""
    good = next(d for d in range(10) if luhn(f"{digits}{d}"))
    return f"{digits}{good}", f"{digits}{(good + 3) % 10}"


def matches(item: str, text: str) -> list[str]:
    pattern = next(p for p in PATTERNS if p.item == item)
    return [m[0] for m in pattern.shape.finditer(text) if pattern.check(m[0].removeprefix("+"))]


def test_items_are_known() -> None:
    assert {p.item for p in PATTERNS} <= set(items())


@pytest.mark.parametrize(
    ("item", "good", "bad"),
    [
        ("phone-number", "13800138000", "12800138000"),
        ("phone-number", "+8613800138000", "138001380001"),
        ("id-document", "11010519491231002X", "110105194912310021"),
        ("imei", *checked("86744002000000")),
        ("imsi", "460001234567890", "461001234567890"),
        ("iccid", "89860012345678901234", "89870012345678901234"),
        ("mac-address", "a4:50:46:12:34:56", "02:00:00:00:00:00"),
        ("android-id", "9774d56d682e549c", "0000000000000000"),
        ("email", "a.b+c@mail.example.com", "a@b"),
        ("bank-account", *checked("622202000000000000")),
        ("location-precise", "39.908712", "39.9"),
    ],
)
def test_shapes_with_their_checks(item: str, good: str, bad: str) -> None:
    assert matches(item, f"x {good} y")
    assert not matches(item, f"x {bad} y")


def test_numbers_inside_longer_ones_are_none() -> None:
    assert not matches("phone-number", "9913800138000")
    assert not matches("phone-number", "1.13800138000")
    assert not matches("imei", checked("86744002000000")[0] + "0")


def test_checks() -> None:
    assert luhn("79927398713")
    assert not luhn("79927398710")
    assert identity_number("11010519491231002X")
    assert identity_number("11010519491231002x")


def test_long_texts_cost_little() -> None:
    import time

    text = "a@" + "a." * 100_000 + " " + "1" * 100_000 + " " + "ab:" * 50_000
    start = time.process_time()
    for pattern in PATTERNS:
        list(pattern.shape.finditer(text))
    assert time.process_time() - start < 20


VALUES = st.sampled_from([
    "13800138000", "+8613800138000", "11010519491231002X", "867440020000003", "a4:50:46:12:34:56", "A4-50-46-12-34-56", "a.b@c.example",
    "2024-01-01", "12:30:45", "a4:50:46:12:34", "1101051949123100", "19", "20491231", "35", "@",
])  # fmt: skip
TEXTS = st.lists(VALUES | st.text("0123456789abcdefX:-.@ \n", max_size=8), max_size=8).map("".join)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_signs_lose_nothing(text: str) -> None:
    for pattern in PATTERNS:
        if pattern.sign is not None:
            assert [m.span() for m in candidates(pattern, text)] == [m.span() for m in pattern.shape.finditer(text)], (
                pattern.item
            )
