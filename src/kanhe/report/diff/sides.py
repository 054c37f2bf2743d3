"""How a side of a comparison is made: from a package, which is inspected, or from a folder of saved evidence, which is
judged anew; with the documents that the user names for it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kanhe.evidence import Evidence
from kanhe.evidence.rows import ROWS
from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.inspection import GivenDocument, Options, declared_half, inspect
from kanhe.report.diff.blindness import NO_POLICY
from kanhe.report.diff.model import Side
from kanhe.rules.engine import Context, judge

_WITH_DOCUMENT = ("documents", "declarations", "declared_sdks", "policy_elements", "listing")


class EvidenceError(Exception):
    """A folder whose tables cannot be used; one sentence in either language."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def is_evidence(path: Path) -> bool:
    """Whether a folder holds saved evidence; other folders are packages in parts."""
    return path.is_dir() and (path / "package.parquet").is_file()


def side(path: Path, options: Options, progress: Callable[[str], None] = lambda stage: None) -> Side:
    """Inspect or load.  Raises :class:`EvidenceError` for a folder, the ``PackageError`` family for a package, and
    ``OSError`` for a document that cannot be read."""
    if not is_evidence(path):
        inspection = inspect(path, options, progress)
        return Side(inspection.evidence, inspection.judgement)
    evidence = load(path)
    if options.documents:
        progress("documents")
        evidence = with_documents(evidence, options.documents)
    progress("judge")
    return Side(evidence, judge(evidence, Context(options.date, options.app_type, options.policy)), saved=True)


def load(folder: Path) -> Evidence:
    """Saved evidence of one app.  Raises :class:`EvidenceError`."""
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


def with_documents(evidence: Evidence, documents: tuple[GivenDocument, ...]) -> Evidence:
    """The evidence with the given documents in place of those of the same roles.  Raises ``OSError``."""
    app = evidence["package"].column("app")[0].as_py()
    given = declared_half(app, documents)
    roles = {document.role for document in documents}
    replaced = [row for row in evidence.rows("documents") if row["role"] in roles]
    marks, names = pa.array([row["document"] for row in replaced], pa.string()), [row["name"] for row in replaced]
    tables = {}
    for table in _WITH_DOCUMENT:
        kept = evidence[table].filter(pc.invert(pc.is_in(evidence[table].column("document"), marks)))
        tables[table] = pa.concat_tables([kept, given[table]])
    has_policy = "policy" in tables["documents"].column("role").to_pylist()
    dropped = pa.array([NO_POLICY] if has_policy else [], pa.string())
    limits = evidence["limits"]
    of_replaced = pc.and_(
        pc.is_in(limits.column("where"), pa.array(names, pa.string())), _weakens_documents_only(limits)
    )  # fmt: skip
    joined = pa.concat_tables([limits.filter(pc.invert(of_replaced)), given["limits"]])
    tables["limits"] = joined.filter(pc.invert(pc.is_in(joined.column("kind"), dropped)))
    return evidence.replace(**tables)


def _weakens_documents_only(limits: pa.Table) -> pa.Array:
    return pa.array(
        [bool(weakens) and {*weakens} <= {*_WITH_DOCUMENT} for weakens in limits.column("weakens").to_pylist()], pa.bool_()
    )  # fmt: skip
