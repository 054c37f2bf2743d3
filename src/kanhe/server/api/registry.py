"""``/v1/apps``, ``/v1/versions`` and ``/v1/listings``: apps of enterprises, their builds by hash, and what stores list."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from kanhe.ledger.apps import AppCorrected, AppRegistered, VersionListed, VersionRegistered, VersionUnlisted
from kanhe.server.access import NotThere, allow
from kanhe.server.api.parts import After, Body, Done, Id, Key, Limit, Line, PathId, Prose, Sha256, carry_out
from kanhe.server.identity import Person
from kanhe.server.services import Serving
from kanhe.server.views.paging import Part
from kanhe.server.views.registry import AppView, RegisteredApp, app_rows, app_view

router = APIRouter(prefix="/v1", tags=["apps"])

Reader = Annotated[Person, allow("inspector", "supervisor", "auditor", "developer")]
Registrar = Annotated[Person, allow("supervisor")]
Store = Annotated[Person, allow("store")]


class NewApp(Body):
    package_id: Line
    name: Line
    enterprise: Id
    platform: Literal["android", "ios", "harmony", "wechat"] = "android"
    filing_number: Line | None = None


class Correction(Body):
    """What was wrong; fields left out stay."""

    reason: Prose
    name: Line | None = None
    enterprise: Id | None = None
    filing_number: Line | None = None


class NewVersion(Body):
    app: Id
    sha256: Sha256
    version_name: Line
    version_code: Annotated[int | None, Field(ge=0, le=2**62)] = None
    signer: Sha256 | None = None
    """SHA-256 of the signing certificate."""


class Listing(Body):
    sha256: Sha256


@router.get("/apps")
def list_apps(
    serving: Serving, person: Reader, text: Annotated[str | None, Query(max_length=255)] = None,
    enterprise: Annotated[str | None, Query(max_length=64)] = None, after: After = None, limit: Limit = 50,
) -> Part[RegisteredApp]:  # fmt: skip
    """Apps by id; a developer sees its own enterprise's."""
    own = (person.enterprise or "") if person.role == "developer" else enterprise
    with serving.ledger.read() as connection:
        return app_rows(connection, text, own, after, limit)


@router.get("/apps/{app}")
def read_app(serving: Serving, person: Reader, app: PathId) -> AppView:
    """One app with its builds, their last inspections and where they are listed."""
    own = (person.enterprise or "") if person.role == "developer" else None
    with serving.ledger.read() as connection:
        found = app_view(connection, app, own)
    if found is None:
        raise NotThere(f"没有应用 {app}", f"there is no app {app}")
    return found


@router.post("/apps", status_code=201)
def register_app(serving: Serving, person: Registrar, body: NewApp, key: Key = None) -> Done:
    """A new app of an enterprise."""
    event = AppRegistered(body.package_id, body.name, body.enterprise, body.platform, body.filing_number)
    return carry_out(serving, person, event, key)


@router.post("/apps/{app}/correction", status_code=201)
def correct_app(serving: Serving, person: Registrar, app: PathId, body: Correction, key: Key = None) -> Done:
    """What was registered of an app was wrong."""
    read_app(serving, person, app)
    event = AppCorrected(app, body.reason, body.name, body.enterprise, body.filing_number)
    return carry_out(serving, person, event, key)


@router.post("/versions", status_code=201)
def register_version(serving: Serving, person: Registrar, body: NewVersion, key: Key = None) -> Done:
    """A build of an app, by the hash of its package.  One that is uploaded is registered by that."""
    event = VersionRegistered(body.app, body.sha256, body.version_name, body.version_code, body.signer)
    return carry_out(serving, person, event, key)


@router.post("/listings", status_code=201)
def list_version(serving: Serving, person: Store, body: Listing, key: Key = None) -> Done:
    """The store lists this build."""
    return carry_out(serving, person, VersionListed(body.sha256, person.store or ""), key)


@router.post("/listings/removal", status_code=201)
def unlist_version(serving: Serving, person: Store, body: Listing, key: Key = None) -> Done:
    """The store lists this build no longer."""
    return carry_out(serving, person, VersionUnlisted(body.sha256, person.store or ""), key)
