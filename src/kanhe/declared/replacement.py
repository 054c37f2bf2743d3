"""Evidence with some documents in place of others of the same roles, and with the limits that were theirs."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from kanhe.evidence import Evidence
from kanhe.evidence.vocabulary import TABLES_OF_DOCUMENTS

_TABLES = ("documents", *TABLES_OF_DOCUMENTS, "listing")


def with_declared(evidence: Evidence, given: Evidence, roles: Collection[str]) -> Evidence:
    """The evidence of one app, in which what ``given`` says takes the place of what documents of these roles said."""
    replaced = [row for row in evidence.rows("documents") if row["role"] in roles]
    marks, names = pa.array([row["document"] for row in replaced], pa.string()), [row["name"] for row in replaced]
    tables = {}
    for table in _TABLES:
        kept = evidence[table].filter(pc.invert(pc.is_in(evidence[table].column("document"), marks)))
        tables[table] = pa.concat_tables([kept, given[table]])
    has_policy = "policy" in tables["documents"].column("role").to_pylist()
    dropped = pa.array(["no-policy"] if has_policy else [], pa.string())
    limits = evidence["limits"]
    of_replaced = pc.and_(
        pc.is_in(limits.column("where"), pa.array(names, pa.string())), _weakens_documents_only(limits)
    )  # fmt: skip
    joined = pa.concat_tables([limits.filter(pc.invert(of_replaced)), given["limits"]])
    tables["limits"] = joined.filter(pc.invert(pc.is_in(joined.column("kind"), dropped)))
    return evidence.replace(**tables)


def _weakens_documents_only(limits: pa.Table) -> pa.Array:
    return pa.array(
        [bool(weakens) and {*weakens} <= {*_TABLES} for weakens in limits.column("weakens").to_pylist()], pa.bool_()
    )  # fmt: skip
