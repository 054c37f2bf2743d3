"""What an account may be, and how it is written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.event import Refused
from kanhe.server.accounts import account
from kanhe.server.accounts.account import Standing, plain_email
from kanhe.server.services import Services
from tests.server.conftest import ENTERPRISE, STORE, TESTS


@pytest.mark.parametrize(
    "text", ["", "a", "@", "a@", "@b", "a b@c", "a@b@c", "a\n@b", "x" * 65 + "@b", "a@" + "b" * 200]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(Refused):
        plain_email(text)


@given(st.emails())
def test_addresses_are_compared_without_case(email: str) -> None:
    assert plain_email(f" {email.upper()} ") == plain_email(email.upper().lower())


def test_an_account_is_told_as_it_was_made(serving: Services) -> None:
    made = serving.accounts.add("Dev@Example.com", Standing("张三", "developer", ENTERPRISE), TESTS).account
    assert (made.email, made.name, made.role, made.standing.enterprise) == (
        "dev@example.com",
        "张三",
        "developer",
        ENTERPRISE,
    )
    assert not made.has_password
    with serving.accounts.read() as connection:
        assert account.by_email(connection, " DEV@example.com") == made
        assert account.by_email(connection, "nobody@example.com") is None
        assert account.names(connection) == {made.id: "张三"}
        with pytest.raises(Refused, match="no account nobody"):
            account.found(connection, "nobody")


def test_a_change_of_role_changes_what_it_belongs_to(serving: Services) -> None:
    made = serving.accounts.add("a@example.com", Standing("张三", "developer", ENTERPRISE), TESTS).account
    serving.accounts.change(made.id, Standing("张三", "store", None, STORE), TESTS)
    now = serving.accounts.found(made.id)
    assert (now.role, now.standing.enterprise, now.standing.store) == ("store", None, STORE)
    with pytest.raises(Refused):
        serving.accounts.change(made.id, Standing("张三", "store", ENTERPRISE, STORE), TESTS)
    assert serving.accounts.found(made.id) == now


def test_those_in_use_are_listed_first(serving: Services) -> None:
    first = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account
    second = serving.accounts.add("b@example.com", Standing("乙", "inspector"), TESTS).account
    serving.accounts.disable(first.id, TESTS)
    assert [a.id for a in serving.accounts.listed()] == [second.id, first.id]


def test_an_account_of_a_provider_s_subject(serving: Services) -> None:
    made = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account
    assert serving.accounts.proven("https://idp 1", None, "::1") is None
    assert serving.accounts.proven("https://idp 1", "b@example.com", "::1") is None
    linked = serving.accounts.proven("https://idp 1", "a@example.com", "::1")
    assert linked is not None
    assert linked.id == made.id
    assert serving.accounts.proven("https://idp 1", None, "::1") is not None, "from now on by the subject alone"
    assert serving.accounts.proven("https://idp 2", "a@example.com", "::1") is None, "another subject is another person"
    serving.accounts.disable(made.id, TESTS)
    assert serving.accounts.proven("https://idp 1", "a@example.com", "::1") is None
