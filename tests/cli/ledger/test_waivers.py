from tests.cli.ledger.driver import Ledger

APP = "android:com.example.mou"


def test_asked_approved_by_another_revoked(stocked: Ledger) -> None:
    waiver = stocked.id("waiver", "request", APP, "READ_CONTACTS", "--reason", "通讯录备份")
    assert stocked("waiver", "approve", waiver, "--until", "2099-01-01").code == 4, "who asks does not approve"
    assert stocked("waiver", "approve", waiver, "--until", "2020-01-01", "--actor", "法务").code == 4
    assert stocked("waiver", "approve", waiver, "--until", "2099-01-01", "--actor", "法务").code == 0
    (row,) = stocked("waiver", "list", "--in-force", "--json").json
    assert (row["decided_by"], row["until"]) == ("法务", "2099-01-01")
    assert stocked("waiver", "revoke", waiver, "--reason", "功能下线").code == 0
    assert stocked("waiver", "list", "--in-force", "--app", APP, "--json").json == []


def test_refused(stocked: Ledger) -> None:
    waiver = stocked.id("waiver", "request", APP, "READ_SMS", "--reason", "验证码")
    assert stocked("waiver", "refuse", waiver, "--actor", "法务").code == 0
    assert stocked("waiver", "list", "--json").json[0]["state"] == "refused"
