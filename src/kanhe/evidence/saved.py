"""Evidence of one app that was saved, read back: what is damaged or of another version is said in one sentence."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kanhe.evidence.evidence import Evidence
from kanhe.evidence.rows import ROWS
from kanhe.evidence.vocabulary import VOCABULARY


class EvidenceError(Exception):
    """A folder whose tables cannot be used; one sentence in either language."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def is_evidence(path: Path) -> bool:
    """Whether a folder holds saved evidence; other folders are packages in parts."""
    return path.is_dir() and (path / "package.parquet").is_file()


def load_saved(folder: Path) -> Evidence:
    """Saved evidence of one app.  Raises :class:`EvidenceError`."""
    if not is_evidence(folder):
        raise EvidenceError(f"{folder} 中没有证据表", f"no evidence there: {folder}")
    try:
        evidence = Evidence.load(folder)
        strange = _strange(evidence)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise EvidenceError(
            f"{folder.name} 中的证据表无法读取，请用本版本重新检测",
            f"the evidence tables in {folder.name} cannot be read; inspect again with this version",
        ) from error
    if evidence["package"].num_rows != 1:
        number = evidence["package"].num_rows
        raise EvidenceError(
            f"{folder.name} 含 {number} 个应用，应为一个", f"{folder.name} holds {number} apps, not one"
        )
    if strange is not None:
        raise EvidenceError(
            f"{folder.name} 由另一版本写出（{strange}），请用本版本重新检测",
            f"{folder.name} was written by another version ({strange}); inspect again with this one",
        )
    return evidence


def _strange(evidence: Evidence) -> str | None:
    """A value that no column of this version holds."""
    for table, kind in ROWS.items():
        for column in dataclasses.fields(kind):
            known = VOCABULARY.get(column.metadata["one_of"])
            if known is None:
                continue
            values = evidence[table].column(column.name).combine_chunks()
            if pa.types.is_list(values.type):
                values = values.flatten()
            for value in pc.unique(values).to_pylist():
                if value is not None and value not in known:
                    return f"{table}.{column.name} = {str(value)[:40]}"
    return None
