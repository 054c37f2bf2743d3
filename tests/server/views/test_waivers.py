import datetime as dt

from kanhe.ledger.waivers import WaiverDecided, WaiverRequested
from kanhe.server.services import Services
from kanhe.server.views.waivers import waiver_row, waiver_rows
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import World, act


def test_waivers_of_whom_in_which_state(serving: Services, world: World) -> None:
    today = serving.ledger.today()
    asked = act(serving, WaiverRequested(world.app, "READ_CONTACTS", "备份", "甲"))
    other = act(serving, WaiverRequested(world.other_app, "READ_SMS", "验证码", "乙"))
    act(serving, WaiverDecided(asked, True, "丙", today + dt.timedelta(days=3)))
    with serving.ledger.read() as connection:
        assert {w.id for w in waiver_rows(connection, today).items} == {asked, other}
        assert [w.id for w in waiver_rows(connection, today, ENTERPRISE).items] == [asked]
        assert [w.id for w in waiver_rows(connection, today, state="requested").items] == [other]
        assert [w.id for w in waiver_rows(connection, today, holds=True).items] == [asked]
        assert waiver_rows(connection, today + dt.timedelta(days=4), holds=True).items == ()
        assert waiver_rows(connection, today, app=world.app, state="refused").items == ()
        row = waiver_row(connection, asked, today)
        assert row is not None
        assert (row.holds, row.decided_by, row.app_name) == (True, "丙", "本应用")
        assert waiver_row(connection, asked, today, OTHER_ENTERPRISE) is None
        assert waiver_row(connection, "waiver-0", today) is None
