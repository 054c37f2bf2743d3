from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kanhe.evidence import Evidence
from kanhe.evidence.saved import EvidenceError, is_evidence, load_saved
from tests.report.diff.builds import call, package


def written(folder: Path, *rows: object) -> Path:
    Evidence.of([package()], rows).save(folder)
    return folder


def test_what_is_evidence(tmp_path: Path) -> None:
    assert is_evidence(written(tmp_path / "e"))
    (tmp_path / "splits").mkdir()
    assert not is_evidence(tmp_path / "splits")


def test_damaged_tables(tmp_path: Path) -> None:
    folder = written(tmp_path / "e")
    (folder / "calls.parquet").write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(EvidenceError, match="cannot be read"):
        load_saved(folder)


def test_other_tables_than_ours(tmp_path: Path) -> None:
    folder = written(tmp_path / "e")
    pq.write_table(pa.table({"x": [1]}), folder / "calls.parquet")
    with pytest.raises(EvidenceError, match="cannot be read"):
        load_saved(folder)


def test_a_value_of_another_version(tmp_path: Path) -> None:
    folder = written(tmp_path / "e", call(phase="some-day"))
    with pytest.raises(EvidenceError, match=r"another version \(calls.phase = some-day\)"):
        load_saved(folder)


@pytest.mark.parametrize("number", [0, 2])
def test_not_one_app(tmp_path: Path, number: int) -> None:
    Evidence.of([package(str(n)) for n in range(number)]).save(tmp_path)
    with pytest.raises(EvidenceError, match=f"holds {number} apps"):
        load_saved(tmp_path)


def test_a_folder_without_evidence(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="no evidence there"):
        load_saved(tmp_path / "none")
