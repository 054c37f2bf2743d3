from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from kanhe.code.dex.container import read_layouts
from kanhe.code.dex.static_values import defined_fields, static_fields, static_strings
from kanhe.code.dex.tables import DexTables, read_tables
from kanhe.inspection import inspect
from tests.builders.dex import Class, Field, write_dex
from tests.builders.program import tables_of
from tests.specimens.truth import FOLDER


def test_version_written_in_a_static_field() -> None:
    rows = inspect(FOLDER.parents[1] / "examples/weather.apk").evidence.rows("sdks")
    push = next(r for r in rows if r["sdk"] == "jpush")
    assert push["version"] == "3.3.4"
    assert push["version_source"] == "Lcn/jpush/android/api/JPushInterface;->SDK_VERSION"


def test_class_without_values() -> None:
    (dex,) = tables_of([Class("La/A;")])
    assert list(static_strings(dex, 0)) == []


FIELDS = [
    Field("a", "I", 7), Field("b", "Ljava/lang/String;", "text"), Field("c", "J", -2), Field("d", "Z", True),
    Field("e", "C", 0xFFFF), Field("f", "S", -3), Field("g", "Ljava/lang/String;"), Field("h", "Z", False),
    Field("i", "B", -1), Field("j", "I"), Field("k", "I", static=False),
]  # fmt: skip


def named(dex: DexTables, found: Iterable[int]) -> list[str]:
    return [dex.field_text(index).partition("->")[2] for index in found]


def test_all_fields_that_a_class_defines() -> None:
    (dex,) = tables_of([Class("La/A;", fields=FIELDS), Class("La/B;", fields=[Field("a", "I", static=False)])])
    assert named(dex, defined_fields(dex, 0)) == [f"{f.name}:{f.kind}" for f in FIELDS]
    assert [dex.field_text(index) for index in defined_fields(dex, 1)] == ["La/B;->a:I"]


def test_initial_values() -> None:
    (dex,) = tables_of([Class("La/A;", fields=FIELDS)])
    found = {dex.field_text(index)[7:8]: known for index, known in static_fields(dex, 0)}
    text = found.pop("b")
    assert text is not None
    assert (text[0], dex.string(text[1])) == ("string", "text")
    assert found == {
        "a": ("integer", 7), "c": ("integer", -2), "d": ("integer", 1), "e": ("integer", 0xFFFF), "f": ("integer", -3),
        "g": None, "h": None, "i": ("integer", -1), "j": None,
    }  # fmt: skip


def test_strings_among_other_values() -> None:
    (dex,) = tables_of([Class("La/A;", fields=FIELDS)])
    ((field, text),) = static_strings(dex, 0)
    assert (dex.field_text(field), dex.string(text)) == ("La/A;->b:Ljava/lang/String;", "text")


def test_a_class_without_fields() -> None:
    (dex,) = tables_of([Class("La/A;")])
    assert list(static_fields(dex, 0)) == list(defined_fields(dex, 0)) == []


@pytest.mark.parametrize("place", [6, 7])
def test_lists_at_the_end_of_the_file_end_early(place: int) -> None:
    (dex,) = tables_of([Class("La/A;", fields=FIELDS)])
    rows = dex.classes.copy()
    rows[0, place] = len(dex.image) - 2
    dex = replace(dex, classes=rows)
    assert len(list(static_fields(dex, 0))) <= len(FIELDS)
    assert len(list(defined_fields(dex, 0))) <= len(FIELDS)


def test_counts_beyond_all_bounds_end() -> None:
    image = bytearray(write_dex([Class("La/A;", fields=FIELDS)]))
    dex = read_tables("classes.dex", "primary", bytes(image), read_layouts(bytes(image))[0])
    at = int(dex.classes[0, 6])
    image[at : at + 4] = b"\xff\xff\xff\x7f"
    dex = replace(dex, image=np.frombuffer(bytes(image), np.uint8))
    assert all(index < len(dex.field_name) for index in defined_fields(dex, 0))
    assert len(list(static_fields(dex, 0))) <= len(dex.field_name) + 65_536
