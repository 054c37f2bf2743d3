"""Sessions in the database: the hash of a secret, and when it was used."""

import datetime as dt

import sqlalchemy as sa

from kanhe.server.accounts import sessions
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.schema import sessions as table
from kanhe.server.accounts.store import reading, writing
from kanhe.server.services import Services
from tests.server.conftest import TESTS

AT = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def test_only_the_hash_is_kept(serving: Services) -> None:
    account = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account
    begun = serving.accounts.sign_in(account.id, "::1")
    with serving.accounts.read() as connection:
        kept = [str(v) for row in connection.execute(sa.select(table)) for v in row]
    assert begun.secret not in kept
    assert begun.csrf in kept


def test_use_is_noted_a_minute_at_a_time_and_what_ended_is_swept_out(serving: Services) -> None:
    account = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account.id
    engine = serving.ledger.engine
    with writing(engine) as connection:
        begun = sessions.begin(connection, account, "::1", AT)
    with reading(engine) as connection:
        known = sessions.known(connection, begun.secret, AT + dt.timedelta(seconds=30))
        assert known is not None
        assert not known[1]
        known = sessions.known(connection, begun.secret, AT + dt.timedelta(minutes=2))
        assert known is not None
        assert known[1]
        assert sessions.known(connection, "nonsense", AT) is None
    with writing(engine) as connection:
        sessions.begin(connection, account, "::1", AT + sessions.LONGEST)
        assert len(connection.execute(sa.select(table)).all()) == 1


def test_the_owner_sees_where(serving: Services) -> None:
    account = serving.accounts.add("a@example.com", Standing("甲", "auditor"), TESTS).account.id
    serving.accounts.sign_in(account, "10.0.0.1")
    serving.accounts.sign_in(account, "10.0.0.2" + "x" * 100)
    assert {s.address[:8] for s in serving.accounts.sessions(account)} == {"10.0.0.1", "10.0.0.2"}
    assert serving.accounts.sign_out_everywhere(account, TESTS) == 2
    assert serving.accounts.sessions(account) == ()
