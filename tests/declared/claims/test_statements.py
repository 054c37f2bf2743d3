import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.claims.statements import Frame, Reading, read
from kanhe.declared.claims.subjects import actors
from kanhe.declared.documents.document import Document
from kanhe.evidence.vocabulary import VOCABULARY

ACTORS = actors(Document("policy.txt", "", "text", "", ()))


def told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(s.frame.subject, s.frame.verb, s.mention.item or s.mention.group) for s in reading.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们会收集您的姓名、手机号。", [("app", "collect", "real-name"), ("app", "collect", "phone-number")]),
        ("我们不会收集您的通讯录。", [("app", "not-collect", "contacts")]),
        ("您的位置信息会被我们收集。", [("app", "collect", "location-precise")]),
        ("我们会将您的手机号提供给快递公司。", [("app", "share", "phone-number")]),
        ("您需要向我们提供身份证号码。", [("app", "collect", "id-document")]),
        ("第三方支付机构会收集您的银行卡号。", [("partner", "collect", "bank-account")]),
        ("未经您同意，我们不会向第三方共享您的手机号。", [("app", "share", "phone-number")]),
        ("您可以访问、更正您的手机号码。", []),
        ("个人信息是指能够识别个人的信息，包括姓名、手机号。", []),
        ("以下情形无需征得您的同意：收集您的手机号。", []),
        ("如您拒绝我们收集位置信息，不影响其他功能。", []),
        ("我们不会收集与服务无关的个人信息。", []),
        ("与我们共享个人信息的公司会遵守约定。", []),
        ("We do not collect your contacts.", [("app", "not-collect", "contacts")]),
        ("我们收集校验值、使用习惯、手机号。", [("app", "collect", "app-usage"), ("app", "collect", "phone-number")]),
    ],
)  # fmt: skip
def test_what_a_sentence_states(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [row for row in told(read(text, ACTORS)) if row[2]] == expected


def test_a_sentence_announces_a_list() -> None:
    reading = read("为了完成配送，我们会收集以下信息：", ACTORS)
    assert reading.governs == Frame("app", "collect", purpose="完成配送")
    assert not reading.statements or all(s.mention.item is None for s in reading.statements)


def test_an_entry_is_governed_from_outside() -> None:
    frame = Frame("app", "not-collect")
    assert told(read("通讯录、短信", ACTORS, frame)) == [
        ("app", "not-collect", "contacts"),
        ("app", "not-collect", "sms"),
    ]


def test_an_entry_may_speak_for_itself() -> None:
    frame = Frame("app", "collect")
    assert told(read("我们不会收集您的短信。", ACTORS, frame)) == [("app", "not-collect", "sms")]


@pytest.mark.parametrize(
    "text", ["收集您的手机号，不会重置权限状态。", "收集信息：不会重置权限状态", "不会重置权限状态"]
)
def test_what_is_not_done_is_no_information(text: str) -> None:
    statements = read(text, ACTORS, Frame("app", "collect")).statements
    assert [s.mention.written for s in statements if "权限" in s.mention.written] == []


@given(st.text(alphabet="我们您不会收集共享的手机号、IMEI，。：（）如用于未经同意将被以下信息", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for statement in read(text, ACTORS).statements:
        assert statement.frame.verb in VOCABULARY["declared_verb"]
        assert text[statement.mention.start : statement.mention.end] == statement.mention.written
        assert statement.start <= statement.mention.start < statement.mention.end <= statement.end


@pytest.mark.parametrize("part", ["我们会收集您的手机号、", "，收集手机号", "如果", "为了", "向与", "我们会收集。"])
def test_time_is_linear(part: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        read(part * times, ACTORS)
        return time.process_time() - started

    seconds(10)
    one, eight = min(seconds(250) for _ in range(3)), min(seconds(2000) for _ in range(3))
    assert eight < 24 * one + 0.05
