from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.cases import retests
from kanhe.ledger.schema import metadata
from kanhe.server.views.keyset import Key, Page, page_of, read_key

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(3000, 1, 1)), st.text(min_size=1, max_size=20), st.booleans())
def test_a_key_survives_an_address(at: dt.datetime, identifier: str, newer: bool) -> None:
    key = Key(at.replace(tzinfo=dt.UTC), identifier, newer)
    assert read_key(str(key)) == key


@given(st.text(max_size=40))
def test_anything_else_is_the_first_page(text: str) -> None:
    key = read_key(text)
    assert key is None or read_key(str(key)) == key


@pytest.mark.parametrize("text", [None, "", "x1-a", "o-a", "o1-", "o１-a", "o" + "9" * 18 + "-a"])
def test_a_broken_key_is_the_first_page(text: str | None) -> None:
    assert read_key(text) is None


@given(
    st.lists(st.integers(0, 6), max_size=25), st.integers(1, 7)
)  # moments that fall together are told apart by their ids
def test_walking_there_and_back_meets_every_row_once(moments: list[int], limit: int) -> None:
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine, [retests])
    rows = [(f"r{n:02}", START + dt.timedelta(seconds=m)) for n, m in enumerate(moments)]
    with engine.begin() as connection:
        for identifier, at in rows:
            values = {"case_id": "c", "version_name": "1", "passed": True, "report": ""}
            connection.execute(retests.insert().values(id=identifier, at=at, **values))

        def at(key: Key | None) -> Page[object]:
            query = sa.select(retests.c.id, retests.c.at)
            return page_of(connection, query, retests.c.at, retests.c.id, key, limit)

        expected = [r[0] for r in sorted(rows, key=lambda r: (r[1], r[0]), reverse=True)]
        there, pages = [], [at(None)]
        while pages[-1].older is not None:
            pages.append(at(pages[-1].older))
        there = [row.id for page in pages for row in page.rows]  # type: ignore[attr-defined]
        assert there == expected
        assert pages[0].newer is None
        back = pages[-1]
        seen = list(back.rows)
        while back.newer is not None:
            back = at(back.newer)
            seen = [*back.rows, *seen]
        assert [row.id for row in seen] == expected  # type: ignore[attr-defined]
