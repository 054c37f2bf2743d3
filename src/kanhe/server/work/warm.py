"""What a worker reads before its first job, so that the job does not wait for it.  A preload of Dask's."""

from __future__ import annotations

from typing import Any


def dask_setup(worker: Any) -> None:
    """Called by Dask in each new worker."""
    warm()


def warm() -> None:
    """Read programs and knowledge."""
    from kanhe import inspection
    from kanhe.knowledge.items import items
    from kanhe.report import html, json
    from kanhe.rules.rule import catalogue

    assert all((inspection, html, json))
    items()
    catalogue()
