"""The ledger: acts in, records and tables out.  One act is one transaction, idempotent by the client's key.

Knows how an act is carried through; what each kind of event means stands in the modules of the subjects.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError

from kanhe.ledger import journal
from kanhe.ledger.event import Event, Refused
from kanhe.ledger.journal import KeyReused, Record
from kanhe.ledger.kinds import KINDS
from kanhe.ledger.store import open_store, prepare
from kanhe.ledger.workdays import day_of

Clock = Callable[[], dt.datetime]

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The null character as JSON writes it; PostgreSQL holds none in a text."""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Act:
    """What became of an act: its records, the first the one asked for, the others what followed by rule."""

    records: tuple[Record, ...]
    repeated: bool = False
    """The same act was carried out before under the same key; nothing was written now."""

    @property
    def event(self) -> Event:
        """The event asked for, with the id it got."""
        return decoded(self.records[0])

    @property
    def followed(self) -> tuple[Event, ...]:
        return tuple(decoded(r) for r in self.records[1:])


def decoded(record: Record) -> Event:
    """The event of a record.  Raises ``KeyError`` for a kind this version does not know."""
    return KINDS[record.kind].of(record.body)


class Ledger:
    """A ledger in a database."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self.engine = engine
        self._clock = clock

    def moment(self) -> dt.datetime:
        """What a record made now would bear."""
        return self._clock()

    def today(self) -> dt.date:
        """The day in Beijing."""
        return day_of(self.moment())

    @classmethod
    def open(cls, url: str, clock: Clock = now) -> Ledger:
        """Open the ledger at a database URL, making its tables when there are none."""
        engine = open_store(url)
        prepare(engine)
        return cls(engine, clock)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on which everything is read as of one moment."""
        with self.engine.connect() as connection:
            if connection.dialect.name != "sqlite":  # whose transactions always read so
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the head's lock: what is read in it cannot change before it ends.  Raises
        :class:`~kanhe.ledger.event.Refused` for what no database can hold: too long, too great, no text."""
        try:
            with self.engine.connect().execution_options(kanhe_writes=True) as connection, connection.begin():
                journal.lock(connection)
                yield connection
        except (DataError, OverflowError, UnicodeEncodeError) as error:
            raise Refused("内容超出台账可存的范围", "a value is longer or greater than the ledger can hold") from error

    def act(self, event: Event, actor: str, key: str | None = None) -> Act:
        """Carry out an act.  Raises :class:`~kanhe.ledger.event.Refused`, or :class:`KeyReused`."""
        with self.write() as connection:
            return self.act_within(connection, event, actor, key)

    def act_within(self, connection: Connection, event: Event, actor: str, key: str | None = None) -> Act:
        """Carry out an act in a transaction of :meth:`write`, with what else is done there."""
        if key is not None and (known := journal.known(connection, key)) is not None:
            return _repeated(connection, known, event, actor)
        last, _ = journal.lock(connection)
        return Act(tuple(self._carry(connection, event, actor, key, last)))

    def _carry(
        self, connection: Connection, event: Event, actor: str, key: str | None, last: int
    ) -> Iterator[Record]:  # fmt: skip
        at = self._clock()
        waiting = [event]
        seq = act = last + 1
        while waiting:
            fresh = named(waiting.pop(0), seq).settled(at)
            fresh.check(connection, at)
            if _NUL.search(journal.canonical(fresh.body())):
                raise Refused("文字中有空字符", "a text has a null character in it")
            record = journal.append(
                connection, fresh.KIND, actor if seq == act else "kanhe", fresh.body(), at,
                key if seq == act else None, act,
            )  # fmt: skip
            fresh.apply(connection, record)
            waiting.extend(fresh.follow(connection, record))
            yield record
            seq += 1


def named(event: Event, seq: int) -> Event:
    """The event with an id: the one it has, or one made of its number."""
    if event.PREFIX is None or getattr(event, "id", None):
        return event
    return replace(event, id=f"{event.PREFIX}-{seq}")  # type: ignore[call-arg]


def _repeated(connection: Connection, known: Record, event: Event, actor: str) -> Act:
    """The earlier act, if it was the same one."""
    same = named(event, known.seq).settled(known.at)
    # The known record may be of a version that knew fewer fields: it is read, not compared as text.
    before = decoded(known)
    if (known.actor, journal.canonical(before.body())) != (
        actor,
        journal.canonical(same.body()),
    ) or known.kind != same.KIND:
        raise KeyReused(f"the key was used for record {known.seq}, which says something else")
    return Act(journal.act_records(connection, known.act), repeated=True)
