import pytest

from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.report.lists.lists import double_list, several_apps, unseen, without_documents
from tests.report.lists.sample import APP, DAY, PACKED, SHOP, collected_row, evidence, lists, package


def test_the_head_says_what_the_lists_rest_on() -> None:
    head = lists(*SHOP).head
    assert (head.app, head.package_id, head.version_name, head.version_code) == (APP, "com.example.shop", "1.2", 12)
    assert (head.date, head.level, head.documents) == ("2026-11-01", "reachable", ("policy.html",))
    assert head.tool_version
    assert len(head.knowledge_version) == 16


@pytest.mark.parametrize("apps", [0, 2])
def test_evidence_of_one_app_only(apps: int) -> None:
    rows = Evidence.of([package(app=str(n) * 64) for n in range(apps)])
    assert str(apps) in several_apps(rows).zh  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="not one"):
        double_list(rows, DAY)


def test_one_app_is_no_problem() -> None:
    assert several_apps(evidence()) is None


def test_limits_are_folded_and_those_that_hide_come_first() -> None:
    found = unseen(evidence(limit(APP, "web-content", "WebView", "x"), PACKED, limit(APP, "packed", "b", "x")))
    assert [(u.kind, u.count, u.hides) for u in found] == [("packed", 2, True), ("web-content", 1, False)]
    assert found[0].examples == ("packer", "b")


def test_a_missing_policy_hides_no_collection() -> None:
    assert not unseen(evidence(limit(APP, "no-policy", "policy", "x")))[0].hides


def test_without_documents_only_the_app_remains() -> None:
    stripped = without_documents(evidence(*SHOP, PACKED, limit(APP, "no-policy", "policy", "x")))
    assert not stripped.rows("documents")
    assert not stripped.rows("declarations")
    assert [r["kind"] for r in stripped.rows("limits")] == ["packed"]
    assert collected_row(double_list(stripped, DAY), "android-id").purpose[0].gap


def test_the_same_evidence_gives_the_same_lists() -> None:
    assert lists(*SHOP) == lists(*SHOP)


def test_an_app_that_collects_nothing() -> None:
    made = lists()
    assert made.collected == made.shared == made.checks == ()
    assert made.gaps == 0
