import pytest

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.csv_content import csv_content, decoded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    (found,) = csv_content("序号,应用名称\r\n1,某应用\r\n".encode(encoding)).tables
    assert found.rows == (("序号", "应用名称"), ("1", "某应用"))


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_delimiters(mark: str) -> None:
    assert csv_content(f"a{mark}b\n1{mark}2\n".encode()).tables[0].rows[1] == ("1", "2")


def test_the_delimiter_is_the_regular_one() -> None:
    text = "序号,应用名称,问题\n1,甲,一；二;三;四;五\n2,乙,一;二;三;四;五;六\n3,丙,一\n"
    assert csv_content(text.encode()).tables[0].rows[0] == ("序号", "应用名称", "问题")


def test_quotes_and_lines_in_cells() -> None:
    assert csv_content(b'a,b\n"x\ny","Co.,Ltd"\n').tables[0].rows[1] == ("x\ny", "Co.,Ltd")


def test_no_text() -> None:
    with pytest.raises(Unreadable, match="encoding"):
        decoded(b"\xff\xff\xff\x80")
    with pytest.raises(Unreadable, match="CSV"):
        csv_content(b'a,"' + b"x" * 200_000)
