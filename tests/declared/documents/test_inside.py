import zipfile

import pytest

from kanhe.declared.documents import inside
from kanhe.declared.documents.inside import documents_inside
from kanhe.declared.documents.reading import read_document
from kanhe.package import open_package
from tests.specimens.truth import APK

POLICY = (
    "<html><head><title>示例</title></head><body><h1>隐私政策</h1>"
    + "<p>我们会收集您的手机号码，用于为您注册账号。您可以拒绝提供，但我们将无法为您服务。</p>" * 12
    + "</body></html>"
)
AGREEMENT = POLICY.replace("隐私政策", "用户服务协议")
LIST = (
    "<h1>第三方SDK目录</h1><table><tr><th>名称</th><th>收集的信息</th></tr>"
    + "".join(f"<tr><td>示例{n}SDK</td><td>设备标识符、位置信息</td></tr>" for n in range(6))
    + "</table>"
)
ENGLISH = (
    "<h1>Privacy Policy</h1>" + "<p>We collect your personal information, and you may ask us to delete it.</p>" * 12
)


def found_in(tmp_path, **files: str | bytes) -> list[tuple[str, str]]:
    """(role, name) of what is found when files are added to a package; '__' in a name stands for '/', '_dot_' for '.'."""
    path = tmp_path / "app.apk"
    with zipfile.ZipFile(APK / "policy-absent-violates.apk") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in files.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    with open_package(path) as package:
        return [(role, document.name) for role, document in documents_inside(package)]


def test_package_without_documents(tmp_path) -> None:
    assert found_in(tmp_path) == []


def test_policy_and_list_in_assets(tmp_path) -> None:
    found = found_in(tmp_path, assets__www__a_dot_html=POLICY, assets__b_dot_htm=LIST, assets__c_dot_html=AGREEMENT)
    assert found == [("policy", "assets/www/a.html"), ("sdk-list", "assets/b.htm")]


def test_raw_resource_in_gb18030_without_declaration(tmp_path) -> None:
    assert found_in(tmp_path, res__raw__yszc_dot_txt=POLICY.encode("gb18030")) == [("policy", "res/raw/yszc.txt")]


def test_chinese_policy_goes_before_its_translation(tmp_path) -> None:
    found = found_in(tmp_path, assets__privacy_en_dot_html=ENGLISH, assets__privacy_dot_html=POLICY)
    assert found == [("policy", "assets/privacy.html")]
    assert found_in(tmp_path, assets__privacy_en_dot_html=ENGLISH) == [("policy", "assets/privacy_en.html")]


def test_text_in_a_script(tmp_path) -> None:
    script = "var a = 1; var text = '" + POLICY.replace("'", "") + "';"
    assert found_in(tmp_path, assets__app_dot_js=script) == [("policy", "assets/app.js#1")]


@pytest.mark.parametrize(
    "content",
    [
        '<a href="https://example.com/privacy">隐私政策</a>',
        "<p>请阅读并同意《隐私政策》</p>" * 30,
        "The MIT License. personal information " * 40,
    ],
    ids=["a link", "prompts", "a licence"],
)
def test_what_only_names_a_policy_is_none(tmp_path, content: str) -> None:
    assert found_in(tmp_path, assets__privacy_dot_html=content) == []


def test_same_policy_twice_is_found_once(tmp_path) -> None:
    found = found_in(tmp_path, assets__privacy_dot_html=POLICY, assets__copy__privacy_dot_html=POLICY + " ")
    assert len(found) == 1


def test_a_dictionary_that_has_the_words_once_is_not_read(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(inside, "read_document", lambda data, name: read.append(name) or read_document(data, name))
    words = "".join(f"词语{n}\t{n}\n" for n in range(20_000)) + "个人信息\t7\n隐私政策\t3\n"
    found_in(tmp_path, assets__essay_dot_txt=words, assets__privacy_words_dot_txt=words, assets__a_dot_html=POLICY * 20)
    assert read == ["assets/privacy_words.txt", "assets/a.html"]
