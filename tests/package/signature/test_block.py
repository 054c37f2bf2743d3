from kanhe.package.signature.block import SignatureFault, certificates, content_digest, locate, verify_block
from tests.package.signature.test_verify import SIGNED

DATA = memoryview(SIGNED)


def test_block_is_found_with_its_schemes() -> None:
    layout = locate(DATA)
    assert layout is not None
    assert set(layout.schemes) == {"v2", "v3"}
    assert layout.block < layout.directory < layout.end
    assert verify_block(DATA, layout, "v2") == certificates(layout, "v2")


def test_digest_covers_everything_but_the_block() -> None:
    layout = locate(DATA)
    assert layout is not None
    inside, outside = bytearray(SIGNED), bytearray(SIGNED)
    inside[layout.block + 30] ^= 1
    outside[layout.directory + 5] ^= 1
    digest = content_digest(DATA, layout, "sha256")
    assert content_digest(memoryview(inside), layout, "sha256") == digest
    assert content_digest(memoryview(outside), layout, "sha256") != digest


def test_a_foreign_key_does_not_verify() -> None:
    layout = locate(DATA)
    assert layout is not None
    swapped = bytearray(SIGNED)
    at = SIGNED.rfind(b"CN=") if b"CN=" in SIGNED else SIGNED.find(b"Kanhe specimens", layout.block)
    swapped[at + 3] ^= 1  # inside a certificate
    changed = locate(memoryview(swapped))
    assert changed is not None
    faults = []
    for scheme in changed.schemes:
        try:
            verify_block(memoryview(swapped), changed, scheme)
        except SignatureFault as fault:
            faults.append(str(fault))
    assert faults, "a changed certificate went unnoticed"


def test_no_block() -> None:
    assert locate(memoryview(b"")) is None
    assert locate(memoryview(bytes(5000))) is None
