from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from kanhe.ledger.cases import Retested
from kanhe.ledger.delistings import DelistingOrdered
from kanhe.server.services import Services
from tests.server.conftest import STORE
from tests.server.regime import World, act

Client = Callable[..., TestClient]


def test_a_text_as_html_and_docx(world: World, client: Client) -> None:
    inspector = client("inspector")
    html = inspector.get(f"/v1/texts/order/{world.ordered}")
    assert (html.status_code, html.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "责令整改通知" in html.text
    docx = inspector.get(f"/v1/texts/order/{world.ordered}", params={"format": "docx"})
    assert docx.content.startswith(b"PK")
    assert docx.headers["content-disposition"] == f'attachment; filename="order-{world.ordered}.docx"'
    assert inspector.get(f"/v1/texts/order/{world.sampled}").status_code == 409, "nothing was ordered"
    assert inspector.get("/v1/texts/poem/x").status_code == 422


def test_for_whom_they_concern(serving: Services, world: World, client: Client) -> None:
    order = act(serving, DelistingOrdered(world.other_app, (STORE,), "未整改", world.noticed))
    retest = act(serving, Retested(world.ordered, "1.1", True, "R"))
    developer, other, store = client("developer"), client("developer", "enterprise-other"), client("store")
    for who, kind, thing, status in (
        (developer, "order", world.ordered, 200), (other, "order", world.ordered, 404), (store, "order", world.ordered, 404),
        (developer, "retest", retest, 200), (other, "retest", retest, 404), (other, "retest", "retest-0", 404),
        (store, "delisting", order, 200), (client("store", None, "store-third"), "delisting", order, 404),
        (other, "delisting", order, 200), (developer, "delisting", order, 404), (store, "measure", "measure-0", 404),
        (store, "notice", world.notice, 200),
    ):  # fmt: skip
        assert who.get(f"/v1/texts/{kind}/{thing}").status_code == status, (kind, thing)


def test_several_orders_in_one_text(serving: Services, world: World, client: Client) -> None:
    first = act(serving, DelistingOrdered(world.app, (STORE,), "理由一"))
    second = act(serving, DelistingOrdered(world.other_app, (STORE,), "理由二"))
    both = client("supervisor").get(f"/v1/texts/delisting/{first}", params={"more": second})
    assert "尚有2款APP" in both.text
