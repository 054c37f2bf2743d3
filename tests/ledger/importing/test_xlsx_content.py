import io
import zipfile

import openpyxl
import pytest

from kanhe.ledger.importing.content import Unreadable
from kanhe.ledger.importing.xlsx_content import xlsx_content
from tests.ledger.importing.formats import as_xlsx, saved


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            text = source.read(info)
            target.writestr(info.filename, text.replace(old, new) if info.filename == part else text)
    return out.getvalue()


def test_merged_cells_are_repeated_and_numbers_written_as_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["标题", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["甲", 2.0, 1])
    sheet["B2"].number_format = "0.00"
    sheet.append([None, 2.5, None])
    sheet.merge_cells("A2:A3")
    hidden = book.create_sheet("hidden")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    (found,) = xlsx_content(saved(book)).tables
    assert found.rows == (("标题",) * 3, ("甲", "2.00", "1"), ("甲", "2.5", ""))


@pytest.mark.parametrize(
    "inserted",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells count='1'><mergeCell ref = 'A1:XFD1048576'/></mergeCells>",
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        b'<mergeCells count="1"><mergeCell ref="nonsense"/></mergeCells>',
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
    ],
)
def test_merges_over_everything_are_refused(inserted: bytes) -> None:
    data = changed(as_xlsx([], [["a", "b"]]), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + inserted)
    with pytest.raises(Unreadable):
        xlsx_content(data)


def test_another_encoding_is_refused() -> None:
    data = as_xlsx([], [["a", "b"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml")
    with pytest.raises(Unreadable, match="unusual"):
        xlsx_content(changed(data, "xl/worksheets/sheet1.xml", text, text.decode().encode("utf-16")))


def test_a_cell_at_the_end_of_the_sheet_is_too_far() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1048576"] = "x"
    with pytest.raises(Unreadable, match="rows"):
        xlsx_content(saved(book))


def test_damaged() -> None:
    data = as_xlsx([], [["a"]])
    with pytest.raises(Unreadable, match="damaged"):
        xlsx_content(changed(data, "xl/workbook.xml", b"<sheet ", b"<"))
