import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.gate.dsse import (
    MAX_ENVELOPE,
    BadEnvelope,
    key_id,
    open_envelope,
    pae,
    private_pem,
    public_pem,
    read_private,
    read_public,
    sign,
)  # fmt: skip
from tests.ledger.gate.conftest import KEY, OTHER_KEY

PUBLIC, OTHER_PUBLIC = KEY.public_key(), OTHER_KEY.public_key()
TRUSTED = {key_id(PUBLIC): PUBLIC}
KIND, PAYLOAD = "application/vnd.test+json", b'{"said": 1}'


def test_encoding_is_that_of_the_specification() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
    assert pae("é", b"") == b"DSSEv1 2 \xc3\xa9 0 ", "lengths are those of bytes"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.binary())
def test_round_trip(kind: str, payload: bytes) -> None:
    opened = open_envelope(sign(kind, payload, KEY), TRUSTED)
    assert (opened.payload_type, opened.payload, opened.key_id) == (kind, payload, key_id(PUBLIC))


@given(st.text(max_size=9), st.binary(max_size=9), st.text(max_size=9), st.binary(max_size=9))
def test_two_contents_are_never_signed_alike(k1: str, p1: bytes, k2: str, p2: bytes) -> None:
    try:
        same = pae(k1, p1) == pae(k2, p2)
    except UnicodeEncodeError:
        return
    assert same == ((k1, p1) == (k2, p2))


@pytest.mark.parametrize("part", ["payload", "sig"])
def test_every_changed_byte_is_found(part: str) -> None:
    envelope = json.loads(sign(KIND, PAYLOAD, KEY))
    holder = envelope if part == "payload" else envelope["signatures"][0]
    data = base64.b64decode(holder[part])
    for n in range(len(data)):
        for flip in (1, 0x80):
            holder[part] = base64.b64encode(data[:n] + bytes([data[n] ^ flip]) + data[n + 1 :]).decode()
            with pytest.raises(BadEnvelope, match="does not hold"):
                open_envelope(json.dumps(envelope), TRUSTED)


def test_every_changed_character_of_the_type_is_found() -> None:
    envelope = json.loads(sign(KIND, PAYLOAD, KEY))
    for n in range(len(KIND)):
        changed = {**envelope, "payloadType": KIND[:n] + "~" + KIND[n + 1 :]}
        with pytest.raises(BadEnvelope, match="does not hold"):
            open_envelope(json.dumps(changed), TRUSTED)


def test_another_key_is_not_trusted() -> None:
    text = sign(KIND, PAYLOAD, OTHER_KEY)
    with pytest.raises(BadEnvelope, match="not signed by a key that is trusted here"):
        open_envelope(text, TRUSTED)
    renamed = json.loads(text)
    renamed["signatures"][0]["keyid"] = key_id(PUBLIC)
    with pytest.raises(BadEnvelope, match="does not hold"):
        open_envelope(json.dumps(renamed), TRUSTED)


def test_the_key_id_is_a_hint_only() -> None:
    envelope = json.loads(sign(KIND, PAYLOAD, KEY))
    del envelope["signatures"][0]["keyid"]
    assert open_envelope(json.dumps(envelope), TRUSTED).key_id == key_id(PUBLIC)


def test_one_of_several_signatures_is_enough() -> None:
    text = sign(KIND, PAYLOAD, OTHER_KEY, KEY)
    assert open_envelope(text, TRUSTED).key_id == key_id(PUBLIC)
    assert open_envelope(text, {key_id(OTHER_PUBLIC): OTHER_PUBLIC}).key_id == key_id(OTHER_PUBLIC)


def test_no_key_opens_nothing() -> None:
    with pytest.raises(BadEnvelope):
        open_envelope(sign(KIND, PAYLOAD, KEY), {})


@given(st.text())
def test_any_text_is_opened_or_refused(text: str) -> None:
    with pytest.raises(BadEnvelope):
        open_envelope(text, TRUSTED)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(_JSON, _JSON, _JSON | st.lists(st.fixed_dictionaries({"sig": _JSON, "keyid": _JSON}), max_size=2))
def test_any_json_is_opened_or_refused(kind: object, payload: object, signatures: object) -> None:
    envelope = {"payloadType": kind, "payload": payload, "signatures": signatures}
    with pytest.raises(BadEnvelope):
        open_envelope(json.dumps(envelope), TRUSTED)


@pytest.mark.parametrize("text", ["[" * 100_000, " " * (MAX_ENVELOPE + 1), "null", "1", "[]", "{}"])
def test_hostile_texts(text: str) -> None:
    with pytest.raises(BadEnvelope):
        open_envelope(text, TRUSTED)


def test_keys_as_pem() -> None:
    assert key_id(read_public(public_pem(PUBLIC).encode())) == key_id(PUBLIC)
    assert read_private(private_pem(KEY)).private_bytes_raw() == KEY.private_bytes_raw()


@pytest.mark.parametrize("pem", [b"", b"no key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_what_is_no_key(pem: bytes) -> None:
    with pytest.raises(BadEnvelope):
        read_public(pem)
    with pytest.raises(BadEnvelope):
        read_private(pem)


def test_a_key_of_another_kind() -> None:
    other = generate_private_key(SECP256R1())
    with pytest.raises(BadEnvelope, match="Ed25519"):
        read_private(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(BadEnvelope, match="Ed25519"):
        read_public(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
