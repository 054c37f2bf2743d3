from tests.cli.ledger.driver import Ledger


def test_names_groups_and_moves(stocked: Ledger) -> None:
    group = stocked.id("enterprise", "group", "某集团")
    assert stocked("enterprise", "move", "mou", "--group", group).code == 0
    assert stocked("enterprise", "alias", "mou", "Mou Co., Ltd").code == 0
    assert stocked("enterprise", "alias", "mou", "ＭＯＵ　Co., Ltd").code == 4, "the same name, spelled wider"
    (row,) = stocked("enterprise", "list", "mou co", "--json").json
    assert (row["id"], row["group"], row["aliases"]) == ("mou", group, ["Mou Co., Ltd"])
    assert "某公司" in stocked("enterprise", "list").out
    assert stocked("enterprise", "move", "mou").code == 0
    assert stocked("enterprise", "list", "--json").json[0]["group"] is None


def test_a_credit_code_is_checked(ledger: Ledger) -> None:
    assert ledger("enterprise", "add", "甲", "--credit-code", "91440300708461136T").code == 0
    assert ledger("enterprise", "add", "乙", "--credit-code", "91440300708461136X").code == 4
