from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence

SDK_LIST = "第三方SDK目录\n" + "SDK名称：极光推送\n使用目的：推送消息\n收集信息：IMEI、MAC地址、设备型号\n" * 6


def given(role: str, text: str, name: str = "file.txt") -> Declared:
    return Declared(role, "given", read_document(text.encode(), name))


def test_without_a_policy_a_limit_says_so() -> None:
    evidence = declared_evidence("a", [])
    (limit,) = evidence.rows("limits")
    assert limit["kind"] == "no-policy"
    assert set(limit["weakens"]) == {"declarations", "declared_sdks", "policy_elements"}
    alone = declared_evidence("a", [given("sdk-list", SDK_LIST)])
    assert [r["kind"] for r in alone.rows("limits")] == ["no-policy"]


def test_documents_of_one_role_are_numbered() -> None:
    text = "隐私政策\n我们会收集您的手机号码，用于注册账号。" * 20
    evidence = declared_evidence("a", [given("policy", text), given("sdk-list", text), given("policy", text)])
    assert [r["document"] for r in evidence.rows("documents")] == ["policy", "sdk-list", "policy-2"]
    assert {r["role"] for r in evidence.rows("documents")} == {"policy", "sdk-list"}


def test_a_listing_is_a_row_and_no_declarations() -> None:
    evidence = declared_evidence("a", [given("listing", '{"appName": "晴雨", "developer": "晴雨科技"}', "store.json")])
    assert evidence.rows("listing")[0]["developer"] == "晴雨科技"
    assert evidence["declarations"].num_rows == 0


def test_a_listing_that_is_none() -> None:
    evidence = declared_evidence("a", [given("listing", "<html>登录</html>", "store.json")])
    limits = {r["kind"]: r["weakens"] for r in evidence.rows("limits")}
    assert limits["unreadable-listing"] == ["listing"]


def test_a_list_that_the_policy_only_points_to() -> None:
    text = "隐私政策\n我们会接入第三方SDK，详见《第三方SDK目录》。我们会收集您的手机号码，用于注册账号。" * 5
    (alone,) = [
        r for r in declared_evidence("a", [given("policy", text)]).rows("limits") if r["kind"] == "list-elsewhere"
    ]
    assert alone["why"] == "《第三方SDK目录》"
    both = declared_evidence("a", [given("policy", text), given("sdk-list", SDK_LIST)])
    assert "list-elsewhere" not in {r["kind"] for r in both.rows("limits")}
