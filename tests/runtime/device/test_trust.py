"""The covering itself is run in whole runs (test_running), on a phone with mounts of its own."""

import shutil
import subprocess

import pytest

from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes
from kanhe.runtime.device.trust import store_name, trust
from tests.runtime.device.scripted.origin import certificate


@pytest.mark.skipif(shutil.which("openssl") is None, reason="without openssl")
def test_the_name_is_what_openssl_gives(tmp_path) -> None:
    for _ in range(3):
        pem = certificate(tmp_path)
        command = ["openssl", "x509", "-subject_hash_old", "-noout", "-in", str(pem)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        assert store_name(pem.read_bytes()) == f"{told}.0"


def test_the_name_keeps_its_zeros(tmp_path, monkeypatch) -> None:
    pem = certificate(tmp_path).read_bytes()
    monkeypatch.setattr(
        "hashlib.md5", lambda data, usedforsecurity: type("D", (), {"digest": lambda self: b"\x0f\0\0\0" + bytes(12)})()
    )
    assert store_name(pem) == "0000000f.0"


def test_a_device_without_such_a_store_is_a_sentence_and_nothing_is_left(phone, adb, tmp_path) -> None:
    assert phone.find_root()
    changes = Changes()
    with pytest.raises(DeviceError, match=r"could not be put into the device's store: .*No such file"):
        trust(phone, certificate(tmp_path), changes)
    changes.restore()
    assert list((adb.folder / "tmp").iterdir()) == []
