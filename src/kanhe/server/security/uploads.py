"""Which routes take uploads: those that say so where they are stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request

UPLOAD = {"x-kanhe-upload": True}
"""For ``openapi_extra`` of a route that takes files; every other route takes a small body only."""


class Uploads:
    """Knows the routes when the first request asks, as they are added after the middleware."""

    def __init__(self, routes: Callable[[], Iterable[Any]]) -> None:
        self._routes = routes
        self._found: tuple[tuple[frozenset[str], re.Pattern[str]], ...] | None = None

    def takes(self, request: Request) -> bool:
        if self._found is None:
            self._found = tuple(
                (frozenset(route.methods or ()), route.path_regex)
                for route in self._routes()
                if isinstance(route, APIRoute) and (route.openapi_extra or {}).get("x-kanhe-upload")
            )
        path = request.url.path
        return any(request.method in methods and pattern.match(path) for methods, pattern in self._found)
