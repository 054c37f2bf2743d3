from tests.cli.ledger.driver import Ledger

APP = "android:com.example.mou"


def open_case(ledger: Ledger, round_: str = "1") -> str:
    return ledger.id("case", "open", APP, "1.0", "--source", "s", "--regulator", "miit", "--round", round_)


def test_a_clean_test_closes(stocked: Ledger) -> None:
    case = open_case(stocked)
    assert stocked("case", "test", case).code == 0
    assert stocked("case", "list", "--state", "passed", "--json").json[0]["id"] == case
    assert stocked("case", "reopen", case, "--reason", "回头看").code == 0
    assert stocked("order", case, "--working-days", "5").code == 4, "looked back, it is noticed directly"


def test_a_statement_closes_nothing(stocked: Ledger) -> None:
    case = open_case(stocked)
    stocked("case", "test", case, "--problem", "违规收集个人信息")
    assert stocked("order", case).code == 4
    assert stocked("order", case, "--until", "2020-01-01").code == 4
    assert stocked("order", case, "--until", "2099-01-01").code == 0
    assert stocked("case", "report", case, "1.1", "已整改").code == 0
    assert stocked("case", "list", "--json").json[0]["state"] == "ordered"
    assert stocked("case", "list", "--overdue", "--json").json == []
    assert stocked("case", "list", "--overdue", "--as-of", "2099-01-02", "--json").json[0]["id"] == case
    assert stocked("retest", case, "1.1", "--report", "R").code == 3, "passed or failed must be said"
    assert stocked("retest", case, "1.1", "--passed", "--report", "R").code == 0
    assert stocked("case", "list", "--app", APP, "--json").json[0]["state"] == "rectified"


def test_a_penalty(stocked: Ledger) -> None:
    case = open_case(stocked)
    assert stocked("case", "penalise", case, "罚款").code == 4
    stocked("case", "test", case, "--problem", "违规收集个人信息=a=b")
    stocked("notice", "publish", "--regulator", "miit", "--number", "1", "--case", case)
    stocked("delist", APP, "--store", "s", "--reason", "拒不整改", "--case", case)
    assert stocked("case", "penalise", case, "罚款").code == 0


def test_an_inspection_that_is_not_there(stocked: Ledger) -> None:
    assert stocked("case", "test", open_case(stocked), "--from-inspection", "inspection-9").code == 4
