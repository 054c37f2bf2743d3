"""Tokens in the database: the hash of a secret, bounded in scope, time and number."""

import pytest
import sqlalchemy as sa

from kanhe.ledger.event import Refused
from kanhe.server.accounts import tokens
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.schema import tokens as table
from kanhe.server.services import Services
from tests.server.conftest import TESTS


@pytest.fixture
def account(serving: Services) -> str:
    return serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account.id


def test_only_the_hash_and_the_beginning_are_kept(serving: Services, account: str) -> None:
    issued = serving.accounts.issue_token(account, "CI", ("read",), 1, TESTS)
    with serving.accounts.read() as connection:
        kept = [str(v) for row in connection.execute(sa.select(table)) for v in row]
    assert issued.secret not in kept
    assert issued.secret[:12] in kept


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [("", ("read",), 1), ("x" * 129, ("read",), 1), ("a\n", ("read",), 1), ("CI", (), 1), ("CI", ("all",), 1),
     ("CI", ("read",), 0), ("CI", ("read",), 367)],
)  # fmt: skip
def test_what_no_token_is(serving: Services, account: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    with pytest.raises(Refused):
        serving.accounts.issue_token(account, name, scopes, days, TESTS)  # type: ignore[arg-type]
    assert serving.accounts.tokens() == ()


def test_their_number_is_bounded(serving: Services, account: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "AT_MOST", 2)
    first = serving.accounts.issue_token(account, "1", ("read",), 1, TESTS)
    serving.accounts.issue_token(account, "2", ("read",), 1, TESTS)
    with pytest.raises(Refused, match="at most 2"):
        serving.accounts.issue_token(account, "3", ("read",), 1, TESTS)
    serving.accounts.revoke_token(first.token.id, TESTS)
    serving.accounts.issue_token(account, "3", ("read",), 1, TESTS)


def test_its_use_is_noted(serving: Services, account: str) -> None:
    issued = serving.accounts.issue_token(account, "CI", ("read",), 1, TESTS)
    assert issued.token.used_at is None
    serving.accounts.token(issued.secret)
    (used,) = serving.accounts.tokens(account)
    assert used.used_at is not None
    serving.accounts.token(issued.secret)
    assert serving.accounts.tokens(account) == (used,)
