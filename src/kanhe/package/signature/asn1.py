"""The few fields of a PKCS #7 SignedData that verification needs, read from its DER encoding."""

from __future__ import annotations

from dataclasses import dataclass

_SEQUENCE, _SET, _INTEGER, _OCTETS, _OID = 0x30, 0x31, 0x02, 0x04, 0x06
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_DIGESTS = {
    bytes.fromhex("2b0e03021a"): "sha1",
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
    bytes.fromhex("2a864886f70d0205"): "md5",
}


@dataclass(frozen=True, slots=True)
class SignerInfo:
    serial: int
    digest: str
    signature: bytes
    signed_attributes: bytes | None
    """DER of the SET that was signed, where there is one; else the content itself was signed."""
    message_digest: bytes | None


def _element(data: bytes, at: int) -> tuple[int, int, int]:
    """(tag, start of contents, end) of the element at ``at``.  Raises ``ValueError``."""
    if at + 2 > len(data):
        raise ValueError("truncated DER")
    tag, length = data[at], data[at + 1]
    at += 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or at + count > len(data):
            raise ValueError("unusable DER length")
        length = int.from_bytes(data[at : at + count], "big")
        at += count
    if at + length > len(data):
        raise ValueError("DER element runs past its end")
    return tag, at, at + length


def _children(data: bytes, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """(tag, offset, contents, end) of every element in a range."""
    found = []
    at = start
    while at < end:
        tag, inner, after = _element(data, at)
        found.append((tag, at, inner, after))
        at = after
    return found


def signer_info(block: bytes) -> SignerInfo:
    """The first signer of a SignedData.  Raises ``ValueError`` for anything else."""
    try:
        return _signer_info(block)
    except IndexError as error:
        raise ValueError("a field of the SignedData is missing") from error


def _signer_info(block: bytes) -> SignerInfo:
    _, start, end = _element(block, 0)
    content = _children(block, start, end)
    if len(content) < 2:
        raise ValueError("not a ContentInfo")
    _, start, end = _element(block, content[1][2])
    fields = _children(block, start, end)
    if not fields or fields[-1][0] != _SET:
        raise ValueError("SignedData without signers")
    signers = _children(block, fields[-1][2], fields[-1][3])
    if not signers:
        raise ValueError("SignedData without signers")
    parts = _children(block, signers[0][2], signers[0][3])
    if len(parts) < 5:
        raise ValueError("SignerInfo too short")
    issuer_and_serial = _children(block, parts[1][2], parts[1][3])
    serial = int.from_bytes(block[issuer_and_serial[-1][2] : issuer_and_serial[-1][3]], "big", signed=True)
    oid = _children(block, parts[2][2], parts[2][3])[0]
    digest = _DIGESTS.get(block[oid[2] : oid[3]])
    if digest is None:
        raise ValueError("unknown digest algorithm")
    attributes: bytes | None = None
    message: bytes | None = None
    if parts[3][0] == 0xA0:
        attributes = bytes([_SET]) + block[parts[3][1] + 1 : parts[3][3]]
        for _, _, inner, after in _children(block, parts[3][2], parts[3][3]):
            name, values = _children(block, inner, after)[:2]
            if block[name[2] : name[3]] == _MESSAGE_DIGEST:
                octets = _children(block, values[2], values[3])[0]
                message = block[octets[2] : octets[3]]
    signature = next((p for p in reversed(parts) if p[0] == _OCTETS), None)
    if signature is None:
        raise ValueError("SignerInfo without signature")
    return SignerInfo(serial, digest, block[signature[2] : signature[3]], attributes, message)
