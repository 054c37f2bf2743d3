"""The pages for people: one module a part of the console, each with its ``router``."""

from __future__ import annotations

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
