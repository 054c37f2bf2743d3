"""What tests enter in a ledger again and again."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TypeVar

import pytest

from kanhe.ledger.apps import AppRegistered, VersionRegistered
from kanhe.ledger.cases import CaseOpened, CaseTested, Problem, RectificationOrdered
from kanhe.ledger.enterprises import EnterpriseRegistered
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.ledger import Act, Ledger
from kanhe.ledger.notices import NoticePublished, NoticeRow

E = TypeVar("E", bound=Event)
APP = "android:com.example.one"


def act(ledger: Ledger, event: Event, key: str | None = None) -> Act:
    return ledger.act(event, "tester", key)


def done(ledger: Ledger, event: E) -> E:
    """Carry out, and give the event with its id."""
    found = act(ledger, event).event
    assert isinstance(found, type(event))
    return found


def refused(ledger: Ledger, event: Event, sentence: str) -> None:
    """The act is refused with a sentence in both languages, and writes nothing."""
    before = height(ledger)
    with pytest.raises(Refused, match=sentence) as told:
        act(ledger, event)
    assert told.value.zh
    assert height(ledger) == before


def height(ledger: Ledger) -> tuple[int, str]:
    """Number and hash of the last record."""
    from kanhe.ledger import journal

    with ledger.read() as connection:
        found = journal.verify(connection)
    assert isinstance(found, journal.Verified)
    return found.records, found.hash


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def enterprise(ledger: Ledger, name: str = "甲公司", **more: object) -> str:
    return done(ledger, EnterpriseRegistered(name, **more)).id  # type: ignore[arg-type]


def app(ledger: Ledger, package_id: str = "com.example.one", owner: str | None = None) -> str:
    """An app of an enterprise, which is registered when left out."""
    return done(ledger, AppRegistered(package_id, "一号", owner or enterprise(ledger))).id


def build(ledger: Ledger, of: str, version: str = "1.0", signer: str | None = None) -> str:
    """A version of an app; its package hash."""
    return done(ledger, VersionRegistered(of, sha(f"{of} {version}"), version, signer=signer)).sha256


def case(ledger: Ledger, of: str, state: str = "sampled", source: str = "store-a") -> str:
    """A case that was led to a state: sampled, tested or ordered."""
    found = done(ledger, CaseOpened(of, "1.0", source, "miit", "2021-1")).id
    if state in ("tested", "ordered"):
        act(ledger, CaseTested(found, (Problem("违规收集个人信息", "IMEI"),)))
    if state == "ordered":
        act(ledger, RectificationOrdered(found, working_days=5))
    return found


def notice(
    ledger: Ledger, number: int, day: dt.date, *rows: NoticeRow, regulator: str = "miit", look_back: bool = False
) -> Act:  # fmt: skip
    """A batch of the day's year."""
    title = f"通报（{day.year}年第{number}批）"
    return act(ledger, NoticePublished(regulator, day.year, number, day, rows, title, look_back=look_back))
