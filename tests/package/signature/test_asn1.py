import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.signature.asn1 import signer_info
from kanhe.package.signature.jar import block_names
from tests.specimens.truth import APK

ARCHIVE = Archive(memoryview((APK / "backup-allowed-complies.apk").read_bytes()), "t", Bounds())
BLOCK = ARCHIVE.read(block_names(ARCHIVE)[0])


def test_fields_of_a_real_block() -> None:
    info = signer_info(BLOCK)
    assert info.digest == "sha256"
    assert len(info.signature) == 256


@given(st.integers(0, len(BLOCK) - 1), st.integers(0, 255))
def test_damaged_blocks_raise_value_error_or_parse(at: int, byte: int) -> None:
    raw = bytearray(BLOCK)
    raw[at] = byte
    with contextlib.suppress(ValueError):
        signer_info(bytes(raw))


def test_truncated() -> None:
    for size in (0, 1, 5, 50):
        with pytest.raises(ValueError, match=r"DER|SignedData|SignerInfo|ContentInfo"):
            signer_info(BLOCK[:size])
