from kanhe.declared.screens import custom_views, screen_evidence, text_rows
from kanhe.package import open_package
from tests.specimens.truth import APK


def rows(name: str) -> list[dict]:
    with open_package(APK / f"{name}.apk") as package:
        return screen_evidence(package).rows("screens")


def test_ticked_box_beside_the_policy() -> None:
    (ticked,) = [r for r in rows("consent-default-checked-violates") if r["checked"]]
    assert (ticked["control"], ticked["role"], ticked["control_id"]) == ("CheckBox", "consent-prompt", "id/accept")
    assert not [r for r in rows("consent-default-checked-complies") if r["checked"]]


def test_roles_in_layouts_and_strings() -> None:
    found = {(r["source"], r["role"]) for r in rows("backup-allowed-complies")}
    assert {
        ("layout", "consent-prompt"),
        ("layout", "agree"),
        ("layout", "refuse"),
        ("string", "policy-link"),
        ("string", "filing-number"),
    } <= found


def test_views_named_by_layouts() -> None:
    with open_package(APK / "backup-allowed-complies.apk") as package:
        assert custom_views(package) == frozenset()


def test_texts_in_code_once_each() -> None:
    found = list(text_rows("a", [("m", "注销账号"), ("n", "注销账号"), ("o", "nothing")]))
    assert [(r.where, r.role) for r in found] == [("m", "account-deletion")]
