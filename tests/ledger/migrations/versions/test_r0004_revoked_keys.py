import pytest
import sqlalchemy as sa

from kanhe.ledger import migrations
from kanhe.ledger.gate.records import KeyAdded, gate_keys
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.migrations.versions import r0004_revoked_keys
from tests.ledger.migrations.older import back_to


def test_keys_of_an_older_ledger_are_not_revoked(url: str) -> None:
    before = Ledger.open(url)
    before.act(KeyAdded("ab" * 32, "pem"), "test")
    with before.engine.begin() as connection:
        back_to(connection, "0003")
    with Ledger.open(url).read() as connection:
        assert migrations.revision(connection) == migrations.HEAD
        assert connection.execute(sa.select(gate_keys.c.revoked_at, gate_keys.c.revoked_because)).all() == [
            (None, None)
        ]


def test_is_never_undone() -> None:
    with pytest.raises(NotImplementedError, match="never dropped"):
        r0004_revoked_keys.downgrade()
