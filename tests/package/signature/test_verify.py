import hashlib
import zipfile
from pathlib import Path

import pytest

from kanhe.package.archive import Archive
from kanhe.package.bounds import Bounds
from kanhe.package.signature import verify_signatures
from tests.specimens.truth import APK

SIGNED = (APK / "backup-allowed-complies.apk").read_bytes()


def verified(data: bytes):
    return verify_signatures(Archive(memoryview(data), "t.apk", Bounds()))


def test_good_signatures() -> None:
    found = verified(SIGNED)
    assert found.verified == found.schemes == ("v1", "v2", "v3")
    assert found.problem is None
    assert len(found.signer_sha256) == 1
    assert all(len(s) == 64 for s in found.signer_sha256)


def test_a_changed_byte_is_found() -> None:
    data = bytearray(SIGNED)
    data[40] ^= 1  # inside the first entry
    found = verified(bytes(data))
    assert "v2" not in found.verified
    assert "v3" not in found.verified
    assert "contents" in (found.problem or "")


def test_a_removed_signing_block_is_told_of(tmp_path: Path) -> None:
    plain = tmp_path / "stripped.apk"
    with zipfile.ZipFile(APK / "backup-allowed-complies.apk") as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    found = verified(plain.read_bytes())
    assert found.verified == ("v1",)
    assert "also signed with v2" in (found.problem or "")


def test_a_replaced_file_breaks_v1(tmp_path: Path) -> None:
    plain = tmp_path / "changed.apk"
    with zipfile.ZipFile(APK / "backup-allowed-complies.apk") as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " if name == "resources.arsc" else b""))
    assert "resources.arsc is not as it was signed" in (verified(plain.read_bytes()).problem or "")


def test_unsigned() -> None:
    found = verified((APK / "signature-not-verified-violates.apk").read_bytes())
    assert (found.schemes, found.verified, found.problem) == ((), (), "the package is not signed")


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_signing_block_never_verifies_and_never_fails(seed: int) -> None:
    data = bytearray(SIGNED)
    at = data.rfind(b"APK Sig Block 42")
    for k in range(6):
        place = at - 1 - int.from_bytes(hashlib.sha256(bytes([seed, k])).digest()[:2], "big") % 3000
        data[place] ^= 0x55
    verified(bytes(data))
