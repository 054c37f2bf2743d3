"""The clearance: a SLSA Verification Summary Attestation that this very package may be listed, in a DSSE envelope.

Made where a passed inspection stands behind an allowed build; verified with nothing but the file and the public key.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kanhe.ledger.gate.decision import Decision, GatePolicy, Request
from kanhe.ledger.gate.dsse import BadEnvelope, open_envelope, sign

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/verification_summary/v1"
LEVEL = "KANHE_INSPECTION_PASSED"
"""What was verified, as the attestation names it; SLSA's own build levels are not judged here."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a clearance says."""

    sha256: str
    package_id: str
    version: str
    platform: str
    issued_at: dt.datetime
    valid_until: dt.datetime
    ruleset: str
    inspection: str
    as_of: int
    verifier: str

    @property
    def resource(self) -> str:
        """The build as a package URL."""
        return f"pkg:{self.platform}/{self.package_id}@{self.version}"


def clearance_for(
    request: Request, decision: Decision, policy: GatePolicy, at: dt.datetime, verifier: str
) -> Clearance:
    """The clearance of an allowed build.  Raises ``ValueError`` when nothing stands behind it."""
    if decision.outcome != "allow" or decision.verdict != "pass" or not decision.inspection or not decision.ruleset:
        raise ValueError("only an allowed build with a passed inspection is cleared")
    at = at.replace(microsecond=0)
    return Clearance(
        request.sha256, request.package_id, decision.version or request.version, request.platform, at,
        at + dt.timedelta(days=policy.valid_days), decision.ruleset, decision.inspection, decision.as_of, verifier,
    )  # fmt: skip


def statement(clearance: Clearance) -> bytes:
    """The in-toto statement, canonical JSON."""
    said: dict[str, Any] = {
        "_type": STATEMENT,
        "subject": [{"name": clearance.resource, "digest": {"sha256": clearance.sha256}}],
        "predicateType": PREDICATE,
        "predicate": {
            "verifier": {"id": clearance.verifier},
            "timeVerified": _text(clearance.issued_at),
            "resourceUri": clearance.resource,
            "policy": {"uri": f"{clearance.verifier}/rules/{clearance.ruleset}"},
            "verificationResult": "PASSED",
            "verifiedLevels": [LEVEL],
            "slsaVersion": "1.1",
            "kanhe": {
                "validUntil": _text(clearance.valid_until), "ruleset": clearance.ruleset,
                "inspection": clearance.inspection, "asOf": clearance.as_of, "platform": clearance.platform,
                "packageId": clearance.package_id, "version": clearance.version,
            },
        },
    }  # fmt: skip
    return msgspec.json.encode(said, order="sorted")


def issue(clearance: Clearance, key: Ed25519PrivateKey) -> str:
    """The signed clearance as JSON text."""
    return sign(PAYLOAD_TYPE, statement(clearance), key)


def read_clearance(text: str, keys: Mapping[str, Ed25519PublicKey]) -> tuple[Clearance, str]:
    """A clearance and the id of the key that signed it.  Raises :class:`BadEnvelope`; says nothing of validity."""
    opened = open_envelope(text, keys)
    problem = BadEnvelope("不是放行凭证", "this is signed, but no clearance")
    if opened.payload_type != PAYLOAD_TYPE:
        raise problem
    try:
        said = json.loads(opened.payload)
        predicate, subject = said["predicate"], said["subject"][0]
        own = predicate["kanhe"]
        if (said["_type"], said["predicateType"], predicate["verificationResult"]) != (STATEMENT, PREDICATE, "PASSED"):
            raise problem
        return Clearance(
            subject["digest"]["sha256"], own["packageId"], own["version"], own["platform"],
            _moment(predicate["timeVerified"]), _moment(own["validUntil"]), own["ruleset"], own["inspection"],
            int(own["asOf"]), predicate["verifier"]["id"],
        ), opened.key_id  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise problem from error


def _text(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
