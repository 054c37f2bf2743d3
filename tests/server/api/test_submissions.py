"""A package on its way from upload to verdict, as programs see it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from kanhe.ledger.apps import AppRegistered, apps, versions
from kanhe.ledger.inspections import submissions
from kanhe.server.services import Services
from kanhe.server.work.receiving import uploads_of
from tests.server.conftest import OTHER_ENTERPRISE
from tests.server.work.engines import WEATHER, upload, work_off

Client = Callable[..., TestClient]
SHA = hashlib.sha256(WEATHER.read_bytes()).hexdigest()


def count(serving: Services, table: sa.Table) -> int:
    with serving.ledger.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_a_package_is_handed_in_inspected_and_read(serving: Services, client: Client) -> None:
    developer = client("developer")
    said = upload(developer)
    row = said["submission"]
    assert (row["state"], row["kind"], row["sha256"], row["attempts"]) == ("queued", "new", SHA, 0)
    assert (said["position"], said["repeated"]) == (1, False)
    assert [(d["role"], d["name"]) for d in said["documents"]] == [("policy", "隐私政策.html")]
    assert serving.storage.has("packages", SHA)
    assert not list(uploads_of(serving.settings.folder).iterdir())
    work_off(serving)
    done = developer.get(f"/v1/submissions/{row['id']}").json()
    assert (done["submission"]["state"], done["submission"]["verdict"]) == ("done", "fail")
    assert done["position"] is None
    assert done["submission"]["inspection"] == row["id"].replace("submission", "inspection")
    inspector = client("inspector")
    assert inspector.get(f"/v1/submissions/{row['id']}").json()["submission"] == done["submission"]


def test_the_bytes_alone(serving: Services, client: Client) -> None:
    answer = client("developer").post(
        "/v1/submissions?urgent=true&reason=漏洞修复&name=天气.apk", content=WEATHER.read_bytes(),
        headers={"content-type": "application/vnd.android.package-archive"},
    )  # fmt: skip
    assert answer.status_code == 201
    row = answer.json()["submission"]
    assert (row["urgent"], row["reason"]) == (True, "漏洞修复")


def test_the_same_key_is_the_same_submission(serving: Services, client: Client) -> None:
    developer = client("developer")
    key = {"Idempotency-Key": "ci-4711"}
    first = upload(developer, headers=key)
    again = upload(developer, headers=key)
    assert again["submission"]["id"] == first["submission"]["id"]
    assert again["repeated"]
    assert (count(serving, submissions), count(serving, versions), count(serving, apps)) == (1, 1, 1)
    other = developer.post("/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())}, headers=key)
    assert other.status_code == 409
    elsewhere = client("developer", OTHER_ENTERPRISE).post(
        "/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())}, headers=key
    )
    assert elsewhere.status_code == 409


def test_uploads_at_once_under_one_key_are_one(serving: Services, client: Client) -> None:
    developers = [client("developer") for _ in range(4)]
    said: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda d=d: said.append(upload(d, headers={"Idempotency-Key": "k"})))
        for d in developers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({s["submission"]["id"] for s in said}) == 1
    assert sorted(s["repeated"] for s in said) == [False, True, True, True]
    assert count(serving, submissions) == 1


def test_what_waits_already_is_refused_and_may_be_handed_in_again_afterwards(serving: Services, client: Client) -> None:
    developer = client("developer")
    first = upload(developer)["submission"]["id"]
    again = developer.post("/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())})
    assert again.status_code == 409
    assert first in again.json()["error"]["en"]
    work_off(serving)
    second = upload(developer)["submission"]
    assert second["id"] != first
    assert second["state"] == "queued"


def test_an_app_of_another_enterprise_is_refused_and_not_kept(serving: Services, client: Client) -> None:
    theirs = client("developer", OTHER_ENTERPRISE)
    upload(theirs)
    mine = client("developer")
    answer = mine.post("/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())})
    assert answer.status_code == 409
    assert "another enterprise" in answer.json()["error"]["en"]
    assert mine.get("/v1/submissions").json()["items"] == []
    assert len(theirs.get("/v1/submissions").json()["items"]) == 1


@pytest.mark.parametrize(
    ("content", "status", "why"),
    [(b"", 422, "no package"), (b"%PDF-1.7", 422, "zip"), (WEATHER.read_bytes()[:5000], 422, "")],
    ids=["empty", "pdf", "cut"],
)
def test_a_file_that_is_no_app(serving: Services, client: Client, content: bytes, status: int, why: str) -> None:
    answer = client("developer").post("/v1/submissions", files={"package": ("a.apk", content)})
    assert answer.status_code == status
    said = answer.json()["error"]
    assert why in said["en"]
    assert said["zh"]
    assert "Traceback" not in answer.text
    assert (count(serving, submissions), count(serving, apps)) == (0, 0)
    assert not list(uploads_of(serving.settings.folder).iterdir())


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"app_type": "no-such"}, "no app type"), ({"urgent": "true"}, "needs its reason")],
    ids=["type", "urgent"],
)
def test_fields_that_are_wrong(client: Client, fields: dict[str, str], why: str) -> None:
    answer = client("developer").post(
        "/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())}, data=fields
    )
    assert answer.status_code == 422
    assert why in answer.json()["error"]["en"]


def test_too_much_is_refused_at_once(serving: Services, client: Client) -> None:
    object.__setattr__(serving.settings, "upload_megabytes", 1)
    developer = client("developer")
    for body in ({"files": {"package": ("a.apk", bytes(3 << 20))}}, {"content": bytes(3 << 20)}):
        answer = developer.post("/v1/submissions", **body)  # type: ignore[arg-type]
        assert answer.status_code == 413
    folder = uploads_of(serving.settings.folder)
    assert not folder.exists() or not list(folder.iterdir())


def test_others_see_nothing_and_may_not_take_back(serving: Services, client: Client) -> None:
    mine, theirs = client("developer"), client("developer", OTHER_ENTERPRISE)
    submission = upload(mine)["submission"]["id"]
    for path in (f"/v1/submissions/{submission}", f"/v1/submissions/{submission}/events"):
        assert theirs.get(path).status_code == 404
    assert theirs.post(f"/v1/submissions/{submission}/cancel", json={"reason": "x"}).status_code == 404
    assert client("store").get(f"/v1/submissions/{submission}").status_code == 403
    assert client(None).get(f"/v1/submissions/{submission}").status_code == 401


def test_taken_back(serving: Services, client: Client) -> None:
    developer = client("developer")
    submission = upload(developer)["submission"]["id"]
    cancelled = developer.post(f"/v1/submissions/{submission}/cancel", json={"reason": "交错了版本"})
    assert cancelled.status_code == 201
    assert developer.get(f"/v1/submissions/{submission}").json()["submission"]["state"] == "withdrawn"
    assert developer.post(f"/v1/submissions/{submission}/cancel", json={"reason": "再来"}).status_code == 409
    engine = work_off(serving)
    assert engine.order == []


def events(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(id, name, data) of each event."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "event" in lines:
            found.append((lines.get("id", ""), lines["event"], json.loads(lines["data"])))
    return found


def test_what_happened_is_told_once_and_from_where_one_left_off(serving: Services, client: Client) -> None:
    developer = client("developer")
    submission = upload(developer)["submission"]["id"]
    work_off(serving)
    path = f"/v1/submissions/{submission}/events"
    answer = developer.get(path)
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer.text)
    assert [name for _, name, _ in told] == ["submitted", "started", "end"]
    assert told[-1][2]["verdict"] == "fail"
    rest = events(developer.get(path, headers={"Last-Event-ID": told[1][0]}).text)
    assert rest == told[2:]
    assert events(developer.get(path, headers={"Last-Event-ID": "nonsense"}).text) == told


def test_who_waits_hears_of_its_place(serving: Services, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kanhe.server.api.submissions.LONGEST", 0.2)
    monkeypatch.setattr("kanhe.server.api.submissions.EVERY", 0.05)
    monkeypatch.setattr("kanhe.server.api.submissions.HEARTBEAT", 0.01)
    developer = client("developer")
    submission = upload(developer)["submission"]["id"]
    text = developer.get(f"/v1/submissions/{submission}/events").text
    assert [(name, data.get("position")) for _, name, data in events(text)] == [("submitted", None), ("queue", 1)]
    assert ": still here" in text


def test_lists_by_state_and_app(serving: Services, client: Client) -> None:
    developer = client("developer")
    row = upload(developer)["submission"]
    serving.ledger.act(AppRegistered("com.example.other", "另", OTHER_ENTERPRISE), "t")
    assert [r["id"] for r in developer.get("/v1/submissions?state=queued").json()["items"]] == [row["id"]]
    assert developer.get("/v1/submissions?state=done").json()["items"] == []
    assert [r["id"] for r in developer.get(f"/v1/submissions?app={row['app']}").json()["items"]] == [row["id"]]
    assert client("auditor").get("/v1/submissions").json()["items"][0]["id"] == row["id"]
    assert developer.get("/v1/submissions?after=nonsense").status_code == 422


def test_an_account_without_an_enterprise_is_told(serving: Services, client: Client, person: Any) -> None:
    from kanhe.server.identity import Person

    known = person("developer")
    with serving.ledger.engine.begin() as connection:
        connection.execute(sa.text("UPDATE accounts SET enterprise = NULL"))
    developer = client(Person(known.id, known.name, "developer", None))
    answer = developer.post("/v1/submissions", files={"package": ("a.apk", WEATHER.read_bytes())})
    assert answer.status_code == 409
    assert "no enterprise" in answer.json()["error"]["en"]
    assert developer.get("/v1/submissions").json()["items"] == []
