"""Two inspections of an app side by side: made once from their evidence, in a process of its own, and kept.

Knows no HTTP; who may see it is decided elsewhere.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kanhe.server.access import NotThere
from kanhe.server.services import Services
from kanhe.server.work.apart import run_apart
from kanhe.server.work.storage import Storage
from kanhe.worker import Allowance, WorkerDied

Form = Literal["json", "html"]
ALLOWANCE = Allowance(seconds=120, megabytes=3072)


@dataclass(frozen=True, slots=True)
class Made:
    """Whether it was made, or why not."""

    zh: str = ""
    en: str = ""


def compared(serving: Services, old: str, new: str, form: Form) -> bytes:
    """The comparison as ``kanhe-diff/1`` or as a page.  Raises :class:`NotThere` when the evidence of either is not kept."""
    name = f"{comparison(old)}.{form}"
    known = serving.storage.load(new, name)
    if known is not None:
        return known
    try:
        made = run_apart(make, Made, ALLOWANCE, serving.storage.url, old, new)
    except WorkerDied as death:
        raise NotThere("比较未能在限定内完成", "the comparison took more time or memory than it may") from death
    found = serving.storage.load(new, name) if not made.en else None
    if found is None:
        raise NotThere(made.zh or "没有比较结果", made.en or "there is no comparison")
    return found


def comparison(old: str) -> str:
    """Name under which the comparison with an earlier inspection is kept."""
    return f"diff-{hashlib.sha256(old.encode()).hexdigest()[:16]}"


def make(url: str, old: str, new: str) -> Made:
    """Runs in the process of its own: compares, and keeps both forms."""
    import datetime as dt

    from kanhe.evidence.saved import EvidenceError
    from kanhe.inspection import Options
    from kanhe.ledger.workdays import day_of
    from kanhe.report.diff import compare
    from kanhe.report.diff.document import render_json
    from kanhe.report.diff.page import render_html
    from kanhe.report.diff.sides import side

    storage = Storage.open(url)
    options = Options(day_of(dt.datetime.now(dt.UTC)))
    sides = []
    for inspection in (old, new):
        with tempfile.TemporaryDirectory(prefix="kanhe-") as folder:
            try:
                there = storage.fetch_evidence(inspection, Path(folder))
                sides += [side(Path(folder), options)] if there else []
            except EvidenceError:
                there = False
            if not there:
                return Made(
                    f"检测 {inspection} 没有可用的证据，无法比较",
                    f"no usable evidence of inspection {inspection} was kept, so that nothing can be compared",
                )
    result = compare(*sides)
    storage.save(new, f"{comparison(old)}.html", render_html(result).encode())
    storage.save(new, f"{comparison(old)}.json", render_json(result).encode())
    return Made()
