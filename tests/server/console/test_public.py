from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.services import Services
from tests.server.views.test_public import APP, COLLECTS, ENTERPRISE, filled

Clients = Callable[..., TestClient]
PAGES = ("/notices", "/named", "/delistings", "/delistings?restored=true", "/figures")


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_ledger_says_what_will_stand_here(client: Clients, path: str) -> None:
    answer = client(None).get(path)
    assert answer.status_code == 200
    assert "empty" in answer.text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", [None, "developer", "admin"])
def test_everyone_sees_what_is_public(serving: Services, client: Clients, who: str | None, path: str) -> None:
    filled(serving.ledger)
    assert client(who).get(path).status_code == 200


def test_notices_are_filtered_by_regulator_year_and_problem(serving: Services, client: Clients) -> None:
    first, second = filled(serving.ledger)
    visitor = client(None)
    assert f"/notices/{first}" not in visitor.get("/notices?regulator=gd").text
    assert f"/notices/{second}" not in visitor.get("/notices?year=2021").text
    assert "没有符合条件的通报" in visitor.get("/notices?year=1999").text
    named = visitor.get("/notices", params={"problem": COLLECTS}).text
    assert "别家" in named
    assert "没有涉及这一问题的条目" in visitor.get("/notices", params={"problem": "无"}).text
    assert visitor.get("/notices?year=x").status_code == 200


def test_a_notice_is_shown_in_the_ministrys_columns_and_downloaded(serving: Services, client: Clients) -> None:
    first, _ = filled(serving.ledger)
    visitor = client(None)
    text = visitor.get(f"/notices/{first}").text
    for column in ("序号", "应用名称", "应用开发者", "应用来源", "应用版本", "所涉问题"):
        assert column in text
    assert "已撤回" in text
    html = visitor.get(f"/notices/{first}/text.html")
    assert html.headers["content-disposition"].startswith("attachment")
    assert "别家" in html.text
    import docx

    document = docx.Document(io.BytesIO(visitor.get(f"/notices/{first}/text.docx").content))
    assert any("别家" in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert visitor.get("/notices/none").status_code == 404
    assert visitor.get("/notices/none/text.docx").status_code == 404
    assert visitor.get(f"/notices/{first}/text.pdf").status_code == 422


def test_apps_and_enterprises_have_a_page_when_something_of_them_is_public(serving: Services, client: Clients) -> None:
    filled(serving.ledger)
    visitor = client(None)
    assert "一号" in visitor.get(f"/apps/{APP}").text
    assert "本企业" in visitor.get(f"/named/{ENTERPRISE}").text
    assert visitor.get("/apps/android:com.example.two").status_code == 404
    assert client("developer").get("/apps/android:com.example.two").status_code == 404
    assert "/cases?app=" in client("inspector").get("/apps/android:com.example.two").text
    assert "/cases?app=" not in visitor.get(f"/apps/{APP}").text
    assert visitor.get("/named/enterprise-other").status_code == 404
