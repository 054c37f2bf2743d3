"""How a side of a comparison is made: from a package, which is inspected, or from a folder of saved evidence, which is
judged anew; with the documents that the user names for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kanhe.evidence.saved import is_evidence, load_saved
from kanhe.inspection import Options, inspect, with_documents
from kanhe.report.diff.model import Side
from kanhe.rules.engine import Context, judge


def side(path: Path, options: Options, progress: Callable[[str], None] = lambda stage: None) -> Side:
    """Inspect or load.  Raises :class:`~kanhe.evidence.saved.EvidenceError` for a folder, the ``PackageError`` family for a
    package, and ``OSError`` for a document that cannot be read."""
    if not is_evidence(path):
        inspection = inspect(path, options, progress)
        return Side(inspection.evidence, inspection.judgement)
    evidence = load_saved(path)
    if options.documents:
        progress("documents")
        evidence = with_documents(evidence, options.documents)
    progress("judge")
    return Side(evidence, judge(evidence, Context(options.date, options.app_type, options.policy)), saved=True)
