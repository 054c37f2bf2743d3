"""Finding things by name, id or hash, among those that a person may see.

What is public everyone finds; a developer also what is its enterprise's, a store what it asked the gate and was ordered, those
who inspect, supervise or audit everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import apps, versions
from kanhe.ledger.cases import cases
from kanhe.ledger.delistings import delisting_stores, delistings
from kanhe.ledger.enterprises import enterprise_names, enterprises, plain_name
from kanhe.ledger.gate.records import decisions
from kanhe.ledger.inspections import inspections, submissions
from kanhe.ledger.measures import measures
from kanhe.ledger.notice_tables import notice_rows, notices
from kanhe.server.identity import Person
from kanhe.server.views.public import of_app

Kind = Literal["app", "enterprise", "notice", "case", "submission", "inspection", "delisting", "measure", "decision"]
SEES_ALL = frozenset(("inspector", "supervisor", "auditor"))
LIMIT = 20
"""Of each kind."""
SHORTEST_HASH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A thing: what to call it, what else tells it apart, and its state if it has one."""

    kind: Kind
    id: str
    name: str
    detail: str = ""
    state: str | None = None
    own: bool = False
    """Of the developer who searches: it has more than what is public."""
    inspection: str | None = None
    """What a submission led to."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by kind; ``more``: kinds of which there is more than is shown."""

    found: tuple[Found, ...]
    more: frozenset[str] = frozenset()


def search(connection: Connection, person: Person | None, text: str) -> Results:
    """Things whose name holds the text, whose id is the text, or whose package hash begins with it."""
    wanted = " ".join(text.split())
    if not wanted:
        return Results(())
    found: list[Found] = []
    more = set()
    for kind in _kinds(connection, person, wanted):
        found += kind[:LIMIT]
        if len(kind) > LIMIT:
            more.add(kind[0].kind)
    return Results(tuple(found), frozenset(more))


def _kinds(connection: Connection, person: Person | None, text: str) -> Iterator[list[Found]]:
    yield _apps(connection, person, text)
    yield _enterprises(connection, person, text)
    yield _notices(connection, text)
    if person is None:
        return
    if person.role in SEES_ALL or person.role == "developer":
        yield _cases(connection, person, text)
        yield _submissions(connection, person, text)
        yield _inspections(connection, person, text)
    if person.role in SEES_ALL or person.role == "store":
        yield _delistings(connection, person, text)
        yield _decisions(connection, person, text)
    if person.role in ("supervisor", "auditor"):
        yield _measures(connection, text)


def _like(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    return column.icontains(text, autoescape=True)


def _hash(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    """The column begins with the text, when that may be a hash."""
    digits = text.rstrip("…").lower()
    if len(digits) < SHORTEST_HASH or any(d not in "0123456789abcdef" for d in digits):
        return sa.false()
    return column.startswith(digits, autoescape=True)


def _of_apps(person: Person | None) -> sa.ColumnElement[bool]:
    """Which apps a person may find: all, or the public ones and its own."""
    if person is not None and person.role in SEES_ALL:
        return sa.true()
    a = apps.c
    named = sa.select(notice_rows.c.notice_id).where(of_app(a.id, a.name, a.enterprise_id)).correlate(apps).exists()
    down = sa.select(delistings.c.id).where(delistings.c.app_id == a.id).correlate(apps).exists()
    public = sa.or_(named, down)
    if person is not None and person.role == "developer" and person.enterprise:
        return sa.or_(public, a.enterprise_id == person.enterprise)
    return public


def _apps(connection: Connection, person: Person | None, text: str) -> list[Found]:
    a = apps.c
    hashed = sa.select(versions.c.app_id).where(_hash(versions.c.sha256, text))
    query = (
        sa.select(a.id, a.name, enterprises.c.name.label("owner"), a.package_id, a.enterprise_id)
        .join(enterprises, enterprises.c.id == a.enterprise_id)
        .where(
            _of_apps(person),
            sa.or_(_like(a.name, text), _like(a.package_id, text), a.id == text, a.id.in_(hashed)),
        )
        .order_by(a.name, a.id)
        .limit(LIMIT + 1)
    )  # fmt: skip
    own = person.enterprise if person is not None else None
    return [
        Found("app", row.id, row.name, f"{row.package_id} · {row.owner}", own=row.enterprise_id == own)
        for row in connection.execute(query)
    ]


def _enterprises(connection: Connection, person: Person | None, text: str) -> list[Found]:
    e, n = enterprises.c, enterprise_names.c
    plain = plain_name(text)
    written = sa.select(n.enterprise_id).where(n.plain.contains(plain, autoescape=True)) if plain else None
    matches = [e.id == text, e.credit_code == text]
    if written is not None:
        matches.append(e.id.in_(written))
    query = sa.select(e.id, e.name, e.credit_code).where(sa.or_(*matches)).order_by(e.name, e.id).limit(LIMIT + 1)
    if person is None or person.role not in SEES_ALL:
        named = sa.select(notice_rows.c.notice_id).where(notice_rows.c.enterprise_id == e.id).correlate(enterprises)
        own = person.enterprise if person is not None and person.role == "developer" else None
        query = query.where(sa.or_(named.exists(), e.id == own) if own else named.exists())
    return [Found("enterprise", row.id, row.name, row.credit_code or "") for row in connection.execute(query)]


def _notices(connection: Connection, text: str) -> list[Found]:
    n, r = notices.c, notice_rows.c
    rows = sa.select(r.notice_id).where(r.withdrawn.is_(None), sa.or_(_like(r.name, text), _like(r.developer, text)))
    query = (
        sa.select(n.id, n.title, n.published)
        .where(sa.or_(_like(n.title, text), n.id == text, n.id.in_(rows)))
        .order_by(n.published.desc(), n.id)
        .limit(LIMIT + 1)
    )
    return [Found("notice", row.id, row.title, row.published.isoformat()) for row in connection.execute(query)]


def _own(query: sa.Select[Any], person: Person) -> sa.Select[Any]:
    """Of a developer, the apps of its enterprise only."""
    if person.role != "developer":
        return query
    return query.where(apps.c.enterprise_id == (person.enterprise or ""))


def _named(text: str) -> sa.ColumnElement[bool]:
    return sa.or_(_like(apps.c.name, text), _like(apps.c.package_id, text))


def _cases(connection: Connection, person: Person, text: str) -> list[Found]:
    c = cases.c
    query = (
        sa.select(c.id, apps.c.name, c.version_name, c.source, c.round, c.state)
        .join(apps, apps.c.id == c.app_id)
        .where(sa.or_(c.id == text, _named(text)))
        .order_by(c.changed_at.desc(), c.id)
        .limit(LIMIT + 1)
    )
    return [
        Found("case", row.id, f"{row.name} {row.version_name}", f"{row.source} · {row.round}", row.state)
        for row in connection.execute(_own(query, person))
    ]


def _submissions(connection: Connection, person: Person, text: str) -> list[Found]:
    s, v = submissions.c, versions.c
    query = (
        sa.select(s.id, apps.c.name, v.version_name, s.sha256, s.state, s.inspection_id)
        .join(versions, v.sha256 == s.sha256)
        .join(apps, apps.c.id == v.app_id)
        .where(sa.or_(s.id == text, _hash(s.sha256, text), _named(text)))
        .order_by(s.submitted_at.desc(), s.id)
        .limit(LIMIT + 1)
    )
    return [
        Found(
            "submission", row.id, f"{row.name} {row.version_name}", row.sha256, row.state, inspection=row.inspection_id
        )
        for row in connection.execute(_own(query, person))
    ]


def _inspections(connection: Connection, person: Person, text: str) -> list[Found]:
    i, v = inspections.c, versions.c
    query = (
        sa.select(i.id, apps.c.name, v.version_name, i.sha256, i.verdict)
        .join(versions, v.sha256 == i.sha256)
        .join(apps, apps.c.id == v.app_id)
        .where(sa.or_(i.id == text, i.evidence_sha256 == text.lower(), _hash(i.sha256, text)))
        .order_by(i.recorded_at.desc(), i.id)
        .limit(LIMIT + 1)
    )
    return [
        Found("inspection", row.id, f"{row.name} {row.version_name}", row.sha256, row.verdict)
        for row in connection.execute(_own(query, person))
    ]


def _delistings(connection: Connection, person: Person, text: str) -> list[Found]:
    d, s = delistings.c, delisting_stores.c
    query = (
        sa.select(d.id, apps.c.name, d.version_name, d.reason, d.restored_at)
        .join(apps, apps.c.id == d.app_id)
        .where(sa.or_(d.id == text, _named(text)))
        .order_by(d.ordered_at.desc(), d.id)
        .limit(LIMIT + 1)
    )
    if person.role == "store":
        query = query.where(d.id.in_(sa.select(s.delisting_id).where(s.store == (person.store or ""))))
    return [
        Found(
            "delisting", row.id, f"{row.name} {row.version_name or ''}".strip(), row.reason,
            "restored" if row.restored_at else "delisted",
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _decisions(connection: Connection, person: Person, text: str) -> list[Found]:
    d = decisions.c
    query = (
        sa.select(d.id, d.package_id, d.version, d.store, d.outcome)
        .where(sa.or_(d.id == text, _hash(d.sha256, text), d.package_id == text))
        .order_by(d.at.desc(), d.id)
        .limit(LIMIT + 1)
    )
    if person.role == "store":
        query = query.where(d.store == (person.store or ""))
    return [
        Found("decision", row.id, f"{row.package_id} {row.version}", row.store, row.outcome)
        for row in connection.execute(query)
    ]


def _measures(connection: Connection, text: str) -> list[Found]:
    m = measures.c
    query = sa.select(m.id, m.owner_id, m.first_day, m.last_day, m.state).where(
        sa.or_(m.id == text, m.owner_id == text)
    )
    return [
        Found("measure", row.id, row.owner_id, f"{row.first_day} – {row.last_day or ''}", row.state)
        for row in connection.execute(query.order_by(m.first_day.desc(), m.id).limit(LIMIT + 1))
    ]
