import datetime as dt

import pytest

from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.event import Refused
from kanhe.ledger.exporting.measure_text import measure_text
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.measures import MeasureLifted, MeasureProposed
from kanhe.ledger.reference_case import COMPUTER, TECHNOLOGY, FixedClock, play


def test_enterprise_counts_scope_start_end_and_gate() -> None:
    clock = FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))
    ledger = Ledger.open("sqlite://", clock)
    measure = play(ledger, clock).measure
    with ledger.read() as connection:
        text = measure_text(connection, measure)
    told = "".join(text.paragraphs)
    assert "9款产品存在违规行为，共计4批次被公开通报" in told
    assert "自2021年11月24日至2021年12月31日" in told
    assert COMPUTER in told
    assert TECHNOLOGY in told
    assert "检测合格后正常上架" in told
    assert "既有版本不受影响" in told
    assert len(text.tables[0].rows) == 4
    assert not text.draft
    ledger.act(MeasureLifted(measure, dt.date(2021, 12, 1), "全部通过检测"), "t")
    with ledger.read() as connection:
        assert "2021年12月1日解除" in measure_text(connection, measure).paragraphs[-1]
        with pytest.raises(Refused):
            measure_text(connection, "measure-99")


def test_what_is_not_signed_is_a_draft() -> None:
    ledger = Ledger.open("sqlite://", FixedClock(dt.datetime(2021, 1, 4, tzinfo=dt.UTC)))
    ledger.act(EnterpriseRegistered("某公司", id="x"), "t")
    event = MeasureProposed("enterprise", "x", "p", ("notice-1",), dt.date(2021, 1, 4), None)
    proposed = ledger.act(event, "t").event
    with ledger.read() as connection:
        text = measure_text(connection, proposed.id)  # type: ignore[attr-defined]
    assert text.draft
    assert "另行通知" in text.paragraphs[1]
