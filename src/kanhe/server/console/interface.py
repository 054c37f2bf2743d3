"""The page about the interface for programs: every operation, who may use it, what it takes; from the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from kanhe.server.access import Public, access_of, everyone, routes
from kanhe.server.console.interface_words import CHINESE, SUBJECTS
from kanhe.server.console.pages import page
from kanhe.server.identity import ROLES, Person, Role

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Input:
    """Something that an operation takes."""

    name: str
    where: str
    """``path``, ``query``, ``header`` or ``body``."""
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path."""

    method: str
    path: str
    zh: str
    en: str
    roles: tuple[Role, ...] | None
    """None: everyone, signed in or not."""
    inputs: tuple[Input, ...]
    answers: tuple[str, ...]
    """Types of content of the answer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Operations on one subject."""

    tag: str
    zh: str
    en: str
    operations: tuple[Operation, ...]


@router.get("/interface")
def interface(request: Request, person: Annotated[Person | None, everyone()]) -> Response:
    return page(request, "interface.html.j2", person=person, subjects=subjects(request.app))


def subjects(app: FastAPI) -> tuple[Subject, ...]:
    """What the interface offers, by subject."""
    document = app.openapi()
    roles = dict(_roles(app))
    found = [
        (operation["tags"][0], _operation(document, method.upper(), path, operation, roles[method.upper(), path]))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return tuple(
        Subject(tag, zh, en, tuple(o for of, o in found if of == tag)) for tag, (zh, en) in SUBJECTS.items()
    )  # fmt: skip


def _roles(app: FastAPI) -> Iterator[tuple[tuple[str, str], tuple[Role, ...] | None]]:
    for route in routes(app):
        if isinstance(route, APIRoute) and route.include_in_schema and (access := access_of(route)) is not None:
            for method in route.methods or ():
                who = None if isinstance(access, Public) else tuple(r for r in ROLES if r in access.roles)
                yield (method, route.path), who


def _operation(
    document: dict[str, Any], method: str, path: str, operation: dict[str, Any], roles: tuple[Role, ...] | None
) -> Operation:
    first = (operation.get("description") or f"{operation['summary']}.").split("\n\n")[0]
    inputs = [
        Input(p["name"], p["in"], _kind(document, p["schema"]), p.get("required", False))
        for p in operation.get("parameters", ())
    ]
    answers = [kind for status, a in operation["responses"].items() if status < "300" for kind in a.get("content", ())]
    return Operation(
        method, path, CHINESE[f"{method} {path}"], " ".join(first.replace("`", "").split()), roles,
        (*inputs, *_body(document, operation)), tuple(answers),
    )  # fmt: skip


def _body(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Input]:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = _resolved(document, content["schema"])
        for name, field in schema.get("properties", {}).items():
            yield Input(name, "body", _kind(document, field), name in schema.get("required", ()))
        return  # the others are the same thing in another form


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _kind(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """The type of a value, for a reader."""
    schema = _resolved(document, schema)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            kinds = [_kind(document, s) for s in schema[several]]
            return " | ".join(dict.fromkeys(k for k in kinds if k != "null"))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_kind(document, schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("title" if schema.get("properties") else "type") or "any")
