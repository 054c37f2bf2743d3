"""Declarations of whole documents: the labelled excerpts, places, and the time it takes."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from kanhe.declared.claims.declarations import declarations
from kanhe.declared.documents.document import Document
from kanhe.declared.documents.reading import read_document
from kanhe.evidence.declared_rows import DeclarationRow
from kanhe.evidence.vocabulary import VOCABULARY

EXCERPTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("excerpts.yaml").read_text("utf-8"))


def read(text: str, kind: str = "md") -> list[DeclarationRow]:
    return declarations("app", "policy", read_document(text.encode(), f"policy.{kind}"))


def told(rows: list[DeclarationRow]) -> set[str]:
    """``subject verb item``, or ``subject verb (group)``; information that the taxonomy does not know is left out."""
    return {f"{r.subject} {r.verb} {r.item or f'({r.group})'}" for r in rows if r.item or r.group}


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=lambda e: e["name"])
def test_excerpt(excerpt: dict[str, Any]) -> None:
    found = told(read(excerpt["text"], excerpt["format"]))
    expected = set(excerpt["states"])
    assert found == expected, f"not found: {sorted(expected - found)}; found without reason: {sorted(found - expected)}"


def test_excerpts_are_of_many_shapes() -> None:
    assert len(EXCERPTS) >= 40
    assert {e["format"] for e in EXCERPTS} == {"md", "html", "txt"}
    assert len({e["name"] for e in EXCERPTS}) == len(EXCERPTS)


def test_places_point_into_the_original() -> None:
    text = "<h2>我们收集的信息</h2><p>为了配送，我们会收集您的<b>收货</b>地址&nbsp;和手机号。</p>"
    rows = read(text, "html")
    assert {text[r.item_start : r.item_end] for r in rows} == {"收货</b>地址", "手机号"}
    assert all(text[r.start : r.end].startswith("为了配送") for r in rows)
    assert {(r.heading, r.purpose, r.via) for r in rows} == {("我们收集的信息", "配送", "sentence")}


def test_every_value_is_of_the_vocabulary() -> None:
    for excerpt in EXCERPTS:
        for row in read(excerpt["text"], excerpt["format"]):
            assert row.verb in VOCABULARY["declared_verb"]
            assert row.via in VOCABULARY["declared_via"]
            assert 0 <= row.start <= row.item_start < row.item_end <= row.end


def test_a_long_policy_is_read_in_less_than_a_second() -> None:
    part = (
        "我们会收集您的手机号码、设备信息（如IMEI、MAC地址）和位置信息，用于登录和推荐。未经您同意，我们不会向第三方共享您的个人信息。"
        "您可以随时删除您的资料，我们将按照法律法规的规定进行处理，并妥善保管您的信息，防止信息遭到未经授权的访问、披露、使用、修改、损坏或丢失。\n\n"
        "本政策将帮助您了解以下内容，请您在使用我们的产品前仔细阅读并充分理解。如您有任何疑问、意见或建议，可以通过客服热线与我们联系，我们将在十五个工作日内予以答复。\n\n"
    )
    document = read_document((part * (60_000 // len(part))).encode(), "policy.md")
    declarations("app", "policy", document)
    assert min(_seconds(document) for _ in range(3)) < 1


def _seconds(document: Document) -> float:
    """Processor time of one reading: the tests share their machine."""
    started = time.process_time()
    declarations("app", "policy", document)
    return time.process_time() - started


@pytest.mark.parametrize(
    "part", ["我们会收集您的手机号。\n\n", "我们会收集您的手机号、", "- 手机号\n", "第三方SDK收集"]
)
def test_time_is_linear(part: str) -> None:
    def seconds(times: int) -> float:
        return _seconds(read_document((part * times).encode(), "policy.md"))

    seconds(10)
    one, eight = min(seconds(250) for _ in range(3)), min(seconds(2000) for _ in range(3))
    assert eight < 24 * one + 0.05
