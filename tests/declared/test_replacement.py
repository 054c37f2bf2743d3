from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence
from kanhe.declared.replacement import with_declared
from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from tests.report.diff.builds import declared, package, policy

POLICY = "隐私政策\n我们会收集您的手机号码，用于注册账号。\n" * 20


def given(role: str) -> Evidence:
    return declared_evidence("a", [Declared(role, "given", read_document(POLICY.encode(), "new.txt"))])


def test_given_documents_take_the_place_of_those_of_their_role() -> None:
    listed = policy("9", document="sdk-list", role="sdk-list", name="list.html")
    before = Evidence.of(
        [package()], [policy(), listed, declared(), declared(document="sdk-list")],
        [limit("a", "damaged-document", "policy.html", "x"), limit("a", "damaged-document", "list.html", "x"), limit("a", "packed", "y", "x")],
    )  # fmt: skip
    after = with_declared(before, given("policy"), {"policy"})
    assert [(r["document"], r["name"]) for r in after.rows("documents")] == [
        ("sdk-list", "list.html"),
        ("policy", "new.txt"),
    ]
    assert [r["sentence"] for r in after.rows("declarations") if r["document"] == "sdk-list"] == ["我们收集IMEI。"]
    assert "我们收集IMEI。" not in [r["sentence"] for r in after.rows("declarations") if r["document"] == "policy"]
    kinds = [(r["kind"], r["where"]) for r in after.rows("limits")]
    assert ("damaged-document", "policy.html") not in kinds
    assert {("damaged-document", "list.html"), ("packed", "y")} <= {*kinds}


def test_a_given_policy_ends_its_want_and_another_document_does_not() -> None:
    without = Evidence.of([package()], [limit("a", "no-policy", "privacy policy", "x")])
    with_one = with_declared(without, given("policy"), {"policy"})
    assert "no-policy" not in [r["kind"] for r in with_one.rows("limits")]
    other = with_declared(without, given("sdk-list"), {"sdk-list"})
    assert "no-policy" in [r["kind"] for r in other.rows("limits")]
    has_one = with_declared(Evidence.of([package()], [policy()]), given("sdk-list"), {"sdk-list"})
    assert "no-policy" not in [r["kind"] for r in has_one.rows("limits")]
