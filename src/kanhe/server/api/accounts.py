"""Accounts for programs: who the token is, own tokens, and for admins the accounts of all."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from kanhe.ledger.event import Refused
from kanhe.server.access import NotAllowed, NotThere, allow
from kanhe.server.accounts.access_log import By
from kanhe.server.accounts.account import Account, Standing
from kanhe.server.accounts.tokens import Token
from kanhe.server.identity import Person, Role, Scope
from kanhe.server.security.counting import address_of
from kanhe.server.services import Services, Serving

router = APIRouter(prefix="/v1", tags=["accounts"])

Anyone = Annotated[Person, allow()]
Admin = Annotated[Person, allow("admin")]


class Me(BaseModel):
    id: str
    name: str
    role: Role
    enterprise: str | None
    store: str | None
    scopes: list[Scope]


class TokenTold(BaseModel):
    id: str
    name: str
    prefix: str
    scopes: list[str]
    created_at: dt.datetime
    expires_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None


class TokenWanted(BaseModel):
    name: str = Field(min_length=1, max_length=128)
    scopes: list[Scope] = Field(min_length=1, max_length=2)
    days: int = Field(90, ge=1, le=366)


class TokenIssued(BaseModel):
    token: TokenTold
    secret: str
    """Told this once."""


class AccountTold(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    enterprise: str | None
    store: str | None
    has_password: bool
    linked: bool
    """To the identity provider."""
    disabled_at: dt.datetime | None
    created_at: dt.datetime
    signed_in_at: dt.datetime | None


class StandingWanted(BaseModel):
    name: str = Field(min_length=1, max_length=128)
    role: Role
    enterprise: str | None = Field(None, max_length=64)
    """Of a developer, and of nobody else."""
    store: str | None = Field(None, max_length=64)
    """Of a store's account, and of no other."""

    def standing(self) -> Standing:
        return Standing(self.name, self.role, self.enterprise, self.store)


class AccountWanted(StandingWanted):
    email: str = Field(min_length=3, max_length=254)


class AccountAdded(BaseModel):
    account: AccountTold
    invitation: str
    """Address at which its owner chooses a password; told this once."""


class Invitation(BaseModel):
    invitation: str


@router.get("/me")
def me(person: Anyone) -> Me:
    """Whom the token, or the session, stands for."""
    return Me(
        id=person.id, name=person.name, role=person.role, enterprise=person.enterprise, store=person.store,
        scopes=sorted(person.scopes),
    )  # fmt: skip


@router.get("/me/tokens")
def tokens(serving: Serving, person: Anyone) -> list[TokenTold]:
    """The own tokens, the newest first."""
    return [_token(t) for t in serving.accounts.tokens(person.id)]


@router.post("/me/tokens", status_code=201)
def issue(wanted: TokenWanted, request: Request, serving: Serving, person: Anyone) -> TokenIssued:
    """A new token.  Only from a session: a token that was stolen must not beget others."""
    if person.via != "session":
        raise NotAllowed
    by = By(person.id, address_of(request))
    issued = serving.accounts.issue_token(person.id, wanted.name, wanted.scopes, wanted.days, by)
    return TokenIssued(token=_token(issued.token), secret=issued.secret)


@router.delete("/me/tokens/{token}", status_code=204)
def revoke(token: str, request: Request, serving: Serving, person: Anyone) -> None:
    """It works no longer."""
    try:
        serving.accounts.revoke_token(token, By(person.id, address_of(request)), person.id)
    except Refused as refusal:
        raise NotThere from refusal


@router.get("/accounts")
def accounts(serving: Serving, person: Admin) -> list[AccountTold]:
    """All accounts, those in use first."""
    return [_account(a) for a in serving.accounts.listed()]


@router.post("/accounts", status_code=201)
def add(wanted: AccountWanted, request: Request, serving: Serving, person: Admin) -> AccountAdded:
    """A new account; its owner chooses the password at the address that is told."""
    added = serving.accounts.add(wanted.email, wanted.standing(), By(person.id, address_of(request)))
    return AccountAdded(account=_account(added.account), invitation=invitation_url(serving, added.invitation))


@router.get("/accounts/{account}")
def account(account: str, serving: Serving, person: Admin) -> AccountTold:
    """One account."""
    return _account(_found(serving, account))


@router.put("/accounts/{account}")
def change(
    account: str, wanted: StandingWanted, request: Request, serving: Serving, person: Admin
) -> AccountTold:  # fmt: skip
    """Another name, role or belonging; its owner has to sign in again."""
    _found(serving, account)
    serving.accounts.change(account, wanted.standing(), By(person.id, address_of(request)))
    return _account(serving.accounts.found(account))


@router.post("/accounts/{account}/disable")
def disable(account: str, request: Request, serving: Serving, person: Admin) -> AccountTold:
    """Sessions and tokens work no longer, within a second."""
    _found(serving, account)
    serving.accounts.disable(account, By(person.id, address_of(request)))
    return _account(serving.accounts.found(account))


@router.post("/accounts/{account}/enable")
def enable(account: str, request: Request, serving: Serving, person: Admin) -> AccountTold:
    """It may sign in again."""
    _found(serving, account)
    serving.accounts.enable(account, By(person.id, address_of(request)))
    return _account(serving.accounts.found(account))


@router.post("/accounts/{account}/invitation")
def invite(account: str, request: Request, serving: Serving, person: Admin) -> Invitation:
    """A new address at which its owner chooses a password; earlier ones hold no longer."""
    _found(serving, account)
    secret = serving.accounts.invite(account, By(person.id, address_of(request)))
    return Invitation(invitation=invitation_url(serving, secret))


def invitation_url(serving: Services, secret: str) -> str:
    return f"{serving.settings.public_url.rstrip('/')}/invitation/{secret}"


def _found(serving: Services, identifier: str) -> Account:
    try:
        return serving.accounts.found(identifier)
    except Refused as refusal:
        raise NotThere from refusal


def _token(t: Token) -> TokenTold:
    return TokenTold(
        id=t.id, name=t.name, prefix=t.prefix, scopes=sorted(t.scopes), created_at=t.created_at, expires_at=t.expires_at,
        used_at=t.used_at, revoked_at=t.revoked_at,
    )  # fmt: skip


def _account(a: Account) -> AccountTold:
    s = a.standing
    return AccountTold(
        id=a.id, email=a.email, name=s.name, role=s.role, enterprise=s.enterprise, store=s.store,
        has_password=a.has_password, linked=a.oidc_subject is not None, disabled_at=a.disabled_at,
        created_at=a.created_at, signed_in_at=a.signed_in_at,
    )  # fmt: skip
