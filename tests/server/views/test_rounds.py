import datetime as dt

from kanhe.ledger.cases import Retested
from kanhe.ledger.figures import FiguresPublished
from kanhe.ledger.notices import NoticeRowWithdrawn
from kanhe.server.services import Services
from kanhe.server.views.rounds import published_figures, reached, round_rows
from tests.server.regime import World, act


def test_how_far_each_round_came(serving: Services, world: World) -> None:
    act(serving, Retested(world.ordered, "1.1", True, "R"))
    with serving.ledger.read() as connection:
        told = {r.round: (r.sampled, r.tested, r.ordered, r.named, r.delisted, r.open) for r in round_rows(connection)}
        assert told == {"2026-1": (2, 1, 0, 0, 0, 2), "2026-2": (2, 2, 2, 0, 0, 1), "2026-3": (1, 1, 1, 1, 0, 1)}
        assert [r.round for r in round_rows(connection, "miit", "2026-3")] == ["2026-3"]
        assert round_rows(connection, "cac") == ()
        assert reached(connection, "ordered") == {world.ordered, world.other_ordered, world.noticed}
        assert reached(connection, "named") == {world.noticed}
        assert reached(connection, "delisted") == set()
    act(serving, NoticeRowWithdrawn(world.notice, 1, "误报"))
    with serving.ledger.read() as connection:
        assert sum(r.named for r in round_rows(connection)) == 0


def test_published_figures(serving: Services) -> None:
    act(serving, FiguresPublished("miit", 1, 10, dt.date(2021, 1, 22), "公报", 620_000, None, 683))
    with serving.ledger.read() as connection:
        (row,) = published_figures(connection)
        assert (row.tested, row.ordered, row.named) == (620_000, None, 683)
        assert published_figures(connection, "cac") == ()
