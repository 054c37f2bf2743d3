from kanhe.ledger.notices import NoticePublished, NoticeRow, NoticeRowMatched, NoticeRowWithdrawn
from kanhe.server.services import Services
from kanhe.server.views.batches import apps_of, batch_rows, batch_view, next_numbers
from tests.server.conftest import ENTERPRISE, OTHER_ENTERPRISE
from tests.server.regime import World, act


def test_rows_matched_unmatched_withdrawn(serving: Services, world: World) -> None:
    day = serving.ledger.today()
    rows = (
        NoticeRow("某应用", "谁也不是", "商店", "1", ("问题一", "问题二"), 1),
        NoticeRow("本应用", "本企业", number=2),
    )
    notice = act(serving, NoticePublished("miit", day.year, 7, day, rows, "通报", 44))
    with serving.ledger.read() as connection:
        view = batch_view(connection, notice)
        assert view is not None
        assert (view.notice.rows, view.notice.unmatched, view.notice.withdrawn) == (2, 1, 0)
        assert [(r.enterprise, r.problems) for r in view.rows] == [(None, ("问题一", "问题二")), (ENTERPRISE, ())]
        assert [b.id for b in batch_rows(connection, unmatched=True).items] == [notice]
        assert next_numbers(connection, "miit", day.year) == (8, 45)
        assert next_numbers(connection, "cac", day.year) == (1, None)
        assert apps_of(connection, OTHER_ENTERPRISE) == ((world.other_app, "他应用"),)
    act(serving, NoticeRowMatched(notice, 1, OTHER_ENTERPRISE))
    act(serving, NoticeRowWithdrawn(notice, 2, "误报"))
    with serving.ledger.read() as connection:
        view = batch_view(connection, notice)
        assert view is not None
        assert (view.notice.rows, view.notice.unmatched, view.notice.withdrawn) == (1, 0, 1)
        assert [r.withdrawn for r in view.rows] == [False, True]
        assert batch_rows(connection, unmatched=True).items == ()


def test_by_year_and_regulator(serving: Services, world: World) -> None:
    year = serving.ledger.today().year
    with serving.ledger.read() as connection:
        assert [b.id for b in batch_rows(connection, year, "miit").items] == [world.notice]
        assert batch_rows(connection, year - 1).items == batch_rows(connection, regulator="cac").items == ()
        assert batch_view(connection, "notice-0") is None
