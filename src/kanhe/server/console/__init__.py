"""The pages for people: one module a part of the console, each with its ``router``.

A part that knows what waits for whom also has ``needs``, which the first page asks.
"""

from __future__ import annotations

from fastapi import APIRouter

from kanhe.server.console import home, preferences, public, search, store
from kanhe.server.console.needs import Needs

ROUTERS: tuple[APIRouter, ...] = (
    home.router, preferences.router, public.router, search.router, store.router,
)  # fmt: skip
NEEDS: tuple[Needs, ...] = (store.needs,)
