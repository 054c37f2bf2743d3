"""Keys are made, listed, retired; a set signed by the old key lets a store follow to the new one."""

import stat
from pathlib import Path

import pytest

from tests.cli.gate.test_verifying import Store
from tests.cli.ledger.driver import Ledger


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.chdir(tmp_path)
    return Ledger(tmp_path / "kanhe.db")


def test_a_key_is_private_and_never_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "gate.pem"
    assert ledger.gate("key", "new", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ledger.gate("key", "new", str(path)).code == 3
    (row,) = ledger.gate("key", "list", "--json").json
    assert ledger.gate("key", "retire", row["id"][:12], "--reason", "轮换").code == 0
    assert ledger.gate("key", "list", "--json").json[0]["retired_at"]
    assert ledger.gate("key", "retire", row["id"], "--reason", "again").code == 4
    assert ledger.gate("key", "revoke", row["id"][:12], "--reason", "失窃").code == 0
    assert ledger.gate("key", "list", "--json").json[0]["revoked_at"]
    assert ledger.gate("key", "revoke", row["id"], "--reason", "again").code == 4


def test_rotation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path)
    old = store.key + ".pub"
    (row,) = store.ledger.gate("key", "list", "--json").json
    fresh = str(tmp_path / "fresh.pem")
    assert store.ledger.gate("key", "new", fresh).code == 0
    key_set = str(tmp_path / "keys.json")
    assert store.ledger.gate("keys", "--signing-key", store.key, "--out", key_set).code == 0
    assert store.ledger.gate("key", "retire", row["id"], "--reason", "轮换").code == 0
    revocations = str(tmp_path / "revocations.json")
    assert store.ledger.gate("revocations", "--signing-key", fresh, "--out", revocations).code == 0
    assert store.verify("--revocations", revocations, key=old).code == 1, "the new key is not known to the store yet"
    assert store.verify("--revocations", revocations, "--keys", key_set, key=old).code == 0


def test_a_former_key_goes_on_signing_the_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path)
    fresh = str(tmp_path / "fresh.pem")
    assert store.ledger.gate("key", "new", fresh).code == 0
    alone = store.ledger.gate("keys", "--signing-key", fresh).json
    both = store.ledger.gate("keys", "--signing-key", fresh, "--former-key", store.key).json
    assert [len(keys["signatures"]) for keys in (alone, both)] == [1, 2]


def test_what_is_no_key(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "no.pem"
    path.write_text("no key")
    done = ledger.gate("keys", "--signing-key", str(path))
    assert (done.code, done.err.count("\n")) == (11, 1)
