import datetime as dt
import os
import subprocess
import sys

from kanhe.ledger.ledger import Ledger
from kanhe.server.work import leases

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_one_at_a_time_until_it_ends(url: str) -> None:
    ledger = Ledger.open(url)
    leases.prepare(ledger.engine)
    leases.prepare(ledger.engine)
    mine, other = leases.this_process(), leases.this_process()
    assert mine != other
    with ledger.write() as connection:
        assert leases.holder(connection, "s", AT) is None
        leases.claim(connection, "s", mine, AT)
    with ledger.write() as connection:
        assert leases.holder(connection, "s", AT) == mine
        assert leases.renew(connection, other, AT) == frozenset()
        assert leases.renew(connection, mine, AT + leases.HOLDS) == {"s"}
        assert leases.holder(connection, "s", AT + leases.HOLDS) == mine
        assert leases.holder(connection, "s", AT + 2 * leases.HOLDS) is None
        leases.release(connection, "s", other)
        assert leases.holder(connection, "s", AT) == mine
        leases.claim(connection, "s", other, AT)
        assert leases.holder(connection, "s", AT) == other
        leases.release(connection, "s", other)
        assert leases.holder(connection, "s", AT) is None
    ledger.engine.dispose()


def test_a_process_that_is_gone_holds_nothing() -> None:
    code = "from kanhe.server.work.leases import this_process; print(this_process())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert leases.gone(ended)
    mine = leases.this_process()
    assert not leases.gone(mine)
    host, boot, pid, begun, nonce = mine.rsplit("/", 4)
    assert leases.gone(f"{host}/another-boot/{pid}/{begun}/{nonce}")
    assert leases.gone(f"{host}/{boot}/{pid}/1/{nonce}"), "another process has the number by now"
    assert not leases.gone(f"elsewhere/another-boot/{os.getpid()}/1/{nonce}"), "nothing is known of other machines"
