import pytest

from kanhe.ledger import journal
from kanhe.ledger.cases import RectificationOrdered
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.order_text import order_text
from kanhe.server.services import Services
from kanhe.server.views.foretold import REFERENCE, foretold
from tests.server.regime import World


def head(serving: Services) -> object:
    with serving.ledger.read() as connection:
        return journal.verify(connection)


def test_the_text_as_it_will_be_and_no_record(serving: Services, world: World) -> None:
    before = head(serving)
    event = RectificationOrdered(world.tested, working_days=5, contact="张三 010-1")
    text = foretold(serving.ledger, event, "tests", lambda c, act: order_text(c, world.tested))
    assert head(serving) == before
    assert (text.draft, text.reference) == (True, REFERENCE)
    serving.ledger.act(event, "tests")
    with serving.ledger.read() as connection:
        issued = order_text(connection, world.tested)
    assert (text.paragraphs, text.tables, text.addressee) == (issued.paragraphs, issued.tables, issued.addressee)


def test_refused_when_the_act_would_be(serving: Services, world: World) -> None:
    event = RectificationOrdered(world.sampled, working_days=5)
    with pytest.raises(Refused, match="cannot become ordered"):
        foretold(serving.ledger, event, "tests", lambda c, act: order_text(c, world.sampled))
