from kanhe.ledger.signals import SignalReceived, SignalTriaged
from kanhe.server.services import Services
from kanhe.server.views.signals import signal_row, signal_rows
from tests.server.regime import World, act


def test_who_waits_longest_stands_first(serving: Services, world: World) -> None:
    first = act(serving, SignalReceived("用户", "甲", "本应用"))
    second = act(serving, SignalReceived("媒体", "乙"))
    with serving.ledger.read() as connection:
        assert [s.id for s in signal_rows(connection, "waiting").items] == [first, second]
    act(serving, SignalTriaged(first, "inspect", "排队检测", world.app))
    with serving.ledger.read() as connection:
        assert [s.id for s in signal_rows(connection, "waiting").items] == [second]
        assert [s.id for s in signal_rows(connection, app=world.app).items] == [first]
        row = signal_row(connection, first)
        assert row is not None
        assert (row.state, row.app_registered, row.remark) == ("inspect", "本应用", "排队检测")
        assert signal_row(connection, "signal-0") is None
