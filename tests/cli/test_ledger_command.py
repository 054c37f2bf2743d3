"""The reference case as commands, and the way of a case from sample to restoration."""

import datetime as dt
from pathlib import Path

import pytest

from tests.cli.ledger.driver import Ledger, run


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "kanhe.db")


def test_the_example_counts_four_and_signs(ledger: Ledger) -> None:
    assert ledger("example").code == 0
    found = ledger("strikes", "tencent-computer", "--as-of", "2021-11-24", "--json").json
    assert (found["count"], found["left"], found["owner"]["id"]) == (4, 0, "tencent")
    assert found["measure"]["last_day"] == "2021-12-31"
    assert ledger("strikes", "腾讯科技（深圳）有限公司", "--as-of", "2022-01-01", "--json").json["count"] == 0
    (measure,) = ledger("measure", "list", "--json").json
    assert (measure["state"], measure["owner_id"]) == ("signed", "tencent")
    assert ledger("verify").code == 0
    assert ledger("example").code == 4, "an empty ledger only"


def test_the_funnel_from_imported_rounds(ledger: Ledger) -> None:
    rounds = Path(__file__).parents[2] / "examples/rounds-2021.csv"
    assert ledger("import", str(rounds)).code == 0
    told = ledger("stats", "--as-of", "2021-12-31", "--json").json["published"]
    assert (told["rounds"], told["tested"], told["named"], told["delisted"]) == (21, 2_440_000, 2_049, 540)
    assert "2,440,000" in ledger("stats", "--as-of", "2021-12-31").out
    assert ledger("import", str(rounds)).code == 4


def test_from_sample_to_restoration(ledger: Ledger) -> None:
    today = dt.date.today()
    ledger.id("enterprise", "add", "某公司", "--id", "mou", "--alias", "Mou Ltd")
    assert ledger("app", "add", "com.example.mou", "某应用", "--enterprise", "mou").code == 0
    case = ledger.id(
        "case", "open", "android:com.example.mou", "1.0", "--source", "store", "--regulator", "miit", "--round", "1"
    )
    assert ledger("case", "test", case, "--problem", "违规收集个人信息=启动时读取").code == 0
    assert ledger("order", case, "--until", str(today + dt.timedelta(days=5)), "--contact", "电话").code == 0
    failed = ledger.id("retest", case, "1.1", "--failed", "--report", "R-1")
    assert failed.startswith("retest-")
    notice = ledger.id("notice", "publish", "--regulator", "miit", "--number", "1", "--case", case)
    (row,) = ledger("notice", "show", notice, "--json").json
    assert (row["name"], row["developer"], row["problems"]) == ("某应用", "某公司", "违规收集个人信息")
    delisting = ledger.id(
        "delist", "android:com.example.mou", "--store", "store", "--reason", "拒不整改", "--case", case
    )
    assert "store" in ledger("outstanding").out
    assert ledger("ack", delisting, "store").code == 0
    assert "(none)" in ledger("outstanding").out
    passed = ledger.id("retest", case, "1.2", "--passed", "--report", "R-2")
    assert ledger("restore", delisting, "--retest", failed).code == 4
    assert ledger("restore", delisting, "--retest", passed).code == 0
    assert [c["state"] for c in ledger("case", "list", "--json").json] == ["restored"]
    assert ledger("verify").code == 0
    assert len(ledger("history", "--about", case, "--json").json) >= 6


def test_the_same_key_records_once(ledger: Ledger) -> None:
    first = ledger("enterprise", "group", "甲", "--key", "k1", "--json").json
    again = ledger("enterprise", "group", "甲", "--key", "k1", "--json").json
    assert (first["repeated"], again["repeated"], again["id"]) == (False, True, first["id"])
    other = ledger("enterprise", "group", "乙", "--key", "k1")
    assert (other.code, other.err.count("\n")) == (4, 1)


def test_errors_are_one_sentence_in_both_languages(ledger: Ledger, tmp_path: Path) -> None:
    refused = ledger("order", "case-9", "--working-days", "5")
    assert (refused.code, refused.err) == (4, "kanhe: there is no case case-9\n")
    assert ledger("order", "case-9", "--working-days", "5", lang="zh").err == "kanhe: 没有案件 case-9\n"
    nowhere = run("ledger", "stats", database=tmp_path / "absent.db")
    assert nowhere.code == 3
    assert "init" in nowhere.err
    assert run("ledger", "verify", "--database-url", "nonsense").code == 3
    assert ledger("stats", "--as-of", "soon").code == 3


def test_a_forged_record_fails_the_proof(ledger: Ledger) -> None:
    import sqlite3

    ledger.id("enterprise", "group", "甲")
    with sqlite3.connect(ledger.database) as database:
        database.execute("update journal set actor = 'another'")
    done = ledger("verify")
    assert done.code == 1
    assert "broken" in done.out
