from tests.cli.ledger.driver import Ledger


def test_measures_are_signed_rejected_and_lifted(ledger: Ledger) -> None:
    ledger("example")
    (measure,) = ledger("measure", "list", "--state", "signed", "--json").json
    assert ledger("measure", "reject", measure["id"], "--reason", "x").code == 4
    assert ledger("measure", "lift", measure["id"], "--reason", "全部通过", "--day", "2021-12-01").code == 0
    assert ledger("strikes", "tencent-computer", "--as-of", "2021-12-01", "--json").json["measure"]
    assert ledger("strikes", "tencent-computer", "--as-of", "2021-12-02", "--json").json["measure"] is None
    assert "4 batches" in ledger("strikes", "tencent-computer", "--as-of", "2021-12-01").out
    assert ledger("strikes", "nobody").code == 4


def test_a_policy_of_one_s_own(ledger: Ledger) -> None:
    ledger("example")
    assert ledger("policy", "show").json["trigger_at"] == 4
    assert ledger("policy", "set", "--id", "strict", "--allowed", "1", "--trigger-at", "1").code == 4
    assert (
        ledger("policy", "set", "--id", "strict", "--allowed", "0", "--trigger-at", "1", "--window", "days:30").code
        == 0
    )
    assert ledger("policy", "show").json["id"] == "strict"
    assert ledger("strikes", "tencent-computer", "--as-of", "2021-11-24", "--json").json["count"] == 1


def test_the_sign_of_a_proposal(stocked: Ledger) -> None:
    stocked("policy", "set", "--id", "one", "--allowed", "0", "--trigger-at", "1")
    from tests.cli.ledger.test_cases import open_case

    case = open_case(stocked)
    stocked("case", "test", case, "--problem", "违规收集个人信息")
    done = stocked("notice", "publish", "--regulator", "miit", "--number", "1", "--case", case)
    assert "and with it: " in done.out
    (proposed,) = stocked("measure", "list", "--json").json
    assert proposed["state"] == "proposed"
    assert stocked("measure", "sign", proposed["id"], "--until-lifted", "--signed-by", "李四").code == 0
    (signed,) = stocked("measure", "list", "--json").json
    assert (signed["signed_by"], signed["last_day"]) == ("李四", None)
