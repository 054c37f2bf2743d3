from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.console.inspector import needs
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.regime import World, build_world, weather_report

Client = Callable[..., TestClient]


def test_findings_beside_their_evidence(serving: Services, client: Client) -> None:
    report = weather_report()
    there = build_world(serving, report)
    inspector = client("inspector")
    page = inspector.get(f"/inspector/inspections/{there.inspection}").text
    assert page.count('<article class="finding') == report["summary"]["violations"]
    found = next(f for f in report["findings"] if f["ladder"] and f["effect"] == "violation")
    shown = inspector.get(f"/inspector/inspections/{there.inspection}", params={"finding": found["fingerprint"]}).text
    assert found["message"]["zh"] in shown
    assert f"{found['basis'][0]['instrument']} {found['basis'][0]['clause']}" in shown
    assert shown.count('<ol class="steps">') == 1
    assert len(re.findall(r'class="seal tally [a-z-]+ is-[a-z]+"', shown)) >= len(report["tally"]["cells"]) / 3
    at = next(k for k, c in enumerate(report["tally"]["cells"]) if c["quotes"] and c["does"])
    pair = inspector.get(f"/inspector/inspections/{there.inspection}", params={"cell": at}).text
    assert report["tally"]["cells"][at]["quotes"][0]["sentence"][:12] in pair
    english = inspector.get(f"/inspector/inspections/{there.inspection}", headers={"cookie": _english(inspector)}).text
    assert found["message"]["en"].split("(")[0] in english


def _english(browser: TestClient) -> str:
    return "; ".join([*(f"{k}={v}" for k, v in browser.cookies.items()), "kanhe-language=en"])


def test_reviewed_in_place_or_on_a_page(world: World, client: Client) -> None:
    inspector = client("inspector")
    where = f"/inspector/inspections/{world.inspection}/findings"
    card = inspector.post(f"{where}/f1", data={"verdict": "dismissed"}, headers={"hx-request": "true"})
    assert "须写明理由" in card.text
    card = inspector.post(f"{where}/f1", data={"verdict": "confirmed"}, headers={"hx-request": "true"})
    assert 'id="f-f1"' in card.text
    assert 'hx-swap-oob="true"' in card.text
    assert "<html" not in card.text
    assert "已确认" in card.text or "已认定" in card.text
    plain = inspector.post(f"{where}/f2", data={"verdict": "dismissed", "reason": "误报"})
    assert (plain.status_code, plain.headers["location"]) == (
        303,
        f"/inspector/inspections/{world.inspection}?finding=f2",
    )
    refused = inspector.post(f"{where}/f3", data={"verdict": "dismissed"})
    assert (refused.status_code, "须写明理由" in refused.text) == (409, True)
    assert inspector.post(f"{where}/f9", data={"verdict": "confirmed"}).status_code == 404


def test_a_case_from_what_was_confirmed(world: World, client: Client) -> None:
    inspector = client("inspector")
    where = f"/inspector/inspections/{world.inspection}"
    form = {"source": "商店甲", "regulator": "miit", "round": "2026-9"}
    none = inspector.post(f"{where}/case", data=form)
    assert (none.status_code, "请先认定至少一项发现" in none.text) == (409, True)
    inspector.post(f"{where}/findings/f1", data={"verdict": "confirmed"})
    assert inspector.post(f"{where}/case", data=form | {"round": " "}).status_code == 409
    opened = inspector.post(f"{where}/case", data=form)
    case = opened.headers["location"].removeprefix("/cases/")
    view = inspector.get(f"/v1/cases/{case}").json()
    assert (view["case"]["state"], [p["detail"] for p in view["problems"]]) == ("tested", ["发现 1"])
    assert inspector.post(f"{where}/case", data=form).status_code == 409, "one sample, one case"


def test_recorded_anew(world: World, client: Client) -> None:
    inspector = client("inspector")
    where = f"/inspector/inspections/{world.inspection}"
    assert inspector.post(f"{where}/revision", data={"reason": "复核"}).status_code == 409
    inspector.post(f"{where}/findings/f1", data={"verdict": "dismissed", "reason": "误报"})
    fresh = inspector.post(f"{where}/revision", data={"reason": "复核"}).headers["location"]
    assert "复核后重新记录" in inspector.get(fresh).text
    assert "不能再复核" in inspector.get(where).text


def test_queues(world: World, client: Client) -> None:
    auditor = client("auditor")
    assert f"/inspector/inspections/{world.inspection}" in auditor.get("/inspector/queue").text
    assert world.submission in auditor.get("/inspector/queue", params={"tab": "waiting"}).text
    assert world.inspection in auditor.get("/inspector/inspections", params={"verdict": "fail"}).text
    assert "没有检测" in auditor.get("/inspector/inspections", params={"verdict": "pass"}).text
    assert auditor.get("/inspector/inspections/inspection-0").status_code == 404


@pytest.mark.parametrize("role", ["inspector", "developer"])
def test_what_needs_an_inspector(serving: Services, world: World, person: Callable[..., Person], role: str) -> None:
    with serving.ledger.read() as connection:
        told = {n.en: (n.count, n.href) for n in needs(person(role), connection)}
    if role == "developer":
        assert told == {}
        return
    assert told["inspections to review"] == (1, "/inspector/queue")
    assert told["cases to order"] == (1, "/cases?state=tested")
    assert told["deadlines passed"][0] == told["inspections past the seven days"][0] == 0
