"""Who may use which route, generated from the routes themselves: a new one without a statement fails, and so does one that
answers anybody it is not for, or shows what belongs to others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from kanhe.server import api, console
from kanhe.server.access import SAFE, Access, Public, access_of, routes
from kanhe.server.application import create
from kanhe.server.identity import ROLES, Person, Role
from kanhe.server.services import Services
from tests.server.world import FINGERPRINT, Side, World, world

NO_ACCESS_NEEDED = {"/static", "/v1/openapi.json"}
"""Paths that are no route of ours: files of the console, and the description of the routes."""

PUBLIC = {
    "GET /", "GET /healthz", "GET /v1/gate/revocations", "GET /v1/gate/keys", "GET /preferences/language/{language}",
    "GET /preferences/theme/{theme}", "GET /sign-in", "POST /sign-in", "GET /sign-in/provider",
    "GET /sign-in/provider/return", "GET /invitation/{secret}", "POST /invitation/{secret}", "GET /notices",
    "GET /notices/{notice}", "GET /notices/{notice}/text.{form}", "GET /apps/{app}", "GET /named", "GET /named/{enterprise}", "GET /delistings",
    "GET /figures", "GET /interface", "GET /search", "GET /v1/docs",
}  # fmt: skip
"""Everything that is open to whoever comes; what is added here is added on purpose."""

OF_SIDE: dict[str, Callable[[Side, Role], str]] = {
    "account": lambda s, role: s.developer.id,
    "app": lambda s, role: s.app,
    "case": lambda s, role: s.case,
    "clearance": lambda s, role: s.clearance,
    "decision": lambda s, role: s.decision,
    "delisting": lambda s, role: s.delisting,
    "enterprise": lambda s, role: s.enterprise,
    "inspection": lambda s, role: s.inspection,
    "measure": lambda s, role: s.measure,
    "order": lambda s, role: s.delisting,
    "sha256": lambda s, role: s.sha256,
    "signal": lambda s, role: s.signal,
    "submission": lambda s, role: s.submission,
    "token": lambda s, role: s.store_token if role == "store" else s.developer_token,
    "waiver": lambda s, role: s.waiver,
}
"""Parameters of a path that name a thing of somebody: the id of it on a side of the world."""

OF_NOBODY = {
    "fingerprint": FINGERPRINT, "form": "html", "kind": "order", "language": "zh", "notice": "notice-1", "number": "1",
    "position": "1", "secret": "x", "source": "journal", "theme": "dark",
}  # fmt: skip
"""Parameters that name nothing of anybody's, or what is public; with a value."""

BODIES: dict[str, dict[str, object]] = {
    "POST /v1/cases/{case}/rectification": {"json": {"version_name": "2.0", "text": "改好了"}},
    "GET /v1/inspections/{inspection}/diff": {"params": {"against": "inspection-1"}},
    "POST /v1/delistings/{delisting}/acknowledgement": {"json": {"by": "某人"}},
    "POST /v1/submissions/{submission}/cancel": {"json": {"reason": "不再需要"}},
    "POST /developer/cases/{case}/rectification": {"data": {"version_name": "2.0", "text": "已整改"}},
    "POST /developer/waivers/{waiver}/decision": {"data": {"approved": "yes", "until": "2099-01-01"}},
    "GET /developer/inspections/{inspection}/changes": {"params": {"against": "inspection-1"}},
    "POST /v1/waivers/{waiver}/decision": {"json": {"approved": False, "remark": "不行"}},
    "POST /v1/waivers/{waiver}/revocation": {"json": {"reason": "不再需要"}},
}
"""What a request about a thing needs to be a good one, so that nothing but the thing can be what is wrong with it."""

TEXTS = ("order", "retest", "delisting", "restoration", "measure")


@dataclass(frozen=True)
class Use:
    """A method at a path."""

    method: str
    path: str
    access: Access

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)(?::\w+)?}", self.path)

    def at(self, side: Side, role: Role) -> Iterator[str]:
        """Addresses with the things of a side in them."""
        if "thing" in self.parameters:
            for kind in TEXTS:
                thing = {"order": side.case, "restoration": side.delisting}.get(kind) or getattr(side, kind)
                yield self.path.replace("{kind}", kind).replace("{thing}", thing)
            return
        found = self.path
        for name in self.parameters:
            value = OF_SIDE[name](side, role) if name in OF_SIDE else OF_NOBODY[name]
            found = re.sub(rf"{{{name}(?::\w+)?}}", quote(value, safe=""), found)
        yield found

    def of_somebody(self) -> bool:
        return any(name in OF_SIDE or name == "thing" for name in self.parameters)


def stated() -> list[Use]:
    """Every method of every route that has a statement."""
    found = []
    for router in (*api.ROUTERS, *console.ROUTERS):
        for route in router.routes:
            if isinstance(route, APIRoute) and (access := access_of(route)) is not None:
                found += [Use(method, route.path, access) for method in sorted(route.methods or ())]
    return found


USES = stated()


@pytest.fixture
def there(serving: Services, person: Callable[..., Person]) -> World:
    return world(serving, person)


def asked(browser: TestClient, use: Use, address: str, headers: dict[str, str] | None = None) -> tuple[int, str, str]:
    answer = browser.request(use.method, address, headers=headers)
    return answer.status_code, answer.headers.get("location", ""), answer.text


def unasked(text: str, app: str) -> str:
    """What was asked for may be named, as a part of an address too."""
    return text.replace(app, "").replace(quote(app, safe=""), "").replace(quote(quote(app, safe=""), safe=""), "")


def turned_away(status: int, location: str) -> bool:
    return status in (401, 403) or (status == 303 and location.split("?")[0] == "/sign-in")


def test_every_route_states_who_may_use_it_once(app: FastAPI) -> None:
    silent = []
    for route in routes(app):
        if isinstance(route, APIRoute):
            statements = [d for d in route.dependant.dependencies if isinstance(d.call, Access)]
            if len(statements) != 1:
                silent.append(f"{route.path}: {len(statements)} statements")
        elif getattr(route, "path", None) not in NO_ACCESS_NEEDED:
            silent.append(f"{route} is no route of ours")
    assert not silent


def test_all_routes_are_looked_at(app: FastAPI) -> None:
    there = {(m, r.path) for r in routes(app) if isinstance(r, APIRoute) for m in r.methods or ()}
    assert there == {(u.method, u.path) for u in USES}
    assert len(USES) > 100


def test_what_is_open_to_everyone_is_known() -> None:
    assert {str(u) for u in USES if isinstance(u.access, Public)} <= PUBLIC


def test_every_parameter_of_a_path_is_known() -> None:
    unknown = {f"{name} of {u}" for u in USES for name in u.parameters} - {
        f"{name} of {u}"
        for u in USES
        for name in u.parameters
        if name in OF_SIDE or name in OF_NOBODY or name == "thing"
    }
    assert not unknown, "say in OF_SIDE what a foreign one is, or in OF_NOBODY that it is nobody's"


@pytest.mark.parametrize("role", [None, *ROLES], ids=str)
def test_who_may_not_use_a_route_gets_nothing(
    there: World, client: Callable[..., TestClient], role: Role | None
) -> None:  # fmt: skip
    browser = client(role)
    wrong = []
    for use in USES:
        if isinstance(use.access, Public) or role in use.access.roles:
            continue
        for address in use.at(there.own, role or "developer"):
            status, location, text = asked(browser, use, address)
            leaked = [mark for mark in (there.own.mark, "本企业") if mark in unasked(text, there.own.app)]
            if not turned_away(status, location) or leaked:
                wrong.append(f"{use}: {status} {location} {leaked}")
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_a_token_for_reading_changes_nothing(
    there: World, client: Callable[..., TestClient], person: Callable[..., Person], token: Callable[..., dict[str, str]],
    role: Role,
) -> None:  # fmt: skip
    browser, headers = client(None), token(person(role), "read")
    wrong = []
    for use in USES:
        if use.method in SAFE or isinstance(use.access, Public) or role not in use.access.roles:
            continue
        statuses = [asked(browser, use, address, headers)[0] for address in use.at(there.own, role)]
        wrong += [f"{use}: {status}" for status in statuses if status != 403]
    assert not wrong


@pytest.mark.parametrize("role", ["developer", "store"])
def test_things_of_others_are_not_there(there: World, client: Callable[..., TestClient], role: Role) -> None:
    browser = client(role)
    wrong = []
    tried = 0
    for use in USES:
        if isinstance(use.access, Public) or role not in use.access.roles or not use.of_somebody():
            continue
        for address in use.at(there.other, role):
            tried += 1
            body = BODIES.get(str(use), {})
            answer = browser.request(use.method, address, **body)
            text = unasked(answer.text, there.other.app)
            if answer.status_code not in (403, 404) or there.other.mark in text or "他企业" in text:
                wrong.append(f"{use} at {address}: {answer.status_code} {answer.headers.get('location')}")
    assert not wrong
    assert tried > 10


def test_one_s_own_is_not_compared_with_another_s(there: World, client: Callable[..., TestClient]) -> None:
    own, other = there.own.inspection, there.other.inspection
    browser = client("developer")
    assert browser.get(f"/v1/inspections/{own}/diff", params={"against": other}).status_code == 404
    assert browser.get(f"/v1/inspections/{other}/diff", params={"against": own}).status_code == 404


@pytest.mark.parametrize("role", ["developer", "store"])
def test_lists_and_pages_show_nothing_of_others(there: World, client: Callable[..., TestClient], role: Role) -> None:
    browser = client(role)
    wrong, seen = [], 0
    for use in USES:
        if (
            use.method != "GET"
            or isinstance(use.access, Public)
            or role not in use.access.roles
            or "events" in use.path
        ):
            continue
        for address in use.at(there.own, role):
            status, _, text = asked(browser, use, address)
            seen += there.own.mark in text
            if status >= 500 or there.other.mark in text or "他企业" in text:
                wrong.append(f"{use} at {address}: {status}")
    assert not wrong
    assert seen >= 3, "the own things are shown, so that the foreign ones would have been too"


def test_files_and_health_are_for_everyone(app: FastAPI, client: Callable[..., TestClient]) -> None:
    browser = client(None)
    assert browser.get("/healthz").json()["status"] == "ok"
    assert browser.get("/static/console.css").status_code == 200
    assert browser.get("/v1/openapi.json").json()["info"]["title"].startswith("Kanhe")
    assert browser.get("/static/../pages.py").status_code == 404
    assert browser.get("/static/%2e%2e/pages.py").status_code == 404


def test_the_matrix_sees_a_route_without_a_statement(serving: Services) -> None:
    app = create(serving)
    app.add_api_route("/silent", lambda: 1)
    with pytest.raises(AssertionError, match="/silent: 0 statements"):
        test_every_route_states_who_may_use_it_once(app)
