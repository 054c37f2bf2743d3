import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.encoding import declared_encoding, decode, likelihood

CHINESE = "我们会收集您的手机号码与位置信息，用于为您提供服务。您可以在设置中关闭。"
TRADITIONAL = "我們會收集您的電話號碼與位置資訊，用於為您提供服務。您可以在設定中關閉。"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-16-le", "utf-16-le")],
)  # fmt: skip
def test_chinese_without_a_declaration(encoding: str, name: str) -> None:
    text = CHINESE + " SDK 3.0\n" * 4
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.misfits) == (text, name, 0)


def test_traditional_chinese_in_big5() -> None:
    assert decode(TRADITIONAL.encode("big5")).encoding == "big5hkscs"
    assert decode(TRADITIONAL.encode("big5")).text == TRADITIONAL


def test_a_short_text_is_gb18030_rather_than_big5() -> None:
    assert decode("隐私政策".encode("gb18030")).text == "隐私政策"


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "big5", "nonsense"])
def test_a_wrong_declaration_does_not_win(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{CHINESE}'
    assert decode(page.encode("gb18030")).text == page


def test_gb2312_declared_and_utf8_written() -> None:
    page = f'<meta charset="gb2312"><p>{CHINESE}'
    assert decode(page.encode()).text == page


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<META http-equiv="Content-Type" content="text/html; charset=GB2312">', "gb18030"),
        (b"<?xml version='1.0' encoding='Big5'?>", "big5hkscs"),
        (b"<meta charset=utf8>", "utf-8"),
        (b"<p>charset=gbk", None),
        (b'<meta charset="\xff">', None),
    ],
)
def test_declarations(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


def test_a_text_cut_within_a_character() -> None:
    assert decode(CHINESE.encode()[:-1]).text == CHINESE[:-1]


def test_few_bytes_that_do_not_fit_are_counted() -> None:
    data = (CHINESE * 9).encode()
    decoded = decode(data[:60] + b"\xff" + data[60:])
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.misfits <= 2


def test_bytes_of_no_encoding_have_none() -> None:
    assert decode(bytes(range(128, 256)) * 20).encoding is None


def test_latin_text() -> None:
    text = "We collect the data of your café visits and nothing more than what is needed for it."
    assert decode(text.encode("cp1252")).text == text


def test_likelihood() -> None:
    assert likelihood("我们的信息") > 0.9
    assert likelihood("plain") == 0.0


@given(st.binary(max_size=80))
def test_any_bytes_give_a_text(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded.text, str)


@given(st.text(st.sampled_from(CHINESE + "abc \n"), min_size=4, max_size=60))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
