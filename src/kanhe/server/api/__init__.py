"""The routes for programs, under ``/v1``: one module a subject, each with its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from kanhe.server.api import gate

ROUTERS: tuple[APIRouter, ...] = (gate.router,)
