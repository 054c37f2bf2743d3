from tests.cli.ledger.driver import Ledger


def test_init_is_repeatable_and_an_empty_ledger_holds(ledger: Ledger) -> None:
    assert ledger("init").code == 0
    done = ledger("verify")
    assert (done.code, "0 records" in done.out) == (0, True)
    assert ledger("verify", "--json").json["holds"] is True
    assert "not published" in ledger("stats").out


def test_history_by_kind_and_about(ledger: Ledger) -> None:
    ledger("example")
    assert len(ledger("history", "--kind", "notice-published", "--json").json) == 4
    about = ledger("history", "--about", "tencent-technology", "--json").json
    assert {r["kind"] for r in about} >= {"enterprise-registered", "app-registered"}
    assert ledger("history", "--limit", "3").out.count("\n") == 3
    assert ledger("history", "--about", "%", "--json").json == []


def test_a_changed_table_fails_the_proof(ledger: Ledger) -> None:
    import sqlite3

    ledger("enterprise", "group", "甲")
    with sqlite3.connect(ledger.database) as database:
        database.execute("update groups set name = '乙'")
    done = ledger("verify", lang="zh")
    assert done.code == 1
    assert "groups" in done.out
    assert ledger("verify", "--json").json["table"] == "groups"
