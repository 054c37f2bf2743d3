"""The result document as JSON."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from kanhe.inspection import Inspection
from kanhe.report.document import document


def render_json(inspection: Inspection) -> str:
    """The document, indented, keys in the order of the format; characters outside ASCII as they are."""
    return json.dumps(document(inspection), ensure_ascii=False, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON schema of ``kanhe-report/1``."""
    text = (resources.files("kanhe.report") / "report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
