"""The routes for programs, under ``/v1``: one module a subject, each with its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from kanhe.server.api import (
    cases,
    delistings,
    enterprises,
    findings,
    gate,
    measures,
    notices,
    registry,
    signals,
    statistics,
    texts,
    waivers,
)  # fmt: skip

ROUTERS: tuple[APIRouter, ...] = (
    gate.router, enterprises.router, registry.router, findings.router, cases.router, notices.router, measures.router,
    delistings.router, waivers.router, signals.router, statistics.router, texts.router,
)  # fmt: skip
