import datetime as dt

from kanhe.ledger.ledger import Ledger
from kanhe.ledger.waivers import WaiverDecided, WaiverRequested, WaiverRevoked, waived
from tests.ledger.entries import APP, act, app, done, refused

UNTIL = dt.date(2021, 12, 31)
PERMISSION = "android.permission.READ_CALL_LOG"


def request(ledger: Ledger) -> str:
    return done(ledger, WaiverRequested(APP, PERMISSION, "反欺诈", "李四")).id


def holds(ledger: Ledger, day: dt.date = UNTIL) -> list[str]:
    with ledger.read() as connection:
        return [w.permission for w in waived(connection, APP, day)]


def test_approved_until_a_day(ledger: Ledger) -> None:
    app(ledger)
    waiver = request(ledger)
    assert holds(ledger) == []
    act(ledger, WaiverDecided(waiver, True, "王五", UNTIL))
    assert holds(ledger) == [PERMISSION]
    assert holds(ledger, UNTIL + dt.timedelta(days=1)) == []
    act(ledger, WaiverRevoked(waiver, "政策变化"))
    assert holds(ledger) == []
    refused(ledger, WaiverRevoked(waiver, "又"), "is revoked")


def test_refused_gives_nothing(ledger: Ledger) -> None:
    app(ledger)
    waiver = request(ledger)
    act(ledger, WaiverDecided(waiver, False, "王五", UNTIL))
    assert holds(ledger) == []
    refused(ledger, WaiverDecided(waiver, True, "王五", UNTIL), "is refused")
    refused(ledger, WaiverRevoked(waiver, "r"), "is refused")


def test_what_is_not_to_be_waived(ledger: Ledger) -> None:
    app(ledger)
    waiver = request(ledger)
    refused(ledger, WaiverDecided(waiver, True, "李四", UNTIL), "who asks does not approve")
    refused(ledger, WaiverDecided(waiver, True, "王五"), "needs a day on which it ends")
    refused(ledger, WaiverDecided(waiver, True, "王五", dt.date(2021, 10, 31)), "passed")
    refused(ledger, WaiverDecided("x", True, "王五", UNTIL), "no waiver x")
    refused(ledger, WaiverRequested(APP, PERMISSION, " ", "李四"), "needs its reason")
    refused(ledger, WaiverRequested("android:x", PERMISSION, "r", "李四"), "no app")
    refused(ledger, WaiverRequested(APP, PERMISSION, "r", "李四", waiver), "taken already")
