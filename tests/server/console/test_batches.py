from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.ledger.journal import journal
from kanhe.server.console import batches
from kanhe.server.services import Services
from kanhe.server.views.notice_draft import ready_to_name
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.regime import World

Client = Callable[..., TestClient]
CSV = "序号,应用名称,应用开发者,应用来源,应用版本,所涉问题\n1,本应用,本企业,某商店,1.0,违规收集个人信息\n2,别的,谁也不是,某商店,2,强制自动续费\n"


def height(serving: Services) -> int:
    with serving.ledger.read() as connection:
        return len(connection.execute(journal.select()).all())


def test_composed_previewed_published(serving: Services, world: World, client: Client) -> None:
    supervisor = client("supervisor")
    assert world.tested in supervisor.get("/supervisor/notices/new").text
    form = {
        "regulator": "miit",
        "number": "2",
        "published": serving.ledger.today().isoformat(),
        "case": [world.ordered],
    }
    before = height(serving)
    preview = supervisor.post("/supervisor/notices/preview", data=form).text
    assert "尚有1款APP" in preview
    assert "本应用" in preview
    assert height(serving) == before, "a preview records nothing"
    for wrong in ({"number": ""}, {"number": "x"}, {"published": "soon"}, {"case": []}, {"number": "1"}):
        assert supervisor.post("/supervisor/notices/preview", data=form | wrong).status_code == 409
    done = supervisor.post("/supervisor/notices", data=form)
    assert done.status_code == 303
    assert "本应用" in supervisor.get(done.headers["location"]).text
    assert supervisor.post("/supervisor/notices", data=form).status_code == 409


def test_the_regulator_is_the_one_whose_case_has_waited_longest(
    serving: Services, world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    with serving.ledger.read() as connection:
        (first, *_) = ready_to_name(connection, serving.ledger.today())
    waiting = (dataclasses.replace(first, regulator="gdca"), first)
    monkeypatch.setattr(batches, "ready_to_name", lambda *_: waiting)
    assert (
        'name="regulator" required maxlength="64" value="gdca"'
        in client("supervisor").get("/supervisor/notices/new").text
    )


def test_a_file_is_read_then_recorded_and_a_row_matched(serving: Services, world: World, client: Client) -> None:
    supervisor = client("supervisor")
    assert supervisor.get("/supervisor/notices/import").status_code == 200
    form = {"regulator": "miit", "number": "9", "published": "2026-01-06", "csrf": supervisor.headers["x-csrf-token"]}
    before = height(serving)
    looked = supervisor.post(
        "/supervisor/notices/import", data=form | {"look": "1"}, files={"file": ("n.csv", CSV.encode())}
    )
    assert ("未对上" in looked.text, height(serving)) == (True, before)
    done = supervisor.post("/supervisor/notices/import", data=form, files={"file": ("n.csv", CSV.encode())})
    where = done.headers["location"]
    assert "未对上" in supervisor.get("/supervisor/notices", params={"unmatched": "1"}).text
    row = supervisor.get(where, params={"row": 2, "find": "他企业"}).text
    assert f'value="{OTHER_ENTERPRISE}"' in row
    assert supervisor.post(f"{where}/rows/2/match", data={"enterprise": "nobody"}).status_code == 409
    assert supervisor.post(f"{where}/rows/2/match", data={"enterprise": OTHER_ENTERPRISE}).status_code == 303
    assert supervisor.post(f"{where}/rows/2/withdraw", data={"reason": ""}).status_code == 409
    assert supervisor.post(f"{where}/rows/2/withdraw", data={"reason": "误报"}).status_code == 303
    assert 'class="struck"' in supervisor.get(where).text


def test_files_that_are_none_get_a_sentence(client: Client) -> None:
    supervisor = client("supervisor")
    for data in (b"", b"PK\x03\x04broken", "没有表格".encode()):
        answer = supervisor.post("/supervisor/notices/import", data={"regulator": "miit"}, files={"file": ("x", data)})
        assert (answer.status_code, "没有办成" in answer.text) == (409, True)


def test_reading_is_for_more_than_publishing(world: World, client: Client) -> None:
    auditor = client("auditor")
    assert auditor.get(f"/supervisor/notices/{world.notice}").status_code == 200
    assert auditor.get("/supervisor/notices/new").status_code == 403
    assert auditor.post("/supervisor/notices", data={}).status_code == 403
    assert client("supervisor").get("/supervisor/notices/notice-0").status_code == 404
