"""Accounts: who may be what, and what proves it."""

import datetime as dt

import pytest

from kanhe.ledger.event import Refused
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, PASSWORD, TESTS


class Clock:
    def __init__(self) -> None:
        self.at = dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at

    def later(self, **span: float) -> None:
        self.at += dt.timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(serving: Services, clock: Clock) -> Accounts:
    return Accounts(serving.ledger.engine, clock, serving.accounts._passwords)


def one(accounts: Accounts, email: str = "a@example.com", role: str = "inspector") -> str:
    added = accounts.add(email, Standing("某人", role), TESTS)  # type: ignore[arg-type]
    accounts.accept(added.invitation, PASSWORD, "127.0.0.1")
    return added.account.id


def test_password_and_no_other(accounts: Accounts) -> None:
    identifier = one(accounts)
    found = accounts.check(" A@Example.com ", PASSWORD, "127.0.0.1")
    assert found is not None
    assert found.id == identifier
    assert accounts.check("a@example.com", PASSWORD + " ", "127.0.0.1") is None
    assert accounts.check("b@example.com", PASSWORD, "127.0.0.1") is None
    assert accounts.check("a@example.com", "x" * 10_000, "127.0.0.1") is None


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (Standing("某", "developer"), "belongs to an enterprise"),
        (Standing("某", "inspector", ENTERPRISE), "belongs to an enterprise"),
        (Standing("某", "developer", "nowhere"), "no enterprise nowhere"),
        (Standing("某", "store"), "id of a store"),
        (Standing("某", "store", None, "a b"), "letters"),
        (Standing(" ", "admin"), "a name"),
        (Standing("某\n", "admin"), "a name"),
        (Standing("某", "king"), "no role king"),  # type: ignore[arg-type]
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_what_no_account_can_be(accounts: Accounts, standing: Standing, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        accounts.add("x@example.com", standing, TESTS)
    assert accounts.listed() == ()


def test_an_address_has_one_account(accounts: Accounts) -> None:
    one(accounts)
    with pytest.raises(Refused, match="an account already"):
        one(accounts, "A@EXAMPLE.com")


def test_an_invitation_is_good_once_and_for_some_days(accounts: Accounts, clock: Clock) -> None:
    added = accounts.add("a@example.com", Standing("某人", "auditor"), TESTS)
    again = accounts.invite(added.account.id, TESTS)
    with pytest.raises(Refused, match="used or has ended"):
        accounts.accept(added.invitation, PASSWORD, "")
    accounts.accept(again, PASSWORD, "")
    with pytest.raises(Refused, match="used or has ended"):
        accounts.accept(again, PASSWORD, "")
    late = accounts.invite(added.account.id, TESTS)
    clock.later(days=3)
    assert accounts.invited(late) is None


def test_a_session_ends_by_idling_and_by_age(accounts: Accounts, clock: Clock) -> None:
    identifier = one(accounts)
    idle, busy = accounts.sign_in(identifier, "::1"), accounts.sign_in(identifier, "::1")
    clock.later(hours=1.5)
    assert accounts.session(busy.secret) is not None
    clock.later(hours=1)
    assert accounts.session(idle.secret) is None
    for _ in range(9):
        assert accounts.session(busy.secret) is not None
        clock.later(hours=1.05)
    clock.later(hours=0.6)
    assert accounts.session(busy.secret) is None


def test_the_session_before_ends_at_the_next_sign_in(accounts: Accounts) -> None:
    identifier = one(accounts)
    first = accounts.sign_in(identifier, "::1")
    second = accounts.sign_in(identifier, "::1", first.secret)
    assert accounts.session(first.secret) is None
    assert accounts.session(second.secret) is not None
    assert first.csrf != second.csrf


def test_what_ends_every_session(accounts: Accounts) -> None:
    identifier = one(accounts)
    for ending in (
        lambda: accounts.set_password(identifier, PASSWORD + "!", TESTS),
        lambda: accounts.change(identifier, Standing("某人", "auditor"), TESTS),
        lambda: accounts.sign_out_everywhere(identifier, TESTS),
        lambda: accounts.disable(identifier, TESTS),
    ):
        begun = accounts.sign_in(identifier, "::1")
        assert accounts.session(begun.secret) is not None
        ending()
        assert accounts.session(begun.secret) is None


def test_a_disabled_account_can_do_nothing(accounts: Accounts) -> None:
    identifier = one(accounts)
    issued = accounts.issue_token(identifier, "ci", ("read",), 30, TESTS)
    accounts.disable(identifier, TESTS)
    assert accounts.token(issued.secret) is None
    assert accounts.check("a@example.com", PASSWORD, "") is None
    accounts.enable(identifier, TESTS)
    assert accounts.token(issued.secret) is not None


def test_the_last_admin_stays(accounts: Accounts) -> None:
    first, second = one(accounts, "a@example.com", "admin"), one(accounts, "b@example.com", "admin")
    accounts.disable(first, TESTS)
    with pytest.raises(Refused, match="last account of an admin"):
        accounts.disable(second, TESTS)
    with pytest.raises(Refused, match="last account of an admin"):
        accounts.change(second, Standing("某人", "auditor"), TESTS)


def test_a_token_has_scopes_and_an_end(accounts: Accounts, clock: Clock) -> None:
    identifier = one(accounts)
    issued = accounts.issue_token(identifier, "ci", ("read",), 30, TESTS)
    found = accounts.token(issued.secret)
    assert found is not None
    assert (found.id, found.via, found.scopes) == (identifier, "token", frozenset(("read",)))
    assert issued.secret.startswith(issued.token.prefix)
    clock.later(days=30)
    assert accounts.token(issued.secret) is None


def test_a_token_is_revoked_by_its_owner_only(accounts: Accounts) -> None:
    mine, other = one(accounts), one(accounts, "b@example.com")
    issued = accounts.issue_token(mine, "ci", ("read", "write"), 1, TESTS)
    with pytest.raises(Refused, match="no token"):
        accounts.revoke_token(issued.token.id, TESTS, other)
    accounts.revoke_token(issued.token.id, TESTS, mine)
    assert accounts.token(issued.secret) is None


def test_every_change_moves_the_version(accounts: Accounts) -> None:
    before = accounts.version
    one(accounts)
    assert accounts.version > before
