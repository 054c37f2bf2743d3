"""Each operation of the OpenAPI document stands on the page, in both languages, with who may use it."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kanhe.server.console.interface import subjects
from kanhe.server.console.interface_words import CHINESE, SUBJECTS


def operations(app: FastAPI) -> set[str]:
    return {f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods}


def test_every_operation_has_words_and_no_word_is_left_over(app: FastAPI) -> None:
    assert set(CHINESE) == operations(app)
    assert all(o.get("description") for m in app.openapi()["paths"].values() for o in m.values())
    assert {o["tags"][0] for m in app.openapi()["paths"].values() for o in m.values()} == set(SUBJECTS)


def test_it_tells_who_may_use_an_operation_and_what_it_takes(app: FastAPI) -> None:
    found = {f"{o.method} {o.path}": o for s in subjects(app) for o in s.operations}
    assert set(found) == operations(app)
    order = found["POST /v1/cases/{case}/order"]
    assert order.roles == ("inspector",)
    assert {(i.name, i.where) for i in order.inputs} >= {("case", "path"), ("Idempotency-Key", "header")}
    assert any(i.where == "body" for i in order.inputs)
    assert [i.required for i in found["POST /v1/enterprises"].inputs if i.name == "name"] == [True]
    assert found["GET /v1/gate/keys"].roles is None
    assert all(i.kind for o in found.values() for i in o.inputs)
    assert "text/html" in found["GET /v1/inspections/{inspection}/report.html"].answers


@pytest.mark.parametrize(("language", "says"), [("zh", "提交安装包检测"), ("en", "Hand in a package for inspection")])
def test_it_is_for_everyone_in_either_language(client: Callable[..., TestClient], language: str, says: str) -> None:
    answer = client(None).get("/interface", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert says in answer.text
    assert answer.text.count("<details") >= len(CHINESE)
