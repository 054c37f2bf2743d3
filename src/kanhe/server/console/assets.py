"""The console's own files and those of others that it shows with: where they lie, and under which address.

An address carries the digest of the file, so that a browser may keep it for ever.  The files of others are not part of the
source; without them every page still works, with less comfort.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
HTMX, ECHARTS = "vendor/htmx.min.js", "vendor/echarts.min.js"
MISSING_ZH = (
    "页面组件未安装：运行 python scripts/fetch_assets.py 后重启，即有即时刷新和图表（没有它们，页面仍可使用）。"
)
MISSING_EN = (
    "Parts of the pages are not installed: run python scripts/fetch_assets.py and start again for live updates and charts"
    " (the pages work without)."
)


def is_there(name: str) -> bool:
    return (FOLDER / name).is_file()


def complete() -> bool:
    """The files of others are installed."""
    return is_there(HTMX) and is_there(ECHARTS)


@cache
def address(name: str) -> str:
    """Of a file that is there.  Raises ``OSError`` for one that is not."""
    return f"/static/{name}?v={hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]}"


class Static(StaticFiles):
    """The folder; what is asked for by its digest stays as it is."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope.get("query_string", b"").startswith(b"v="):
            response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
