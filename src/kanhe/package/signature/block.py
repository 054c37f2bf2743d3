"""The APK Signing Block (schemes v2, v3, v3.1): where it lies, who signed, and whether the contents match.

Follows the published description of the schemes on source.android.com.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

SCHEME_IDS = {0x7109871A: "v2", 0xF05368C0: "v3", 0x1B93AD61: "v3.1"}
_MAGIC = b"APK Sig Block 42"
_CHUNK = 1 << 20
# signature algorithm id -> (hash, is RSA-PSS, content digest by 1 MiB chunks)
_ALGORITHMS: dict[int, tuple[type[hashes.HashAlgorithm], bool]] = {
    0x0101: (hashes.SHA256, True), 0x0102: (hashes.SHA512, True), 0x0103: (hashes.SHA256, False),
    0x0104: (hashes.SHA512, False), 0x0201: (hashes.SHA256, False), 0x0202: (hashes.SHA512, False),
    0x0301: (hashes.SHA256, False),
}  # fmt: skip
_VERITY = {0x0421, 0x0423, 0x0425}
"""Content digests by fs-verity tree; a signer that uses one also signs a chunked digest."""


_MAX_SIGNERS = 10
"""As many as the platform takes; each costs a signature verification."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a signed APK lie, as byte offsets."""

    block: int
    """Start of the signing block: the end of the entries' data."""
    directory: int
    end: int
    schemes: dict[str, memoryview]
    """Scheme → its value in the block."""


class SignatureFault(ValueError):
    """Why a signature does not verify, one sentence."""


def locate(data: memoryview) -> Layout | None:
    """The signing block of an APK, or None where there is none."""
    tail = bytes(data[max(0, len(data) - 22 - 0xFFFF) :])
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        return None
    end = len(data) - len(tail) + at
    (directory,) = struct.unpack_from("<I", data, end + 16)
    if directory < 32 or directory > end or bytes(data[directory - 16 : directory]) != _MAGIC:
        return None
    (size,) = struct.unpack_from("<Q", data, directory - 24)
    start = directory - size - 8
    if size < 24 or start < 0 or struct.unpack_from("<Q", data, start)[0] != size:
        return None
    schemes: dict[str, memoryview] = {}
    place = start + 8
    while place + 12 <= directory - 24:
        length, number = struct.unpack_from("<QI", data, place)
        if length < 4 or place + 8 + length > directory - 24:
            break
        if (scheme := SCHEME_IDS.get(number)) is not None:
            schemes[scheme] = data[place + 12 : place + 8 + length]
        place += 8 + length
    return Layout(start, directory, end, schemes)


def verify_block(data: memoryview, layout: Layout, scheme: str) -> tuple[str, ...]:
    """Verify one scheme; returns the SHA-256 of each signer's certificate, hex.  Raises :class:`SignatureFault`."""
    try:
        signers = _prefixed(_take(layout.schemes[scheme])[0])
        if not 1 <= len(signers) <= _MAX_SIGNERS:
            raise SignatureFault(f"{scheme} names {len(signers)} signers")
        digests: dict[str, bytes] = {}
        return tuple(_signer(data, layout, signer, scheme, digests) for signer in signers)
    except (struct.error, IndexError) as error:
        raise SignatureFault(f"the {scheme} block is malformed") from error


def certificates(layout: Layout, scheme: str) -> tuple[str, ...]:
    """SHA-256 of the signers' certificates as the block names them, unverified."""
    try:
        return tuple(
            hashlib.sha256(_first_certificate(_take(s)[0])).hexdigest()
            for s in _prefixed(_take(layout.schemes[scheme])[0])
        )
    except (struct.error, IndexError):
        return ()


def _take(data: memoryview) -> tuple[memoryview, memoryview]:
    (length,) = struct.unpack_from("<I", data, 0)
    if 4 + length > len(data):
        raise IndexError("length runs past the end")
    return data[4 : 4 + length], data[4 + length :]


def _prefixed(data: memoryview) -> list[memoryview]:
    found = []
    while len(data) >= 4:
        part, data = _take(data)
        found.append(part)
    return found


def _first_certificate(signed: memoryview) -> bytes:
    _digests, rest = _take(signed)
    chain, _ = _take(rest)
    return bytes(_prefixed(chain)[0])


def _signer(data: memoryview, layout: Layout, signer: memoryview, scheme: str, digests: dict[str, bytes]) -> str:
    signed, rest = _take(signer)
    if scheme != "v2":
        rest = rest[8:]  # minimum and maximum API level
    signatures, rest = _take(rest)
    public_key, _ = _take(rest)
    certificate = _first_certificate(signed)
    try:
        loaded = x509.load_der_x509_certificate(certificate)
        key = serialization.load_der_public_key(bytes(public_key))
        own = loaded.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion) as error:
        raise SignatureFault(f"the {scheme} certificate cannot be read") from error
    if own != bytes(public_key):
        raise SignatureFault(f"the {scheme} key is not that of its certificate")
    known = 0
    algorithms = []
    for part in _prefixed(signatures):
        (algorithm,) = struct.unpack_from("<I", part, 0)
        algorithms.append(algorithm)
        if algorithm in _ALGORITHMS:
            value, _ = _take(part[4:])
            _check(key, bytes(value), bytes(signed), algorithm, scheme)
            known += 1
    if not known:
        raise SignatureFault(f"{scheme} uses no signature algorithm that is known ({algorithms})")
    _contents(data, layout, signed, scheme, digests)
    return hashlib.sha256(certificate).hexdigest()


def _check(key: object, value: bytes, signed: bytes, algorithm: int, scheme: str) -> None:
    digest, pss = _ALGORITHMS[algorithm]
    try:
        if isinstance(key, rsa.RSAPublicKey):
            scheme_padding: padding.AsymmetricPadding = (
                padding.PSS(padding.MGF1(digest()), digest().digest_size) if pss else padding.PKCS1v15()
            )
            key.verify(value, signed, scheme_padding, digest())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, signed, ec.ECDSA(digest()))
        elif isinstance(key, dsa.DSAPublicKey):
            key.verify(value, signed, digest())
        else:
            raise SignatureFault(f"{scheme} uses a kind of key that is not known")
    except (InvalidSignature, ValueError) as error:  # ValueError: the key is too short for the digest
        raise SignatureFault(f"the {scheme} signature is not that of the signed data") from error


def _contents(data: memoryview, layout: Layout, signed: memoryview, scheme: str, digests: dict[str, bytes]) -> None:
    listed = _prefixed(_take(signed)[0])
    checked = 0
    for part in listed:
        (algorithm,) = struct.unpack_from("<I", part, 0)
        if algorithm not in _ALGORITHMS:
            continue
        name = _ALGORITHMS[algorithm][0]().name
        if name not in digests:
            digests[name] = content_digest(data, layout, name)
        if bytes(_take(part[4:])[0]) != digests[name]:
            raise SignatureFault(f"the contents of the package are not those that {scheme} signed")
        checked += 1
    if not checked:
        raise SignatureFault(f"{scheme} signs no digest of the contents that is known")


def content_digest(data: memoryview, layout: Layout, algorithm: str) -> bytes:
    """The chunked digest of everything but the signing block; the end record points at the block."""
    end = bytearray(data[layout.end :])
    struct.pack_into("<I", end, 16, layout.block)
    chunks = []
    for section in (data[: layout.block], data[layout.directory : layout.end], memoryview(end)):
        for at in range(0, len(section), _CHUNK):
            part = section[at : at + _CHUNK]
            digest = hashlib.new(algorithm, b"\xa5" + struct.pack("<I", len(part)))
            digest.update(part)
            chunks.append(digest.digest())
    return hashlib.new(algorithm, b"\x5a" + struct.pack("<I", len(chunks)) + b"".join(chunks)).digest()
