from tests.cli.ledger.driver import Ledger


def test_a_report_is_triaged_once(stocked: Ledger) -> None:
    signal = stocked.id("signal", "add", "后台一直定位", "--source", "12321", "--app-name", "某应用")
    assert stocked("signal", "triage", signal, "inspect", "--remark", "可信").code == 4, "which app?"
    assert (
        stocked("signal", "triage", signal, "inspect", "--remark", "可信", "--app", "android:com.example.mou").code == 0
    )
    assert stocked("signal", "triage", signal, "dismiss", "--remark", "x").code == 4
    assert stocked("signal", "list", "--json").json == []
    assert stocked("signal", "list", "--all", "--json").json[0]["state"] == "inspect"
    assert stocked("signal", "add", " ", "--source", "12321").code == 4
