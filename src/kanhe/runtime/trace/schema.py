"""The JSON schema of a line of ``kanhe-trace/1``, drawn from the record types.

``python -m kanhe.runtime.trace.schema`` writes the file beside this module; a test holds that it is not stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from kanhe.runtime.trace.records import FORMAT, Record

FILE = Path(__file__).with_name("trace.schema.json")


def json_schema() -> dict[str, Any]:
    """Schema of one line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://kanhe.example/trace/1",
        "title": FORMAT,
        "description": "One line of a trace; the first is a run. See docs/trace.md.",
        **msgspec.json.schema(Record),
    }


def schema_text() -> str:
    return json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), "utf-8")
