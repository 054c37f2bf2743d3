import numpy as np
import pytest

from kanhe.declared.claims.scopes import Other, Scope, exempt, heading_frame, introduced
from kanhe.declared.claims.statements import Frame
from kanhe.declared.documents.document import Block, Document, Passage
from kanhe.declared.documents.reading import read_document
from kanhe.declared.sdk_lists.matching import NamedSdk


def under(*headings: str) -> Document:
    lines = [f"{'#' * (n + 1)} {text}" for n, text in enumerate(headings)]
    return read_document(("\n\n".join([*lines, "手机号"]) + "\n").encode(), "policy.md")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["我们收集的信息"], Frame("app", "collect")), (["我们不会收集的信息"], Frame("app", "not-collect")), (["您提供的信息"], Frame("app", "collect")),
        (["我们共享的信息"], Frame("app", "share")), (["我们如何收集您的个人信息", "设备信息"], Frame("app", "collect")),
        (["我们收集的信息", "如何删除您的信息"], None), (["您的权利"], None), (["Information we collect"], Frame("app", "collect")),
        (["Information we do not collect"], Frame("app", "not-collect")), (["联系我们"], None),
    ],
)  # fmt: skip
def test_what_headings_say(headings: list[str], expected: Frame | None) -> None:
    document = under(*headings)
    assert heading_frame(document, len(document.blocks) - 1) == expected


def test_exceptions_need_no_consent() -> None:
    document = under("我们如何收集您的个人信息", "征得授权同意的例外")
    assert exempt(document, len(document.blocks) - 1)
    assert not exempt(under("我们收集的信息"), 1)


def block(kind: str, text: str = "甲", level: int = 0) -> Block:
    return Block(kind, Passage(text, np.arange(len(text) + 1, dtype=np.int32)), level)  # type: ignore[arg-type]


def test_a_list_ends() -> None:
    scope = Scope(Frame("app", "collect"), "paragraph", 0)
    assert scope.holds(block("item", level=1))
    assert scope.holds(block("table"))
    assert not scope.holds(block("heading"))
    assert not scope.holds(block("paragraph"))
    assert scope.holds(block("paragraph", "1、设备信息"))


def test_a_nested_list_ends_with_its_entry() -> None:
    scope = Scope(Frame("app", "collect"), "item", 1)
    assert scope.holds(block("item", level=2))
    assert not scope.holds(block("item", level=1))


@pytest.mark.parametrize(
    ("text", "sdks", "subject"),
    [
        ("“友盟+”：该SDK由友盟公司提供", (NamedSdk(1, 4, "umeng-analytics"),), "umeng-analytics"), ("某某推送SDK：用于推送", (), "partner"),
        ("第三方SDK目录", (), None), ("我们会收集您的手机号", (), None), ("微信登录：我们会收集昵称", (NamedSdk(0, 2, "wechat"),), None),
    ],
)  # fmt: skip
def test_whom_a_block_introduces(text: str, sdks: tuple[NamedSdk, ...], subject: str | None) -> None:
    other = introduced(block("item", text, 1), sdks)
    assert (other.subject if other else None) == subject


def test_who_was_introduced_is_left_at_the_next_entry() -> None:
    other = Other("umeng-analytics", "友盟+", "item", 1)
    assert other.goes_on(block("item", level=2))
    assert other.goes_on(block("paragraph"))
    assert not other.goes_on(block("item", level=1))
    assert not other.goes_on(block("heading"))
