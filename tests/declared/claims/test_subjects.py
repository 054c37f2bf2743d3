import pytest

from kanhe.declared.claims.subjects import actors, acts, app_names
from kanhe.declared.documents.document import Document
from kanhe.declared.documents.plain import plain_blocks


def document(text: str) -> Document:
    return Document("policy.txt", "", "text", text, plain_blocks(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("我们会收集", ["app"]), ("您提供的信息", ["user"]), ("第三方支付机构会收集", ["partner"]), ("合作伙伴获取", ["partner"]), ("本平台收集", ["app"]),
        ("手机厂商可能获取", ["partner"]), ("We collect", ["app"]), ("third parties may collect", ["partner"]), ("天气很好", []),
    ],
)  # fmt: skip
def test_who_is_named(text: str, kinds: list[str]) -> None:
    assert [s.kind for s in actors(document("x")).of(text)] == kinds


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("我们会收集", ["我们"]),
        ("向您收集", []),
        ("我们的服务", []),
        ("由我们收集", ["我们"]),
        ("您向我们提供", ["您"]),
        ("与第三方共享", []),
    ],
)
def test_who_acts(text: str, acting: list[str]) -> None:
    assert [s.written for s in actors(document("x")).of(text) if acts(s, text)] == acting


def test_names_the_document_gives_itself() -> None:
    text = "《蓝鲸天气隐私政策》\n蓝鲸科技有限公司（以下简称“蓝鲸”）尊重您的隐私。"
    assert app_names(document(text)) == {"蓝鲸天气", "蓝鲸"}
    assert [s.kind for s in actors(document(text)).of("蓝鲸会收集")] == ["app"]


def test_common_words_are_no_names() -> None:
    assert not app_names(document("（以下统称“我们”）（以下简称“您”）（以下称“第三方”）"))
