from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.server.services import Services
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.regime import World

Client = Callable[..., TestClient]
CSV = "序号,应用名称,应用开发者,应用来源,应用版本,所涉问题\n1,本应用,本企业,某商店,1.0,违规收集个人信息\n2,别的,谁也不是,某商店,2,强制自动续费\n"


def test_previewed_then_published(serving: Services, world: World, client: Client) -> None:
    supervisor = client("supervisor")
    body = {"regulator": "miit", "number": 2, "cases": [world.ordered, world.other_ordered], "total_number": 50}
    draft = supervisor.post("/v1/notices/preview", json=body).json()
    assert [(r["name"], r["problems"]) for r in draft["rows"]] == [
        ("本应用", ["违规收集个人信息"]),
        ("他应用", ["违规收集个人信息"]),
    ]
    assert {e["enterprise"]: (e["before"], e["after"]) for e in draft["effects"]}[OTHER_ENTERPRISE] == (1, 2)
    assert len(supervisor.get("/v1/notices").json()["items"]) == 1, "a preview publishes nothing"
    notice = supervisor.post("/v1/notices", json=body).json()["id"]
    assert supervisor.post("/v1/notices", json=body).status_code == 409
    assert supervisor.post("/v1/notices/preview", json=body | {"number": 3}).status_code == 409, "named already"
    view = client("developer").get(f"/v1/notices/{notice}").json()
    assert view["notice"]["title"].endswith("总第50批）")
    assert supervisor.get(f"/v1/cases/{world.ordered}").json()["case"]["state"] == "noticed"


def test_a_published_file_is_read_and_its_loose_rows_matched(world: World, client: Client) -> None:
    supervisor = client("supervisor")
    form = {"regulator": "miit", "number": "9", "published": "2026-01-06", "dry_run": "true"}
    files = {"file": ("notice.csv", CSV.encode(), "text/csv")}
    read = supervisor.post("/v1/notices/import", data=form, files=files).json()
    assert (len(read["rows"]), read["unmatched"], read["done"]) == (2, 1, None)
    done = supervisor.post("/v1/notices/import", data=form | {"dry_run": "false"}, files=files)
    assert done.status_code == 201
    notice = done.json()["done"]["id"]
    (loose,) = supervisor.get("/v1/notices", params={"unmatched": True}).json()["items"]
    assert (loose["id"], loose["unmatched"]) == (notice, 1)
    where = f"/v1/notices/{notice}/rows/2"
    assert supervisor.post(f"{where}/match", json={"enterprise": "nobody"}).status_code == 409
    assert supervisor.post(f"{where}/match", json={"enterprise": OTHER_ENTERPRISE}).status_code == 201
    assert supervisor.post(f"{where}/withdrawal", json={"reason": "误报"}).status_code == 201
    assert supervisor.post(f"{where}/withdrawal", json={"reason": "又"}).status_code == 409
    rows = supervisor.get(f"/v1/notices/{notice}").json()["rows"]
    assert [(r["enterprise"], r["withdrawn"]) for r in rows][1] == (OTHER_ENTERPRISE, True)


def test_files_that_are_none(client: Client) -> None:
    supervisor = client("supervisor")
    for data in (b"", b"\x00\x01\x02", b"PK\x03\x04broken", "没有表格".encode()):
        answer = supervisor.post("/v1/notices/import", data={"regulator": "miit"}, files={"file": ("x.bin", data)})
        assert answer.status_code == 422
        assert set(answer.json()["error"]) == {"zh", "en"}
    no_day = {"file": ("n.csv", CSV.encode())}
    assert supervisor.post("/v1/notices/import", data={"regulator": "miit"}, files=no_day).status_code == 422
    assert supervisor.get("/v1/notices/notice-0").status_code == 404
