import io
import zipfile

import pytest

from kanhe.ledger.importing import content
from kanhe.ledger.importing.content import MAX_ROWS, Unreadable, check_zip, clean, table


def test_rows_get_one_length_and_cells_are_cleaned() -> None:
    assert table([["a\u200b  b", "c"], ["d"]]).rows == (("a b", "c"), ("d", ""))
    assert clean("  x \r\n\r\n y\u3000z ") == "x\ny z"


def test_too_many_rows() -> None:
    with pytest.raises(Unreadable):
        table([["x"]] * (MAX_ROWS + 1))


def test_an_archive_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(10_000))
    check_zip(out.getvalue())
    monkeypatch.setattr(content, "MAX_UNPACKED", 9_999)
    with pytest.raises(Unreadable, match="too much"):
        check_zip(out.getvalue())
    with pytest.raises(Unreadable, match="damaged"):
        check_zip(out.getvalue()[:40])
