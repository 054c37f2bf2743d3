"""`Evidence`: the evidence tables of one app (or of many), built from rows, merged, saved and loaded.

Immutable: a producer returns an `Evidence`, and the parts are merged.  It knows the schema and nothing of producers,
rules or reports.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from kanhe.evidence.rows import ROWS
from kanhe.evidence.schema import SCHEMA_VERSION, schema

_TABLE_OF = {row: name for name, row in ROWS.items()}


class Evidence(Mapping[str, pa.Table]):
    """All evidence tables by name.  Every table of the schema is always there, empty when nothing was found."""

    __slots__ = ("_tables",)

    def __init__(self, tables: Mapping[str, pa.Table] | None = None) -> None:
        given = dict(tables or {})
        self._tables = {name: given.pop(name, None) for name in ROWS}
        if given:
            raise KeyError(f"not evidence tables: {', '.join(sorted(given))}")
        for name, table in self._tables.items():
            if table is None:
                self._tables[name] = schema(name).empty_table()
            elif not table.schema.equals(schema(name)):
                raise TypeError(f"table {name} does not have the schema of {SCHEMA_VERSION}")

    @classmethod
    def of(cls, *rows: Iterable[Any]) -> Evidence:
        """Build from iterables of row objects, in any order and mix of row types."""
        gathered: dict[str, list[Any]] = {}
        for part in rows:
            for row in part:
                gathered.setdefault(_TABLE_OF[type(row)], []).append(row)
        return cls({name: _table(name, found) for name, found in gathered.items()})

    @classmethod
    def merge(cls, *parts: Evidence) -> Evidence:
        """The rows of all parts, in the order of the parts."""
        return cls({name: pa.concat_tables([part[name] for part in parts]) for name in ROWS} if parts else {})

    def replace(self, **tables: pa.Table) -> Evidence:
        """The same evidence with some tables exchanged."""
        return type(self)({**self._tables, **tables})

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table as plain dictionaries."""
        return list(self._tables[table].to_pylist())

    def save(self, folder: Path) -> None:
        """Write one Parquet file a table into ``folder``, which is made when it is not there."""
        import pyarrow.parquet as pq

        folder.mkdir(parents=True, exist_ok=True)
        for name, table in self._tables.items():
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")

    @classmethod
    def load(cls, folder: Path) -> Evidence:
        """Read what :meth:`save` wrote.  Columns added to the schema since are filled with their defaults."""
        import pyarrow.parquet as pq

        tables = {}
        for name in ROWS:
            path = folder / f"{name}.parquet"
            if path.exists():
                tables[name] = _conform(name, pq.read_table(path))
        if not tables:
            raise FileNotFoundError(f"{folder} holds no evidence tables")
        return cls(tables)

    def __getitem__(self, name: str) -> pa.Table:
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _table(name: str, rows: list[Any]) -> pa.Table:
    target = schema(name)
    arrays = [pa.array([getattr(row, column.name) for row in rows], column.type) for column in target]
    return pa.Table.from_arrays(arrays, schema=target)


def _conform(name: str, table: pa.Table) -> pa.Table:
    target = schema(name)
    defaults = {column.name: column.default for column in dataclasses.fields(ROWS[name])}
    columns = []
    for column in target:
        if column.name in table.column_names:
            columns.append(table.column(column.name).cast(column.type))
        else:
            value = defaults[column.name]
            columns.append(pa.array([value] * table.num_rows, column.type))
    return pa.Table.from_arrays(columns, schema=target)
