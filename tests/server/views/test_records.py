from kanhe.ledger.cases import CaseOpened, CaseTested, RectificationOrdered
from kanhe.server.services import Services
from kanhe.server.views.records import history
from tests.server.regime import World

KINDS = (CaseOpened, CaseTested, RectificationOrdered)


def test_the_records_of_one_thing_in_order(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        told = history(connection, KINDS, case=world.ordered, id=world.ordered)
        assert [e.kind for e in told] == ["case-opened", "case-tested", "rectification-ordered"]
        assert [e.seq for e in told] == sorted(e.seq for e in told)
        assert [e.kind for e in history(connection, (CaseTested,), case=world.ordered)] == ["case-tested"]
        assert history(connection, KINDS, case="case-0") == ()


def test_an_id_that_another_begins_with_is_another(serving: Services, world: World) -> None:
    with serving.ledger.read() as connection:
        assert history(connection, KINDS, case=world.ordered[:-1]) == ()
        assert history(connection, KINDS, case="%") == ()
