from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kanhe.evidence import CallRow, Evidence, LimitRow, PackageRow, schema

CALL = CallRow("a" * 64, "imei", "La/B;->c", "direct", "La/Main;->m()V", path=("x", "y"))


def test_rows_in_and_out() -> None:
    evidence = Evidence.of([CALL, LimitRow("a" * 64, "packed", "w", "why", ("calls",))])
    assert evidence.rows("calls")[0]["path"] == ["x", "y"]
    assert evidence.rows("limits")[0]["weakens"] == ["calls"]
    assert evidence["permissions"].num_rows == 0
    assert len(evidence) == 22


def test_merge_and_replace() -> None:
    one = Evidence.of([CALL])
    both = Evidence.merge(one, one)
    assert both["calls"].num_rows == 2
    assert both.replace(calls=one["calls"])["calls"].num_rows == 1
    assert Evidence.merge()["calls"].num_rows == 0


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(KeyError):
        Evidence({"nonsense": schema("calls").empty_table()})
    with pytest.raises(TypeError):
        Evidence({"calls": pa.table({"a": [1]})})


def test_save_and_load(tmp_path: Path) -> None:
    evidence = Evidence.of([CALL, PackageRow("a" * 64, "android", "apk", "f.apk", "com.x", 1)])
    evidence.save(tmp_path / "deep/er")
    loaded = Evidence.load(tmp_path / "deep/er")
    assert all(loaded[name].equals(evidence[name]) for name in evidence)
    assert pq.read_schema(tmp_path / "deep/er/calls.parquet").field("item").metadata[b"doc"]


def test_columns_added_later_are_filled(tmp_path: Path) -> None:
    Evidence.of([CALL]).save(tmp_path)
    old = pq.read_table(tmp_path / "calls.parquet").drop_columns(["argument", "line"])
    pq.write_table(old, tmp_path / "calls.parquet")
    assert Evidence.load(tmp_path).rows("calls")[0]["argument"] is None


def test_nothing_to_load(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Evidence.load(tmp_path)
