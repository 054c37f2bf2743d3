from __future__ import annotations

import base64
import datetime as dt

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.apps import apps
from kanhe.ledger.cases import cases
from kanhe.ledger.enterprises import GroupRegistered, groups
from kanhe.server.services import Services
from kanhe.server.views.paging import BadCursor, cursor, part, read_cursor

KEY = (cases.c.deadline, cases.c.opened_at, cases.c.id)


@pytest.mark.parametrize("newest_first", [False, True])
def test_parts_together_are_the_list(serving: Services, newest_first: bool) -> None:
    for n in range(7):
        serving.ledger.act(GroupRegistered(f"集团{n}", f"g{n}"), "tests")
    seen: list[str] = []
    after = None
    with serving.ledger.read() as connection:
        while True:
            query = sa.select(groups.c.id)
            found = part(connection, query, (groups.c.id,), lambda row: str(row.id), after, 3, newest_first)
            seen += found.items
            after = found.next
            if after is None:
                break
    expected = [f"g{n}" for n in range(7)]
    assert seen == (expected[::-1] if newest_first else expected)


def test_what_is_added_meanwhile_moves_nothing(serving: Services) -> None:
    for name in ("b", "d", "f"):
        serving.ledger.act(GroupRegistered(name, name), "tests")

    def ask(after: str | None) -> tuple[tuple[str, ...], str | None]:
        with serving.ledger.read() as connection:
            query = sa.select(groups.c.id)
            found = part(connection, query, (groups.c.id,), lambda r: str(r.id), after, 2)
        return found.items, found.next

    first, after = ask(None)
    serving.ledger.act(GroupRegistered("a", "a"), "tests")
    assert (first, ask(after)[0]) == (("b", "d"), ("f",))


@given(
    st.dates(dt.date(1, 1, 1)), st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2200, 1, 1), timezones=st.just(dt.UTC)),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
)  # fmt: skip
def test_a_cursor_gives_back_its_key(day: dt.date, at: dt.datetime, name: str) -> None:
    assert read_cursor(cursor((day, at, name)), KEY) == (day, at, name)


@given(st.text())
def test_what_is_no_cursor(text: str) -> None:
    try:
        read_cursor(text, KEY)
    except BadCursor:
        return
    assert len(read_cursor(text, KEY)) == len(KEY)


@pytest.mark.parametrize(
    "plain",
    ['["2026-01-01", 1]', '["x", 1, "c"]', '["2026-01-01", true, "c"]', f'["2026-01-01", {2**70}, "c"]',
     '["2026-01-01", 1, "\\u0000"]', '["2026-01-01", 1, "\\ud800"]', '["2026-01-01", 1, 5]', "{}", "[" * 5000],
)  # fmt: skip
def test_keys_that_fit_no_column(plain: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(base64.urlsafe_b64encode(plain.encode()).decode(), KEY)


def test_another_list_s_cursor_is_none_of_this() -> None:
    with pytest.raises(BadCursor):
        read_cursor(cursor(("a", "b")), (apps.c.id,))
