import pytest

from kanhe.declared.documents.document import Block, Document, Link
from kanhe.declared.sdk_lists.elsewhere import lists_elsewhere
from kanhe.declared.sdk_lists.listed import declared_sdks
from tests.declared.sdk_lists.making import document, passage


def elsewhere(of: Document) -> tuple[str, ...]:
    return lists_elsewhere(of, declared_sdks("a", "policy", of))


def linked(text: str, *links: Link) -> Document:
    return Document("x", "0" * 64, "html", text, (Block("paragraph", passage(text, links=links)),))


def test_title_and_address() -> None:
    text = "详见《第三方SDK目录》，点此查看"
    assert elsewhere(linked(text, Link(2, 12, "https://a.example/sdk"))) == ("《第三方SDK目录》 https://a.example/sdk",)
    assert elsewhere(linked(text)) == ("《第三方SDK目录》",)
    assert elsewhere(linked(text, Link(2, 12, "javascript:;"))) == ("《第三方SDK目录》",)


def test_a_link_that_is_called_a_list() -> None:
    text = "点击第三方SDK列表查看"
    assert elsewhere(linked(text, Link(2, 10, "https://a.example/"))) == ("《第三方SDK列表》 https://a.example/",)
    assert elsewhere(linked(text)) == ()


@pytest.mark.parametrize(
    "text", ["详见《隐私政策》", "《友盟SDK技术说明》", "《合同（第三方权利）法》", "我们接入第三方SDK"]
)
def test_no_list(text: str) -> None:
    assert elsewhere(linked(text)) == ()


def test_a_list_in_the_document_is_enough() -> None:
    rows = [["SDK名称", "使用目的"], ["极光推送", "推送"], ["友盟", "统计"]]
    assert elsewhere(document("详见《第三方SDK目录》")) == ("《第三方SDK目录》",)
    assert elsewhere(document("详见《第三方SDK目录》", rows)) == ()
