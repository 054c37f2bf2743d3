"""The routes for programs, under ``/v1``: one module a subject, each with its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from kanhe.server.api import (
    accounts,
    audit,
    cases,
    delistings,
    enterprises,
    findings,
    gate,
    health,
    inspections,
    measures,
    notices,
    registry,
    signals,
    statistics,
    submissions,
    texts,
    waivers,
)

_PARTS = (
    accounts,
    audit,
    cases,
    delistings,
    enterprises,
    findings,
    gate,
    health,
    inspections,
    measures,
    notices,
    registry,
    signals,
    statistics,
    submissions,
    texts,
    waivers,
)
ROUTERS: tuple[APIRouter, ...] = tuple(part.router for part in _PARTS)
