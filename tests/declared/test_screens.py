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


def test_pages_in_assets_are_screens_too(tmp_path) -> None:
    import zipfile

    path = tmp_path / "hybrid.apk"
    with zipfile.ZipFile(APK / "policy-absent-violates.apk") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("assets/www/app.js", 'var a="请阅读并同意《隐私政策》",b="注销账号";')
        new.writestr("assets/www/data.bin", "隐私政策")
    with open_package(path) as package:
        found = {(r["where"], r["role"]) for r in screen_evidence(package).rows("screens") if r["source"] == "asset"}
    assert found == {("assets/www/app.js", "consent-prompt"), ("assets/www/app.js", "account-deletion")}
