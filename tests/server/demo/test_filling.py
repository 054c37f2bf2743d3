from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from kanhe.ledger import journal
from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.event import Refused
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.replay import verify_ledger
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.demo import filling
from kanhe.server.demo.filling import fill, prepare
from kanhe.server.identity import ROLES
from kanhe.server.settings import Settings
from kanhe.server.work.storage import Storage
from tests.server.conftest import QUICK
from tests.server.demo.filled import KEY, filled


def test_a_year_is_filled_once_and_everyone_may_sign_in(url: str, tmp_path: Path) -> None:
    ledger, logins = filled(url, tmp_path)
    with ledger.read() as connection:
        first = journal.verify(connection)
    assert isinstance(first, journal.Verified)
    assert [login.role for login in logins] == list(ROLES)
    again, fresh = filled(url, tmp_path)
    with again.read() as connection:
        assert journal.verify(connection) == first
    accounts = Accounts(again.engine, passwords=QUICK)
    for old, new in zip(logins, fresh, strict=True):
        assert accounts.check(new.email, new.password, "") is not None
        assert accounts.check(old.email, old.password, "") is None
    ledger.engine.dispose()
    again.engine.dispose()


def test_the_journal_alone_gives_the_same_year(url: str, tmp_path: Path) -> None:
    ledger, _ = filled(url, tmp_path)
    with ledger.read() as connection:
        assert isinstance(verify_ledger(connection), journal.Verified)
    ledger.engine.dispose()


def test_a_ledger_with_records_of_its_own_is_left_alone(url: str, tmp_path: Path) -> None:
    ledger = Ledger.open(url)
    ledger.act(EnterpriseRegistered("真的企业"), "somebody")
    with ledger.read() as connection:
        before = journal.verify(connection)
    with pytest.raises(Refused, match="records of its own"):
        filled(url, tmp_path)
    with ledger.read() as connection:
        assert journal.verify(connection) == before
        assert not sa.inspect(connection).has_table("accounts") or not Accounts(ledger.engine).listed()
    ledger.engine.dispose()


def test_what_broke_off_between_its_two_halves_is_completed(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.open(url)
    accounts = Accounts.open(ledger.engine, passwords=QUICK)
    storage = Storage.open(tmp_path.as_uri())
    monkeypatch.setattr(filling, "_people", lambda accounts: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        fill(ledger, accounts, storage, KEY, "https://kanhe.example")
    monkeypatch.undo()
    assert fill(ledger, accounts, storage, KEY, "https://kanhe.example")
    with ledger.read() as connection:
        assert journal.known(connection, filling.DONE) is not None
    ledger.engine.dispose()


def test_preparing_makes_what_the_server_then_opens(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new")
    logins = prepare(settings)
    assert len({login.password for login in logins}) == 1
    assert (settings.folder / "gate.pem").is_file()
    assert (settings.folder / "kanhe.db").is_file()
