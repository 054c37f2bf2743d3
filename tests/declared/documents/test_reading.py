import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.declared.documents.condition import MAX_BYTES
from kanhe.declared.documents.document import Document
from kanhe.declared.documents.reading import is_html, is_markdown, read_document, title_of
from tests.builders.pdf import Text, write_pdf

SENTENCE = "我们会收集您的手机号码与位置信息，用于为您提供服务，您可以在设置中关闭。"
PAGE = f"<!DOCTYPE html><html><head><title>示例-隐私政策</title></head><body><h1>隐私政策</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (PAGE.encode(), "a.html", "html"),
        (PAGE.encode("gb18030"), "policy", "html"),
        (f"<p>{SENTENCE}</p>".encode(), "a.htm", "html"),
        (f"# 隐私政策\n\n{SENTENCE}\n\n## 收集\n\n{SENTENCE}".encode(), "a.txt", "markdown"),
        (f"隐私政策\n{SENTENCE}".encode(), "a.md", "markdown"),
        (f"隐私政策\n{SENTENCE}".encode(), "a.html", "text"),
        (f'{{"text": "{SENTENCE}"}}'.encode(), "a.html", "json"),
        (write_pdf([[Text(50, 500, 10, SENTENCE[:25]), Text(50, 485, 10, SENTENCE[25:])]]), "a.txt", "pdf"),
    ],
    ids=["html", "html in gb18030", "piece of html", "markdown", "named markdown", "named html", "json", "pdf"],
)  # fmt: skip
def test_format_is_told_by_content(data: bytes, name: str, format: str) -> None:
    document = read_document(data, name)
    assert (document.format, document.language, document.problems) == (format, "zh", ())
    assert document.readable
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_title_and_encoding() -> None:
    document = read_document(PAGE.encode("gb18030"), "a.html")
    assert (document.title, document.encoding) == ("隐私政策", "gb18030")
    assert read_document(PAGE.replace("隐私政策</h1>", "</h1>").encode(), "a").title == "示例-隐私政策"
    assert title_of((), None) is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空"),
        (b"\0\0  \n", "空"),
        (b"x" * (MAX_BYTES + 1), "过大"),
        (bytes(range(128, 256)) * 20, "编码"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "不是文字"),
        (b"PK\x03\x04" + b"\0" * 99, "不是文字"),
        ("<html><body><form>手机号登录 <input type=password> 忘记密码</form></body></html>".encode(), "登录"),
        (b"<html><body><div id=app></div><noscript>Please enable JavaScript</noscript></body></html>", "JavaScript"),
        (write_pdf([[]]), "图片"),
        (PAGE.encode().decode("latin-1").encode(), "乱码"),
    ],
    ids=["empty", "blank", "too large", "no encoding", "picture", "zip", "login", "script", "pictures", "garbled"],
)
def test_what_cannot_be_read_says_so(data: bytes, told: str) -> None:
    document = read_document(data, "policy.html")
    assert not document.readable
    assert told in document.problems[0].zh
    assert document.problems[0].kind == "unreadable-document"


def test_another_language_is_told() -> None:
    document = read_document(
        ("私たちはお客様の個人情報を収集し、サービスの提供のために利用します。" * 9).encode(), "a.txt"
    )
    assert [p.kind for p in document.problems] == ["foreign-language"]
    assert document.language is None


def test_few_bytes_that_do_not_fit_are_told() -> None:
    data = (SENTENCE * 20).encode()
    document = read_document(data[:90] + b"\xff" + data[90:], "a.txt")
    assert document.readable
    assert [p.kind for p in document.problems] == ["damaged-document"]


def test_what_is_html_and_markdown() -> None:
    assert is_html("  <div>a</div>", "x")
    assert not is_html("a < b", "x")
    assert not is_html("<https://a.example>", "x.txt")
    assert is_markdown("", "A.MD")
    assert not is_markdown("# a", "x")


def policy(paragraphs: int) -> bytes:
    body = "".join(
        f'<h2>{n}、收集</h2><p style="color:#333">{SENTENCE}<b>{SENTENCE}</b>&nbsp;</p><ul><li>{SENTENCE}</li></ul>'
        for n in range(paragraphs)
    )
    return f"<html><body>{body}</body></html>".encode()


def seconds(data: bytes, name: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        document = read_document(data, name)
        best = min(best, time.process_time() - start)
        assert document.readable
    return best


def test_sixty_pages_take_a_moment() -> None:
    data = policy(550)
    assert sum(len(b.text) for b in read_document(data, "a").blocks) > 60_000
    assert seconds(data, "a.html") < 0.5


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_cost_is_linear(name: str) -> None:
    def make(count: int) -> bytes:
        return (
            policy(count)
            if name == "a.html"
            else (f"## 一、收集\n\n{SENTENCE}**{SENTENCE}**\n\n- {SENTENCE}\n\n" * count).encode()
        )

    one, two, four = (seconds(make(count), name) for count in (200, 400, 800))
    assert two < 4 * one + 0.1
    assert four < 8 * one + 0.1


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = b"<p>a" * (50 << 18)
    start = time.process_time()
    assert not read_document(data, "a.html").readable
    assert time.process_time() - start < 1.0


def check(document: Document) -> None:
    assert document.blocks or document.problems
    for block in document.blocks:
        for passage in (block.passage, *(c for row in block.rows for c in row)):
            assert len(passage.at) == len(passage.text) + 1
            assert 0 <= passage.at.min() <= passage.at.max() <= len(document.text)


SAMPLES = [
    PAGE.encode(),
    PAGE.encode("gb18030"),
    f'{{"a": "{SENTENCE}"}}'.encode(),
    write_pdf([[Text(50, 500, 10, "隐私")]]),
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 9999), st.binary(max_size=4)), max_size=5), st.sampled_from(["a", "a.html", "a.md", "a.json"]))  # fmt: skip
def test_any_damage_gives_a_document(sample: bytes, changes: list[tuple[int, bytes]], name: str) -> None:
    data = bytearray(sample)
    for place, new in changes:
        at = place % (len(data) + 1)
        data[at : at + len(new)] = new
    check(read_document(bytes(data), name))


@given(st.binary(max_size=200), st.sampled_from(["a", "a.html", "a.md", "a.pdf", "a.docx"]))
def test_any_bytes_give_a_document(data: bytes, name: str) -> None:
    check(read_document(data, name))
