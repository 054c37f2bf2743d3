"""Links by which a password is chosen: one use, some days, the newest only."""

import datetime as dt

from kanhe.server.accounts import invitations
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.store import reading, writing
from kanhe.server.services import Services
from tests.server.conftest import TESTS

AT = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def test_the_newest_holds_for_its_time_and_once(serving: Services) -> None:
    account = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account
    engine = serving.ledger.engine
    with writing(engine) as connection:
        first = invitations.invite(connection, account.id, AT)
        second = invitations.invite(connection, account.id, AT)
    with reading(engine) as connection:
        assert invitations.invited(connection, first, AT) is None
        found = invitations.invited(connection, second, AT + invitations.HOLDS - dt.timedelta(seconds=1))
        assert found is not None
        assert found.id == account.id
        assert invitations.invited(connection, second, AT + invitations.HOLDS) is None
    with writing(engine) as connection:
        assert invitations.use(connection, second)
        assert not invitations.use(connection, second)


def test_a_disabled_account_s_holds_no_longer(serving: Services) -> None:
    added = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS)
    serving.accounts.disable(added.account.id, TESTS)
    assert serving.accounts.invited(added.invitation) is None
