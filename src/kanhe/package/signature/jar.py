"""Scheme v1 (JAR signing): MANIFEST.MF, the signature file, and the PKCS #7 block over it."""

from __future__ import annotations

import base64
import hashlib
import re

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import InvalidVersion

from kanhe.package.archive import Archive
from kanhe.package.errors import PackageError
from kanhe.package.signature import asn1
from kanhe.package.signature.block import SignatureFault

_BLOCK = re.compile(r"META-INF/[^/]+\.(RSA|DSA|EC)$", re.IGNORECASE)
_UNSIGNED = re.compile(r"META-INF/([^/]+\.(SF|RSA|DSA|EC)|MANIFEST\.MF|SIG-[^/]*)$", re.IGNORECASE)
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
    "md5": hashes.MD5(),
}  # fmt: skip
"""MD5 and SHA-1 too: old packages are signed with them, and the platform still takes them."""


def block_names(archive: Archive) -> list[str]:
    """Names of the signature blocks; empty for an archive without v1."""
    return [name for name in archive.members if _BLOCK.match(name)]


def announced_schemes(archive: Archive, block: str) -> frozenset[str]:
    """Schemes the signature file says the package was also signed with (protection against stripping)."""
    sections = _sections(archive.read(_signature_file(archive, block)))
    words = sections[0].get("x-android-apk-signed", "") if sections else ""
    return frozenset(f"v{w.strip()}" for w in words.split(",") if w.strip())


def verify_jar(archive: Archive, *, entries: bool) -> tuple[str, ...]:
    """Verify v1; with ``entries`` also the digest of every file.

    Returns the SHA-256 of each signer's certificate, hex.  Raises :class:`SignatureFault`.
    """
    signers = []
    try:
        manifest = archive.read("META-INF/MANIFEST.MF")
        for block in block_names(archive):
            name = _signature_file(archive, block)
            signature = archive.read(name)
            signers.append(_verify_pkcs7(archive.read(block), signature))
            _verify_signature_file(signature, manifest)
    except PackageError as error:
        raise SignatureFault(f"v1: {error.en}") from error
    if entries:
        _verify_entries(archive, manifest)
    return tuple(dict.fromkeys(signers))


def _signature_file(archive: Archive, block: str) -> str:
    stem = block.rpartition(".")[0]
    for name in (f"{stem}.SF", f"{stem}.sf"):
        if name in archive.members:
            return name
    raise SignatureFault(f"v1: {block} has no signature file")


def _verify_pkcs7(block: bytes, signed: bytes) -> str:
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(block)
        info = asn1.signer_info(block)
    except (ValueError, UnsupportedAlgorithm, InvalidVersion) as error:
        raise SignatureFault("v1: the signature block cannot be read") from error
    for certificate in certificates:
        if certificate.serial_number != info.serial:
            continue
        if info.signed_attributes is not None and hashlib.new(info.digest, signed).digest() != info.message_digest:
            raise SignatureFault("v1: the signature is not that of the signature file")
        message = info.signed_attributes if info.signed_attributes is not None else signed
        algorithm = _HASHES[info.digest]
        try:
            key = certificate.public_key()
            if isinstance(key, rsa.RSAPublicKey):
                key.verify(info.signature, message, padding.PKCS1v15(), algorithm)
            elif isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(info.signature, message, ec.ECDSA(algorithm))
            elif isinstance(key, dsa.DSAPublicKey):
                key.verify(info.signature, message, algorithm)
            else:
                raise SignatureFault("v1: the kind of key is not known")
        except InvalidSignature as error:
            raise SignatureFault("v1: the signature is not that of the signature file") from error
        except (ValueError, UnsupportedAlgorithm) as error:
            raise SignatureFault("v1: the kind of key is not known") from error
        return certificate.fingerprint(hashes.SHA256()).hex()
    raise SignatureFault("v1: the signer's certificate is missing")


def _sections(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8", "replace").replace("\r\n ", "").replace("\n ", "").replace("\r\n", "\n")
    found = []
    for part in re.split(r"\n\n+", text.strip("\n")):
        lines = (line.partition(":") for line in part.split("\n"))
        found.append({key.strip().lower(): value.strip() for key, colon, value in lines if colon})
    return found


def _digests(section: dict[str, str], suffix: str) -> list[tuple[str, bytes]]:
    found = []
    for key, value in section.items():
        name = key.removesuffix(suffix).replace("-", "")
        if key.endswith(suffix) and name in _HASHES:
            try:
                found.append((name, base64.b64decode(value)))
            except ValueError as error:
                raise SignatureFault(f"v1: a {key} is not written as it must be") from error
    return found


def _verify_signature_file(signature: bytes, manifest: bytes) -> None:
    main = _sections(signature)[0] if signature.strip() else {}
    whole = _digests(main, "-digest-manifest")
    if whole and all(hashlib.new(name, manifest).digest() == value for name, value in whole):
        return
    # A manifest that was extended afterwards is verified section by section; a package for release never is.
    raise SignatureFault("v1: the manifest of the archive is not the signed one")


def _verify_entries(archive: Archive, manifest: bytes) -> None:
    listed = {s["name"]: s for s in _sections(manifest) if "name" in s}
    for name in archive.members:
        if _UNSIGNED.match(name):
            continue
        section = listed.get(name)
        digests = _digests(section, "-digest") if section else []
        if not digests:
            raise SignatureFault(f"v1: {name} is not signed")
        try:
            data = archive.read(name)
        except PackageError as error:
            raise SignatureFault(f"v1: {error.en}") from error
        if any(hashlib.new(kind, data).digest() != value for kind, value in digests):
            raise SignatureFault(f"v1: {name} is not as it was signed")
