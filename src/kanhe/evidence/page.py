"""The documentation of the evidence tables, drawn from the schema itself."""

from __future__ import annotations

from kanhe.evidence.rows import ROWS
from kanhe.evidence.schema import SCHEMA_VERSION, schema
from kanhe.evidence.vocabulary import ASPECTS, VOCABULARY


def schema_page() -> str:
    """Markdown: one section a table, then the closed sets of values."""
    lines = [f"# Evidence tables ({SCHEMA_VERSION})", "", "Generated from `kanhe.evidence`; do not edit.", ""]
    for name in ROWS:
        table = schema(name)
        lines += [f"## {name}", "", (table.metadata or {}).get(b"doc", b"").decode(), ""]
        lines += ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
        for column in table:
            metadata = {k.decode(): v.decode() for k, v in (column.metadata or {}).items()}
            values = f" (values: [{metadata['one_of']}](#{metadata['one_of']}))" if "one_of" in metadata else ""
            null = "yes" if column.nullable else ""
            lines.append(f"| {column.name} | {column.type} | {null} | {metadata['doc']}{values} |")
        lines.append("")
    lines += ["# Aspects", "", "A limit may weaken, and a rule may need, beside whole tables:", ""]
    lines += ["| aspect | meaning |", "| --- | --- |", *(f"| {a} | {meaning} |" for a, meaning in ASPECTS.items()), ""]
    lines += ["# Values", ""]
    for name, meanings in VOCABULARY.items():
        lines += [f"## {name}", "", "| value | meaning |", "| --- | --- |"]
        lines += [f"| {value} | {meaning} |" for value, meaning in meanings.items()]
        lines.append("")
    return "\n".join(lines)
