"""The pages for people: one module a part of the console, each with its ``router``.

A part that knows what waits for whom also has ``needs``, which the first page asks.
"""

from __future__ import annotations

from fastapi import APIRouter

from kanhe.server.console import (
    account,
    admin,
    audit,
    batches,
    casework,
    developer,
    enforcement,
    home,
    inspector,
    interface,
    own_waivers,
    preferences,
    provider_sign_in,
    public,
    results,
    rounds,
    search,
    sign_in,
    store,
    supervisor,
)
from kanhe.server.console.needs import Needs

_PARTS = (
    account,
    admin,
    audit,
    batches,
    casework,
    developer,
    enforcement,
    home,
    inspector,
    interface,
    own_waivers,
    preferences,
    provider_sign_in,
    public,
    results,
    rounds,
    search,
    sign_in,
    store,
    supervisor,
)
ROUTERS: tuple[APIRouter, ...] = tuple(part.router for part in _PARTS)
NEEDS: tuple[Needs, ...] = (
    store.needs, developer.needs, own_waivers.needs, inspector.needs, supervisor.needs, admin.needs, audit.needs,
)  # fmt: skip
