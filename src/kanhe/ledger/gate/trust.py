"""What a store keeps beside a clearance: the list of revocations and the set of keys, both signed.

A key set is signed by every key that still signs, so that who trusts one of them can follow a rotation without asking.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kanhe.ledger.gate.clearance import Clearance
from kanhe.ledger.gate.dsse import BadEnvelope, key_id, open_envelope, public_pem, read_public, sign

REVOCATIONS = "application/vnd.kanhe.revocations+json"
KEYS = "application/vnd.kanhe.keys+json"


@dataclass(frozen=True, slots=True)
class Revoked:
    """Clearances of a package issued up to this moment hold no longer; a later one does."""

    at: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Revocations:
    """Packages whose clearances hold no longer, as known at a moment."""

    issued_at: dt.datetime
    next_update: dt.datetime
    """After this the list is stale, and a newer one must be had."""
    revoked: Mapping[str, Revoked]
    """By package hash."""


def write_revocations(revocations: Revocations, key: Ed25519PrivateKey) -> str:
    said = {
        "issued": revocations.issued_at.isoformat(),
        "nextUpdate": revocations.next_update.isoformat(),
        "revoked": [
            {"sha256": sha256, "at": r.at.isoformat(), "reason": r.reason}
            for sha256, r in sorted(revocations.revoked.items())
        ],
    }
    return sign(REVOCATIONS, json.dumps(said, ensure_ascii=False, sort_keys=True).encode(), key)


def read_revocations(text: str, keys: Mapping[str, Ed25519PublicKey]) -> Revocations:
    """Raises :class:`BadEnvelope`."""
    opened = open_envelope(text, keys)
    if opened.payload_type != REVOCATIONS:
        raise BadEnvelope("不是吊销清单", "this is signed, but no list of revocations")
    try:
        said = json.loads(opened.payload)
        revoked = {str(r["sha256"]): Revoked(_moment(r["at"]), str(r["reason"])) for r in said["revoked"]}
        return Revocations(_moment(said["issued"]), _moment(said["nextUpdate"]), revoked)
    except (ValueError, KeyError, TypeError) as error:
        raise BadEnvelope("吊销清单内容有误", "the list of revocations is malformed") from error


def write_keys(keys: Mapping[str, Ed25519PublicKey], *signers: Ed25519PrivateKey) -> str:
    """``signers``: the key in use, and those before it that stores may still trust."""
    said = {"keys": [{"id": i, "pem": public_pem(k)} for i, k in sorted(keys.items())]}
    return sign(KEYS, json.dumps(said, sort_keys=True).encode(), *signers)


def read_keys(text: str, trusted: Mapping[str, Ed25519PublicKey]) -> dict[str, Ed25519PublicKey]:
    """The keys of a set that a trusted key signed.  Raises :class:`BadEnvelope`."""
    opened = open_envelope(text, trusted)
    if opened.payload_type != KEYS:
        raise BadEnvelope("不是密钥集", "this is signed, but no set of keys")
    try:
        found = [read_public(k["pem"].encode()) for k in json.loads(opened.payload)["keys"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadEnvelope("密钥集内容有误", "the set of keys is malformed") from error
    return {key_id(key): key for key in found}


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a clearance does not let a package pass."""

    code: str
    zh: str
    en: str


def objection(
    clearance: Clearance, at: dt.datetime, sha256: str | None = None, revocations: Revocations | None = None
) -> Objection | None:
    """What stands against a clearance whose signature holds, if anything.

    ``sha256``: hash of the package in hand, when there is one."""
    if sha256 is not None and sha256 != clearance.sha256:
        return Objection("another-package", "凭证是另一个安装包的", "the clearance is for another package")
    if at < clearance.issued_at:
        return Objection("not-yet-valid", "凭证尚未生效", "the clearance is not valid yet")
    if at >= clearance.valid_until:
        day = f"{clearance.valid_until:%Y-%m-%d}"
        return Objection("expired", f"凭证已于 {day} 过期", f"the clearance ended on {day}")
    if revocations is not None:
        if at >= revocations.next_update:
            stale = "the list of revocations is stale: get a newer one"
            return Objection("stale-revocations", "吊销清单已过期，请更新", stale)
        revoked = revocations.revoked.get(clearance.sha256)
        if revoked is not None and clearance.issued_at <= revoked.at:
            return Objection("revoked", f"凭证已吊销：{revoked.reason}", f"the clearance was revoked: {revoked.reason}")
    return None


def _moment(text: str) -> dt.datetime:
    at = dt.datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at
