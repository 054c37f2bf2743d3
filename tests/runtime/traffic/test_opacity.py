import hashlib
import zlib

from kanhe.runtime.traffic.opacity import entropy, looks_random, opaque


def noise(length: int) -> bytes:
    out = b""
    while len(out) < length:
        out += hashlib.sha256(out[-32:] + b"x").digest()
    return out[:length]


def test_what_looks_random() -> None:
    assert looks_random(noise(64))
    assert looks_random(noise(300))
    assert looks_random(noise(8000))
    assert looks_random(zlib.compress(noise(4000)))
    assert not looks_random(b"hello world " * 50)
    assert not looks_random(noise(40))
    assert not looks_random(b"\x89PNG" + noise(4000))


def test_most_of_a_body_must_be_dark() -> None:
    assert opaque([noise(1000)], 1000)
    assert opaque([noise(750)], 1000)  # as base64
    assert not opaque([noise(200)], 1000)
    assert not opaque([], 1000)


def test_entropy() -> None:
    assert entropy(bytes(range(256))) == 8
    assert entropy(b"aaaa") == 0
