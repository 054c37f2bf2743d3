from tests.cli.ledger.driver import Ledger

APP = "android:com.example.mou"


def test_what_each_store_has_to_do(stocked: Ledger) -> None:
    order = stocked.id("delist", APP, "--store", "a", "--store", "b", "--reason", "仿冒", "--version", "1.0")
    assert len(stocked("outstanding", "--json").json) == 2
    assert stocked("ack", order, "a", "--by", "王五").code == 0
    assert stocked("ack", order, "a").code == 4
    assert stocked("ack", order, "c").code == 4
    assert [r["store"] for r in stocked("outstanding", "--json").json] == ["b"]
    assert stocked("outstanding", "--store", "a", "--json").json == []
    assert stocked("restore", order, "--retest", "retest-9").code == 4
    assert stocked("delist", APP, "--reason", "x").code == 3
