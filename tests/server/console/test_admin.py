"""The admin's pages."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.accounts.account import Standing
from kanhe.server.identity import Person
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, PASSWORD, TESTS

FORM = {"email": "new@example.com", "name": "新人", "role": "developer", "enterprise": ENTERPRISE, "store": ""}


@pytest.fixture
def browser(client: Callable[..., TestClient]) -> TestClient:
    return client("admin")


def test_an_account_is_added_and_its_owner_invited(
    browser: TestClient, serving: Services, client: Callable[..., TestClient]
) -> None:  # fmt: skip
    answer = browser.post("/admin/accounts", data=FORM)
    assert answer.status_code == 200
    link = re.search(r"http://127.0.0.1:8080(/invitation/[^<]+)", answer.text)
    assert link is not None
    assert client(None).post(link[1], data={"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert serving.accounts.check("new@example.com", PASSWORD, "::1") is not None
    assert "新人" in browser.get("/admin/accounts").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"email": "no address"}, "邮箱"), ({"enterprise": ""}, "企业"), ({"role": "store", "enterprise": ""}, "商店"), ({"name": " "}, "姓名"),
     ({"enterprise": "nowhere"}, "nowhere")],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_entered_kept(
    browser: TestClient, serving: Services, changed: dict[str, str], said: str
) -> None:  # fmt: skip
    before = len(serving.accounts.listed())
    answer = browser.post("/admin/accounts", data=FORM | changed)
    assert answer.status_code == 409
    assert said in re.search(r'role="alert">(.*?)</div>', answer.text, re.S)[1]  # type: ignore[index]
    assert (FORM | changed)["email"] in answer.text
    assert len(serving.accounts.listed()) == before


def test_a_role_that_is_none(browser: TestClient) -> None:
    assert browser.post("/admin/accounts", data=FORM | {"role": "king"}).status_code == 422


def test_an_account_is_changed_disabled_and_enabled(
    browser: TestClient, serving: Services, client: Callable[..., TestClient], person: Callable[..., Person]
) -> None:  # fmt: skip
    somebody = person("inspector")
    where = f"/admin/accounts/{somebody.id}"
    theirs = client(somebody)
    assert browser.post(where, data={"name": "改名", "role": "supervisor"}).status_code == 303
    assert theirs.get("/account").status_code == 303, "has to sign in again"
    assert serving.accounts.found(somebody.id).standing == Standing("改名", "supervisor")
    theirs = client(Person(somebody.id, "改名", "supervisor"))
    assert browser.post(f"{where}/disable").status_code == 303
    assert theirs.get("/account").status_code == 303
    assert "已停用" in browser.get(where).text
    assert browser.post(f"{where}/disable").status_code == 409
    assert browser.post(f"{where}/enable").status_code == 303
    assert browser.post(f"{where}/enable").status_code == 409


def test_the_last_admin_cannot_lock_everyone_out(browser: TestClient, person: Callable[..., Person]) -> None:
    me = person("admin")
    assert browser.post(f"/admin/accounts/{me.id}/disable").status_code == 409
    assert browser.post(f"/admin/accounts/{me.id}", data={"name": "x", "role": "auditor"}).status_code == 409
    assert browser.get("/admin/accounts").status_code == 200


def test_a_link_for_a_new_password(browser: TestClient, person: Callable[..., Person]) -> None:
    assert "/invitation/" in browser.post(f"/admin/accounts/{person('auditor').id}/invitation").text


def test_accounts_are_found(browser: TestClient, person: Callable[..., Person]) -> None:
    person("developer")
    person("store")
    rows = re.findall(r'<th scope="row">', browser.get("/admin/accounts?q=enterprise-own").text)
    assert len(rows) == 1
    assert len(re.findall(r'<th scope="row">', browser.get("/admin/accounts?role=store").text)) == 1
    assert "没有符合条件的账户" in browser.get("/admin/accounts?q=nothing").text


def test_tokens_of_all_are_seen_and_revoked(
    browser: TestClient, person: Callable[..., Person], serving: Services
) -> None:  # fmt: skip
    assert "还没有令牌" in browser.get("/admin/tokens").text
    issued = serving.accounts.issue_token(person("auditor").id, "CI", ("read",), 1, TESTS)
    page = browser.get("/admin/tokens").text
    assert issued.token.prefix in page
    assert issued.secret not in page
    assert browser.post(f"/admin/tokens/{issued.token.id}/revoke").status_code == 303
    assert serving.accounts.token(issued.secret) is None
    assert browser.post("/admin/tokens/nothing/revoke").status_code == 404


@pytest.mark.parametrize("path", ["", "/disable", "/enable", "/invitation"])
def test_accounts_that_are_none(browser: TestClient, path: str) -> None:
    data = {"name": "x", "role": "auditor"} if not path else None
    assert browser.post(f"/admin/accounts/nothing{path}", data=data).status_code == 404
    assert browser.get("/admin/accounts/nothing").status_code == 404


def test_accounts_that_nobody_can_use_yet_wait_for_the_admin(
    browser: TestClient, person: Callable[..., Person], serving: Services
) -> None:  # fmt: skip
    somebody = person("auditor")
    serving.accounts.set_password(person("admin").id, PASSWORD, TESTS)
    fresh = serving.accounts.sign_in(person("admin").id, "::1")
    browser.cookies.clear()
    browser.cookies.set("kanhe", fresh.secret, domain="127.0.0.1")
    assert "/admin/accounts?state=waiting" in browser.get("/").text
    assert len(re.findall(r'<th scope="row">', browser.get("/admin/accounts?state=waiting").text)) == 1
    serving.accounts.set_password(somebody.id, PASSWORD, TESTS)
    assert "state=waiting" not in browser.get("/").text
