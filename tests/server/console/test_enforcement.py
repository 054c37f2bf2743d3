from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.ledger.delistings import DelistingDone
from kanhe.server.services import Services
from tests.server.conftest import OTHER_STORE, STORE
from tests.server.regime import World, act

Client = Callable[..., TestClient]


def test_ordered_outstanding_and_restored(serving: Services, world: World, client: Client) -> None:
    supervisor, inspector = client("supervisor"), client("inspector")
    assert world.noticed in supervisor.get("/supervisor/delistings/new", params={"case": world.noticed}).text
    form = {"case": world.noticed, "store": [STORE], "more": f"{OTHER_STORE}，", "reason": "未整改"}
    looked = supervisor.post("/supervisor/delistings", data=form | {"look": "1"})
    assert "尚有1款APP未按照要求完成整改" in looked.text
    assert "没有下架令" in supervisor.get("/supervisor/delistings").text
    assert supervisor.post("/supervisor/delistings", data=form | {"reason": " "}).status_code == 409
    assert supervisor.post("/supervisor/delistings", data=form | {"case": "case-0"}).status_code == 409
    where = supervisor.post("/supervisor/delistings", data=form).headers["location"]
    order = where.rpartition("/")[2]
    act(serving, DelistingDone(order, STORE, "某人"))
    page = supervisor.get("/supervisor/delistings", params={"outstanding": "1"}).text
    assert order in page
    assert OTHER_STORE in page
    assert "没有通过的复测" in supervisor.get(where).text
    retest = {"version_name": "1.2", "report": "R", "outcome": "passed"}
    assert inspector.post(f"/cases/{world.noticed}/retest", data=retest).status_code == 303
    assert supervisor.post(f"{where}/restore", data={"retest": "retest-0"}).status_code == 409
    passed = inspector.get(f"/v1/cases/{world.noticed}").json()["retests"][0]["id"]
    assert passed in supervisor.get(where).text
    assert supervisor.post(f"{where}/restore", data={"retest": passed}).status_code == 303
    assert "恢复上架" in supervisor.get(where).text
    assert supervisor.get("/supervisor/delistings/delisting-0").status_code == 404


def test_without_a_case_the_app_is_named(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    form = {"app": world.app, "store": [STORE], "reason": "紧急"}
    assert supervisor.post("/supervisor/delistings", data=form | {"app": "android:none"}).status_code == 409
    assert supervisor.post("/supervisor/delistings", data=form | {"store": []}).status_code == 409
    assert supervisor.post("/supervisor/delistings", data=form).status_code == 303
    assert client("inspector").post("/supervisor/delistings", data=form).status_code == 403


def test_signals_are_recorded_and_triaged(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    assert "没有待研判的线索" in supervisor.get("/supervisor/signals").text
    assert supervisor.post("/supervisor/signals", data={"source": " ", "text": "x"}).status_code == 409
    told = client("inspector").post(
        "/supervisor/signals", data={"source": "巡查", "text": "跳转", "app_name": "本应用"}
    )
    assert told.status_code == 303
    page = supervisor.get("/supervisor/signals").text
    assert f'value="{world.app}"' in page, "the one app of that name is proposed"
    (signal,) = [s["id"] for s in supervisor.get("/v1/signals").json()["items"]]
    assert supervisor.post(f"/supervisor/signals/{signal}/triage", data={"decision": "inspect"}).status_code == 409
    good = {"decision": "inspect", "remark": "检测", "app": world.app}
    assert client("inspector").post(f"/supervisor/signals/{signal}/triage", data=good).status_code == 403
    assert supervisor.post(f"/supervisor/signals/{signal}/triage", data=good).status_code == 303
    assert signal in supervisor.get("/supervisor/signals", params={"state": "inspect"}).text
