"""What the views of documents say: missing only in a policy read whole, and where it belongs."""

import datetime as dt

from kanhe.evidence import Evidence, PackageRow
from kanhe.evidence.declared_rows import DeclarationRow, DeclaredSdkRow, DocumentRow, PolicyElementRow
from kanhe.evidence.limits import limit
from kanhe.rules.engine import Context, connect
from kanhe.rules.policy_views import POLICY_VIEWS

APP = PackageRow("a", "android", "apk", "f", "com.x", 1)


def policy(name: str = "policy", role: str = "policy", **changes: object) -> DocumentRow:
    return DocumentRow("a", name, role, "given", f"{name}.md", "0", "markdown", **changes)  # type: ignore[arg-type]


def element(name: str, present: bool, document: str = "policy", heading: str | None = None) -> PolicyElementRow:
    return PolicyElementRow("a", document, name, present, heading=heading)


def ask(query: str, *rows: object) -> list[tuple[object, ...]]:
    return connect(Evidence.of([APP, *rows]), Context(dt.date(2026, 11, 1))).execute(query).fetchall()


MISSING = "SELECT element, where_zh, where_en FROM missing_elements ORDER BY element"


def test_missing_beside_its_kin_or_in_a_section_of_its_own() -> None:
    found = ask(
        MISSING, policy(), element("retention", False), element("storage-location", True, heading="信息的存储"),
        element("minors", False),
    )  # fmt: skip
    assert found[1] == ("retention", "“信息的存储”一节", 'the section "信息的存储"')
    assert found[0][0] == "minors"
    assert "应新设" in str(found[0][1])
    assert "to be added" in str(found[0][2])


def test_nothing_is_missing_where_part_was_not_seen() -> None:
    gone = element("retention", False)
    assert ask(MISSING, policy(), gone, limit("a", "damaged-document", "policy.md", "cut")) == []
    assert ask(MISSING, policy(readable=False), gone) == []
    assert len(ask(MISSING, policy(), gone, limit("a", "list-elsewhere", "policy.md", "a list"))) == 1


def test_what_one_of_two_policies_holds_is_not_missing() -> None:
    both = [policy(), policy("policy-2"), element("retention", False), element("retention", True, "policy-2")]
    assert ask(MISSING, *both) == []


def test_lists_that_were_not_given_leave_the_list_unread() -> None:
    asked = "SELECT app, document FROM lists_read"
    assert ask(asked, policy()) == [("a", "policy")]
    assert ask(asked, policy(), policy("sdk-list", "sdk-list")) == [("a", "sdk-list")]
    assert ask(asked, policy(), limit("a", "list-elsewhere", "policy.md", "a list")) == []
    assert ask(asked) == []


def test_who_lists_an_sdk_lists_what_it_brings_along() -> None:
    row = DeclaredSdkRow("a", "policy", "极光推送", "jpush")
    named = {sdk for (sdk,) in ask("SELECT actor FROM answering", policy(), row)}
    assert {"jpush", "jcore"} <= named
    sentence = DeclarationRow("a", "policy", "pangle", "collect", "oaid", "OAID")
    assert ("pangle",) in ask("SELECT actor FROM answering", policy(), sentence)


def test_an_item_belongs_where_its_kin_is_declared() -> None:
    kin = DeclarationRow("a", "policy", "app", "collect", "imei", "IMEI", heading="设备信息", start=4)
    found = ask(
        "SELECT where_zh FROM item_places p JOIN item i USING (category) WHERE i.id = 'android-id'", policy(), kin
    )
    assert found == [("“设备信息”一节",)]


def test_every_view_runs_on_nothing() -> None:
    for name in POLICY_VIEWS:
        assert connect(Evidence(), Context()).execute(f"SELECT * FROM {name}").fetchall() == []
