"""The files in which an inspection is reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kanhe.cli.outputs import put

if TYPE_CHECKING:
    from kanhe.inspection import Inspection

EXIT_CODES = {"pass": 0, "fail": 1, "incomplete": 2}
"""Verdict → exit code of a command that judges."""


class Wanted(Protocol):
    """What a command was asked to write: file names, '-' for standard output, and a folder."""

    @property
    def evidence(self) -> Path | None: ...
    @property
    def json(self) -> str | None: ...
    @property
    def html(self) -> str | None: ...
    @property
    def lang(self) -> str: ...


def write_reports(wanted: Wanted, inspection: Inspection) -> None:
    """Write the evidence tables, the JSON document and the page, as far as they are wanted."""
    if wanted.evidence is not None:
        inspection.evidence.save(wanted.evidence)
    if wanted.json is not None:
        from kanhe.report.json import render_json

        put(wanted.json, render_json(inspection))
    if wanted.html is not None:
        from kanhe.report.html import render_html

        put(wanted.html, render_html(inspection, wanted.lang))
