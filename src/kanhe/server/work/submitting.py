"""An upload becomes a submission: package and documents are kept first, then app, build and submission are entered together.

When it returns, both are durable.  The same upload under the same key is one submission.  Knows no HTTP.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.knowledge.app_types import app_types
from kanhe.ledger import journal
from kanhe.ledger.apps import AppRegistered, VersionRegistered, app_id, apps, versions
from kanhe.ledger.event import Refused
from kanhe.ledger.inspections import DocumentBeside, Submitted
from kanhe.ledger.journal import KeyReused
from kanhe.ledger.ledger import Ledger, decoded
from kanhe.server.identity import Person
from kanhe.server.work.identification import Identified, identify
from kanhe.server.work.receiving import BadUpload, Received
from kanhe.server.work.storage import Storage

_YES = frozenset(("1", "true", "yes", "on"))


@dataclass(frozen=True, slots=True)
class Entered:
    """The submission that an upload became."""

    id: str
    repeated: bool = False
    """It was there before, under the same key."""


def submit(ledger: Ledger, storage: Storage, person: Person, received: Received, key: str | None) -> Entered:
    """Raises :class:`~kanhe.server.work.identification.NoPackage` for a file that is none,
    :class:`~kanhe.server.work.receiving.BadUpload` for a field that is wrong, :class:`~kanhe.ledger.event.Refused` for a
    package of somebody else's app or one that waits already, and what storage and database raise."""
    enterprise = person.enterprise
    if not enterprise:
        raise Refused(
            "该账号没有关联企业，不能提交；请联系管理员", "this account belongs to no enterprise; ask an administrator"
        )
    event = _event(received)
    with ledger.read() as connection:
        if key is not None and (known := _known(connection, person, key, event)) is not None:
            return known
    found = identify(received.package.path)
    with ledger.read() as connection:
        _must_be_own(connection, found.package_id, enterprise)
        _must_not_be_of_another(connection, received.package.sha256, app_id("android", found.package_id))
    for document in received.documents:
        storage.keep("documents", document.file.sha256, document.file.path)
    storage.keep("packages", received.package.sha256, received.package.path)
    with ledger.write() as connection:
        if key is not None and (known := _known(connection, person, key, event)) is not None:
            return known
        kind = _register(ledger, connection, person, enterprise, found)
        act = ledger.act_within(connection, _event(received, kind), person.id, key)
        entered = act.event
        assert isinstance(entered, Submitted)
        return Entered(entered.id)


def _event(received: Received, kind: str = "update") -> Submitted:
    """What is asked for.  Raises :class:`BadUpload`."""
    fields = received.fields
    app_type = fields.get("app_type") or None
    if app_type is not None and app_type not in app_types():
        raise BadUpload(422, f"没有应用类型 {app_type[:40]}", f"there is no app type {app_type[:40]}")
    urgent = fields.get("urgent", "").lower() in _YES
    reason = fields.get("reason", "").replace("\0", "")[:2000] or None
    if urgent and reason is None:
        raise BadUpload(422, "紧急提交须写明原因", "an urgent submission needs its reason")
    beside = tuple(DocumentBeside(d.role, d.file.sha256, d.file.name) for d in received.documents)
    return Submitted(received.package.sha256, kind, urgent, reason if urgent else None, "", beside, app_type)


def _known(connection: Connection, person: Person, key: str, event: Submitted) -> Entered | None:
    """The submission made under the key before.  Raises :class:`KeyReused` when it was another, or somebody else's."""
    record = journal.known(connection, key)
    if record is None:
        return None
    before = decoded(record)
    if not isinstance(before, Submitted) or record.actor != person.id:
        raise KeyReused(f"the key was used for record {record.seq}, which says something else")
    if _plain(before) != _plain(event):
        raise KeyReused(f"the key was used for record {record.seq}, which is of another upload")
    identifier = before.id or f"{Submitted.PREFIX}-{record.seq}"
    return Entered(identifier, repeated=True)


def _plain(event: Submitted) -> tuple[object, ...]:
    """What two requests must have in common to be the same; whether the app was new then is not among it."""
    return (event.sha256, event.urgent, event.reason, event.documents, event.app_type)


def _must_be_own(connection: Connection, package_id: str, enterprise: str) -> None:
    owner = connection.execute(
        sa.select(apps.c.enterprise_id).where(apps.c.id == app_id("android", package_id))
    ).scalar()
    if owner is not None and owner != enterprise:
        raise Refused(
            f"应用 {package_id} 不是贵企业登记的，不能提交；如登记有误，请联系主管部门更正",
            f"the app {package_id} is registered for another enterprise; if that is wrong, have the register corrected",
        )


def _must_not_be_of_another(connection: Connection, sha256: str, app: str) -> None:
    owner = connection.execute(sa.select(versions.c.app_id).where(versions.c.sha256 == sha256)).scalar()
    if owner is not None and owner != app:
        raise Refused("该安装包登记在另一应用名下", "this package is registered for another app")


def _register(ledger: Ledger, connection: Connection, person: Person, enterprise: str, found: Identified) -> str:
    """Enter app and build where they are new; whether the submission is of a new app or of an update."""
    app = app_id("android", found.package_id)
    _must_be_own(connection, found.package_id, enterprise)
    _must_not_be_of_another(connection, found.sha256, app)
    if not connection.execute(sa.select(apps.c.id).where(apps.c.id == app)).first():
        ledger.act_within(connection, AppRegistered(found.package_id, found.label, enterprise), person.id)
    others = connection.execute(
        sa.select(versions.c.sha256).where(versions.c.app_id == app, versions.c.sha256 != found.sha256).limit(1)
    ).first()
    if not connection.execute(sa.select(versions.c.sha256).where(versions.c.sha256 == found.sha256)).first():
        version = VersionRegistered(app, found.sha256, found.version_name, found.version_code, found.signer)
        ledger.act_within(connection, version, person.id)
    return "update" if others else "new"
