"""The published schema of the evidence tables, derived from the row types.

Every table is Arrow; a string column is ``string``, a count ``int64``, a tuple ``list<string>``.  The schema carries the
documentation of each column in its field metadata, so that a Parquet file explains itself.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache

import pyarrow as pa

from kanhe.evidence.rows import ROWS

SCHEMA_VERSION = "kanhe-evidence/4"

_ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    tuple[str, ...]: pa.list_(pa.string()),
}


def _arrow_type(annotation: object) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation and whether it may be null."""
    if isinstance(annotation, types.UnionType):
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _ARROW[inner[0]], True
    return _ARROW[annotation], False


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of one evidence table.  Raises ``KeyError`` for a name that is not a table."""
    row = ROWS[table]
    hints = typing.get_type_hints(row)
    columns = []
    for column in dataclasses.fields(row):
        data_type, nullable = _arrow_type(hints[column.name])
        metadata = {"doc": column.metadata["doc"]}
        if column.metadata["one_of"]:
            metadata["one_of"] = column.metadata["one_of"]
        columns.append(pa.field(column.name, data_type, nullable=nullable, metadata=metadata))
    return pa.schema(columns, metadata={"kanhe": SCHEMA_VERSION, "doc": (row.__doc__ or "").strip()})
