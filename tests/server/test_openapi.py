"""The description of the interface holds: requests made from it, by everybody, are answered as it says and never fail inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.python import asgi

from kanhe.server.identity import ROLES, Person, Role
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE
from tests.server.regime import World

load_all_checks()
CHECKED = CHECKS.get_by_names(
    ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
)
EXAMPLES = 3
"""Requests to each operation by each role; the same in every run."""


@pytest.fixture
def database() -> str:
    """One is enough: what is looked at here are the answers, not what they rest on."""
    return "sqlite"


@pytest.fixture
def described(app: FastAPI, serving: Services) -> Iterator[Any]:
    """The description, with the application behind it; nothing works on submissions meanwhile."""

    @asynccontextmanager
    async def asking_only(_: FastAPI) -> AsyncIterator[None]:
        async with serving.questions.at_work():
            yield

    app.router.lifespan_context = asking_only
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    yield schema
    asgi.shutdown_lifespans()


@pytest.fixture
def known(world: World) -> dict[str, str]:
    """Parameters of paths → a thing that is there."""
    return {
        "app": world.app, "case": world.ordered, "enterprise": ENTERPRISE, "fingerprint": "f1", "inspection": world.inspection,
        "notice": world.notice, "position": "1", "submission": world.submission, "thing": world.ordered,
    }  # fmt: skip


@pytest.mark.parametrize("role", [None, *ROLES], ids=str)
def test_answers_are_as_described(
    described: Any, known: dict[str, str], person: Callable[..., Person], token: Callable[..., dict[str, str]],
    role: Role | None,
) -> None:  # fmt: skip
    headers = token(person(role)) if role else {}
    statuses: set[int] = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES if role else 1, derandomize=True, database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(), there=st.booleans())
        def asked(case: Any, there: bool) -> None:
            for name in case.path_parameters if there else ():
                case.path_parameters[name] = known.get(name, case.path_parameters[name])
            case.headers.update(headers)
            response = case.call()
            statuses.add(response.status_code)
            case.validate_response(response, checks=CHECKED)

        asked()
    assert statuses == {401, 200, 404, 503} & statuses if role is None else {200, 403, 404} <= statuses


def test_every_operation_is_described(app: FastAPI) -> None:
    """With its words, its errors, and a tag to find it under."""
    plain = []
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            if not operation.get("summary") or not operation.get("tags"):
                plain.append(f"{method} {path}: no summary or tag")
            if not {"401", "403", "404", "409", "422", "429", "503"} <= set(operation["responses"]):
                plain.append(f"{method} {path}: its errors are not told")
    assert not plain
