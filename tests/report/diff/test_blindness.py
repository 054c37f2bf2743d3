from kanhe.evidence.limits import limit
from kanhe.report.diff.blindness import blindness, limit_changes
from kanhe.report.diff.model import Blindness
from tests.report.diff.builds import build, short, told

PACKED = limit("a", "packed", "360", "x")
NATIVE = limit("a", "native-code", "libx.so", "x")
NO_POLICY = limit("a", "no-policy", "privacy policy", "x")


def test_only_what_weakens_asks() -> None:
    assert short(limit_changes(build(), build(PACKED, NATIVE))) == [
        "new native-code [] weak",
        "new packed [limit] high",
    ]
    assert list(limit_changes(build(PACKED), build(PACKED))) == []


def test_another_place_of_the_same_kind() -> None:
    more = limit("a", "encrypted-code", "b.dex", "x")
    old, new = (
        build(limit("a", "encrypted-code", "a.dex", "x")),
        build(limit("a", "encrypted-code", "a.dex", "x"), more),
    )
    assert short(limit_changes(old, new)) == ["changed encrypted-code [limit] high"]
    assert told(limit_changes(old, new)) == ["where: b.dex"]
    assert list(limit_changes(new, old)) == []


def test_a_document_of_another_name_is_no_other_place() -> None:
    old, new = (build(limit("a", "list-elsewhere", name, "x")) for name in ("2024.html", "2025.html"))
    assert list(limit_changes(old, new)) == []
    assert short(limit_changes(build(), new)) == ["new list-elsewhere [limit] high"]


def test_what_can_be_seen_again() -> None:
    assert short(limit_changes(build(PACKED), build())) == ["gone packed [] plain"]


def test_a_missing_policy_is_no_matter_of_sight() -> None:
    assert short(limit_changes(build(), build(NO_POLICY))) == ["new no-policy [] weak"]
    assert blindness(build(NO_POLICY), build(NO_POLICY), ["declarations"]) == Blindness()


def test_by_table() -> None:
    assert blindness(build(PACKED), build(NATIVE), ["calls", "flows"]) == Blindness(old=("packed",))
    assert blindness(build(PACKED), build(PACKED), ["permissions"]) == Blindness()
