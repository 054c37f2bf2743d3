"""DSSE envelopes (Dead Simple Signing Envelope v1) signed with Ed25519: a payload, its type, and signatures over both.

Knows nothing of what a payload says.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)  # fmt: skip

MAX_ENVELOPE = 1 << 20
"""Bytes of an envelope that is read."""


class BadEnvelope(ValueError):
    """The text is no envelope, or no signature of it holds."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload whose signature holds."""

    payload_type: str
    payload: bytes
    key_id: str
    """Of the key whose signature was verified."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """What is signed: the pre-authentication encoding of type and payload."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def key_id(key: Ed25519PublicKey) -> str:
    """SHA-256 of the key's DER form, hex."""
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


@lru_cache(64)
def _signer_id(key: Ed25519PrivateKey) -> str:
    return key_id(key.public_key())


def sign(payload_type: str, payload: bytes, *keys: Ed25519PrivateKey) -> str:
    """The envelope as JSON text, signed with each key."""
    signed = pae(payload_type, payload)
    envelope = {
        "payloadType": payload_type,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": _signer_id(key), "sig": base64.b64encode(key.sign(signed)).decode()} for key in keys],
    }
    return msgspec.json.encode(envelope).decode()


def open_envelope(text: str, keys: Mapping[str, Ed25519PublicKey]) -> Opened:
    """The payload of an envelope, verified by one of the keys (id → key).  Raises :class:`BadEnvelope`."""
    if len(text) > MAX_ENVELOPE:
        raise BadEnvelope("凭证文件过大", "the envelope is too large")
    try:
        envelope = json.loads(text)
        kind, payload = envelope["payloadType"], _decoded(envelope["payload"])
        signatures = [(s.get("keyid"), _decoded(s["sig"])) for s in envelope["signatures"]]
        signed = pae(kind, payload)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise BadEnvelope("不是 DSSE 凭证", "this is no DSSE envelope") from error
    for named, signature in signatures[:16]:
        for known, key in keys.items():
            if named in (None, "", known) and _holds(key, signature, signed):
                return Opened(kind, payload, known)
    if any(named in keys for named, _ in signatures):
        raise BadEnvelope(
            "签名不成立：内容被改动或签名损坏", "the signature does not hold: content or signature was changed"
        )
    raise BadEnvelope("不是由已知密钥签署", "it is not signed by a key that is trusted here")


def _decoded(text: Any) -> bytes:
    return base64.b64decode(text, validate=True)


def _holds(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def public_pem(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def read_public(pem: bytes) -> Ed25519PublicKey:
    """Raises :class:`BadEnvelope` for what is no Ed25519 public key."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadEnvelope("不是公钥文件（PEM）", "this is no public key (PEM)") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadEnvelope("不是 Ed25519 公钥", "this is no Ed25519 key")
    return key


def read_private(pem: bytes) -> Ed25519PrivateKey:
    """Raises :class:`BadEnvelope` for what is no Ed25519 private key."""
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadEnvelope("不是私钥文件（PEM）", "this is no private key (PEM)") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadEnvelope("不是 Ed25519 私钥", "this is no Ed25519 key")
    return key
