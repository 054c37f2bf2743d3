"""The accounts' tables beside the ledger's: made once, upgraded, refused when newer."""

import datetime as dt

import pytest
import sqlalchemy as sa

from kanhe.ledger.event import Refused
from kanhe.ledger.journal import Verified
from kanhe.ledger.replay import verify_ledger
from kanhe.server.accounts.account import Standing
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.accounts.migrations import marks
from kanhe.server.accounts.schema import accounts
from kanhe.server.accounts.store import prepare, reading, writing
from kanhe.server.services import Services
from tests.server.conftest import TESTS


def test_opening_again_changes_nothing(serving: Services) -> None:
    added = serving.accounts.add("a@example.com", Standing("某", "admin"), TESTS)
    assert Accounts.open(serving.ledger.engine).found(added.account.id) == added.account


def test_the_ledger_s_proof_knows_nothing_of_accounts(serving: Services) -> None:
    serving.accounts.add("a@example.com", Standing("某", "admin"), TESTS)
    with serving.ledger.read() as connection:
        assert isinstance(verify_ledger(connection), Verified)


def test_a_newer_database_is_refused(serving: Services) -> None:
    with writing(serving.ledger.engine) as connection:
        connection.execute(marks.update().values(version_num="7777"))
    with pytest.raises(Refused, match="7777, which is newer"):
        prepare(serving.ledger.engine)


def test_what_goes_wrong_leaves_nothing(serving: Services) -> None:
    def half() -> None:
        row = {"id": "x", "email": "x", "name": "x", "role": "x", "created_at": dt.datetime.now(dt.UTC)}
        with writing(serving.ledger.engine) as connection:
            connection.execute(accounts.insert().values(row))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    with reading(serving.ledger.engine) as connection:
        assert connection.execute(sa.select(accounts)).all() == []


def test_what_cannot_be_held_is_refused(serving: Services) -> None:
    with pytest.raises(Refused):
        serving.accounts.add("\ud800@example.com", Standing("某", "admin"), TESTS)
