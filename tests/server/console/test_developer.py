"""A developer's pages: what they show, what they refuse, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered
from kanhe.server.console.developer import needs
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.work.engines import WEATHER, upload, work_off

Client = Callable[..., TestClient]
APP = "/developer/apps/android:com.example.weather"


@pytest.fixture
def database() -> str:
    """The queries behind the pages are tested on both in ``tests/server/views``."""
    return "sqlite"


def ordered(serving: Services) -> str:
    case = serving.ledger.act(CaseOpened("android:com.example.weather", "3.0.2", "s", "miit", "1"), "t").event.id  # type: ignore[attr-defined]
    serving.ledger.act(CaseTested(case, (Problem("违规收集个人信息", "IMEI"),)), "t")
    serving.ledger.act(RectificationOrdered(case, working_days=5), "t")
    return str(case)


def test_empty_pages_say_what_to_do_next(client: Client) -> None:
    developer = client("developer")
    for path in ("/developer/apps", "/developer/submissions", "/developer/cases"):
        answer = developer.get(path)
        assert answer.status_code == 200
        assert 'class="empty"' in answer.text
        assert 'class="button"' in answer.text
    assert "Nothing needs you now" in developer.get("/", headers={"accept-language": "en"}).text


def test_from_the_form_to_the_result(serving: Services, client: Client) -> None:
    developer = client("developer")
    form = developer.get("/developer/upload").text
    assert 'enctype="multipart/form-data"' in form
    assert form.index('name="csrf"') < form.index('name="package"'), "the secret comes before the files"
    sent = developer.post("/developer/upload", files={"package": ("a.apk", WEATHER.read_bytes())})
    assert sent.status_code == 303
    page = developer.get(sent.headers["location"]).text
    assert "data-follow" in page
    work_off(serving)
    page = developer.get(sent.headers["location"]).text
    assert "/developer/inspections/" in page
    assert "data-follow" not in page
    assert "晴雨天气" in developer.get("/developer/apps").text
    app = developer.get(APP).text
    assert 'id="gate"' in app
    assert "3.0.2" in app


def test_a_script_is_told_where_to_go_or_why_not(client: Client) -> None:
    developer = client("developer")
    asked = {"accept": "application/json", "idempotency-key": "k"}
    sent = developer.post("/developer/upload", files={"package": ("a.apk", WEATHER.read_bytes())}, headers=asked)
    assert sent.status_code == 201
    assert sent.json()["href"].startswith("/developer/submissions/")
    again = developer.post("/developer/upload", files={"package": ("a.apk", WEATHER.read_bytes())}, headers=asked)
    assert again.json() == sent.json()
    bad = developer.post(
        "/developer/upload", files={"package": ("a.apk", b"no")}, headers={"accept": "application/json"}
    )
    assert bad.status_code == 422
    assert bad.json()["error"]["zh"]
    page = developer.post("/developer/upload", files={"package": ("a.apk", b"no")})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'name="package"' in page.text, "the form is there again"


def test_taken_back(client: Client) -> None:
    developer = client("developer")
    submission = upload(developer)["submission"]["id"]
    path = f"/developer/submissions/{submission}"
    assert developer.post(f"{path}/cancel").status_code == 303
    assert "withdrawn" in developer.get(path, headers={"accept-language": "en"}).text
    assert developer.post(f"{path}/cancel").status_code == 409


def test_an_app_is_registered_by_hand_once(client: Client) -> None:
    developer = client("developer")
    form = {"package_id": "com.example.notes", "name": "便签", "filing_number": "京ICP备1号"}
    made = developer.post("/developer/apps", data=form)
    assert made.status_code == 303
    assert "便签" in developer.get(made.headers["location"]).text
    assert developer.post("/developer/apps", data=form).status_code == 409
    assert developer.post("/developer/apps", data={**form, "package_id": "  "}).status_code == 409


def test_orders_are_shown_with_their_deadline_and_answered(serving: Services, client: Client) -> None:
    developer = client("developer")
    upload(developer)
    case = ordered(serving)
    assert case in developer.get("/developer/cases?due=1").text
    page = developer.get(f"/developer/cases/{case}").text
    assert "违规收集个人信息" in page
    path = f"/developer/cases/{case}/rectification"
    assert developer.post(path, data={"version_name": " ", "text": "x"}).status_code == 409
    assert developer.post(path, data={"version_name": "3.0.3", "text": "已移除"}).status_code == 303


def test_what_needs_a_developer_now(serving: Services, client: Client, person: Callable[..., Person]) -> None:
    developer = client("developer")
    upload(developer)
    work_off(serving)
    ordered(serving)
    with serving.ledger.read() as connection:
        mine = {n.href: n for n in needs(person("developer"), connection)}
        theirs = needs(person("developer", OTHER_ENTERPRISE), connection)
        assert needs(person("inspector"), connection) == ()
    assert mine["/developer/cases?due=1"].count == 1
    assert isinstance(mine["/developer/cases?due=1"].due, dt.date)
    assert mine["/developer/apps?verdict=fail"].count == 1
    assert not any(n.count for n in theirs)
    for href, need in mine.items():
        if need.count:
            assert developer.get(href).status_code == 200


def test_others_see_nothing(serving: Services, client: Client) -> None:
    submission = upload(client("developer"))["submission"]["id"]
    case = ordered(serving)
    theirs = client("developer", OTHER_ENTERPRISE)
    for path in (APP, f"/developer/submissions/{submission}", f"/developer/cases/{case}"):
        assert theirs.get(path).status_code == 404
    assert client("inspector").get("/developer/apps").status_code == 403
