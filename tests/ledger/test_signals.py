import pytest
import sqlalchemy as sa

from kanhe.ledger.ledger import Ledger
from kanhe.ledger.signals import SignalReceived, SignalTriaged, signals
from tests.ledger.entries import APP, act, app, done, refused


def test_a_report_waits_and_is_triaged(ledger: Ledger) -> None:
    app(ledger)
    signal = done(ledger, SignalReceived("12321", "打开就读通讯录", "一号")).id
    refused(ledger, SignalTriaged(signal, "inspect", "属实"), "which app")
    act(ledger, SignalTriaged(signal, "inspect", "属实", APP))
    with ledger.read() as connection:
        row = connection.execute(sa.select(signals)).one()
    assert (row.state, row.app_id, row.remark, row.app_name) == ("inspect", APP, "属实", "一号")
    refused(ledger, SignalTriaged(signal, "dismiss", "又"), "is inspect")


@pytest.mark.parametrize("decision", ["duplicate", "dismiss"])
def test_what_leads_nowhere_needs_no_app(ledger: Ledger, decision: str) -> None:
    act(ledger, SignalTriaged(done(ledger, SignalReceived("微博", "x")).id, decision, "r"))


def test_a_report_that_names_its_app_is_ready(ledger: Ledger) -> None:
    signal = done(ledger, SignalReceived("12321", "x", app=app(ledger))).id
    act(ledger, SignalTriaged(signal, "inspect", ""))


def test_what_is_no_report(ledger: Ledger) -> None:
    refused(ledger, SignalReceived("12321", " \n"), "is empty")
    refused(ledger, SignalReceived("12321", "x", app="android:x"), "no app")
    signal = done(ledger, SignalReceived("12321", "x")).id
    refused(ledger, SignalReceived("12321", "x", id=signal), "taken already")
    refused(ledger, SignalTriaged(signal, "forget", "r"), "no decision forget")
    refused(ledger, SignalTriaged(signal, "inspect", "r", "android:x"), "no app")
    refused(ledger, SignalTriaged("x", "dismiss", "r"), "no signal x")
