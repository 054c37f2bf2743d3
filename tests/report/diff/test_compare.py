import pytest

from kanhe.evidence import HostRow
from kanhe.evidence.limits import limit
from kanhe.report.diff.compare import ASPECTS, compare
from kanhe.report.diff.necessity import RULE
from tests.report.diff.builds import behaviour, build, call, declared, finding, flow, policy


def test_the_same_file_is_identical() -> None:
    found = compare(build(call()), build())
    assert found.identical
    assert found.answer.need == "not-needed"
    assert found.sections == ()


def test_the_same_package_with_another_policy_is_not() -> None:
    found = compare(build(policy("1", characters=1)), build(policy("2", characters=2)))
    assert not found.identical
    assert [w.en for w in found.warnings] == ["The package is the same; only the documents differ."]
    assert [reason.condition for reason in found.answer.reasons] == ["policy"]


def test_a_rebuild_of_the_same_source_needs_nothing() -> None:
    found = compare(build(call(line=1), app="a"), build(call(line=2), app="b", version_code=2))
    assert found.answer.need == "not-needed"
    assert found.warnings == ()
    assert [c.key for s in found.sections for c in s.changes] == [("version_code",)]


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"package_id": "com.other"}, "different apps"), ({"version_code": 0}, "lower version code")],
    ids=["another-app", "swapped"],
)
def test_warnings(facts: dict, words: str) -> None:
    (warning,) = compare(build(), build(app="b", **facts)).warnings
    assert words in warning.en


def test_a_policy_on_one_side_is_one_reason_not_hundreds() -> None:
    found = compare(build(policy(), declared()), build(limit("a", "no-policy", "privacy policy", "x"), app="b"))
    (reason,) = found.answer.reasons
    assert [change.key for change in reason.changes] == [("policy",)]
    assert "no privacy policy of the new build" in found.warnings[0].en
    assert not found.answer.policies


def test_sections_are_sorted_by_weight_then_kind() -> None:
    found = compare(
        build(call("android-id")),
        build(call(), call("device-model-params"), call("mac-address", level="present"), app="b"),
    )
    section = next(s for s in found.sections if s.id == "items")
    assert [change.weight for change in section.changes] == ["high", "plain", "plain", "weak"]
    assert [change.kind for change in section.changes][:3] == ["new", "new", "gone"]


def test_every_condition_can_be_met() -> None:
    old = build(policy("1", characters=1), call("android-id", level="present"), call("mac-address", phase="event"))
    new = build(
        policy("2", characters=2), call(), call("android-id"), call("mac-address", phase="startup"), flow(), behaviour("send-sms"),
        limit("a", "packed", "x", "y"), HostRow("a", "h.cn", "code", "c"), app="b", package_id="com.other", signer_sha256=(),
        findings=[finding("1")],
    )  # fmt: skip
    met = {reason.condition for reason in compare(old, new).answer.reasons}
    assert {*RULE} - met == {"sdk", "permission"}
    assert next(s for s in compare(old, new).sections if s.id == "items").blind.new == ("packed",)


def test_every_section_has_its_own_id() -> None:
    assert len({aspect.id for aspect in ASPECTS}) == len(ASPECTS)
