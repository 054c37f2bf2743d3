"""A clearance from the gate to a store that has nothing but files."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.gate.test_asking import report
from tests.cli.ledger.driver import Done, Ledger, run


class Store:
    """A ledger with one cleared build, and a store's files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger(folder / "kanhe.db")
        self.package = folder / "app.apk"
        self.package.write_bytes(b"a package")
        self.sha256 = hashlib.sha256(b"a package").hexdigest()
        self.clearance, self.key = str(folder / "clearance.json"), str(folder / "gate.pem")
        self.ledger("enterprise", "add", "甲", "--id", "jia")
        self.ledger("app", "add", "com.example.jia", "甲应用", "--enterprise", "jia")
        self.ledger("version", "add", "android:com.example.jia", "1.0", "--package", str(self.package))
        self.ledger("inspection", "record", report(self.sha256, "pass", folder))
        assert self.ledger.gate("key", "new", self.key).code == 0
        done = self.ledger.gate(
            "check", "com.example.jia", "1.0", "--package", str(self.package), "--store", "s", "--signing-key", self.key,
            "--clearance-out", self.clearance,
        )  # fmt: skip
        assert done.code == 0, done.err

    def verify(self, *more: str, key: str | None = None) -> Done:
        return run("gate", "verify", self.clearance, "--key", key or self.key + ".pub", *more)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path)


def test_valid_with_the_file_and_the_key(store: Store) -> None:
    done = store.verify("--package", str(store.package))
    assert (done.code, done.err) == (0, "")
    assert "com.example.jia 1.0" in done.out
    assert store.verify("--json").json["valid"] is True


def test_another_package_another_time_another_key(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.apk"
    other.write_bytes(b"another")
    assert store.verify("--package", str(other)).code == 1
    assert store.verify("--at", "2099-01-01").code == 1
    assert store.verify("--at", "soon").code == 3
    assert store.ledger.gate("key", "new", str(tmp_path / "new.pem"), "--offline").code == 0
    assert store.verify(key=str(tmp_path / "new.pem.pub")).code == 1
    assert store.verify(key=str(store.package)).code == 3
    assert store.verify(key=str(tmp_path / "absent")).code == 3


def test_a_changed_clearance(store: Store) -> None:
    path = Path(store.clearance)
    for text in (path.read_text().replace("eyJ", "eyK", 1), "", "[]", "nonsense"):
        path.write_text(text)
        done = store.verify()
        assert (done.code, done.out.count("\n"), done.err) == (1, 1, "")


def test_revoked(store: Store, tmp_path: Path) -> None:
    revocations = str(tmp_path / "revocations.json")
    assert store.ledger.gate("revocations", "--signing-key", store.key, "--out", revocations).code == 0
    assert store.verify("--revocations", revocations).code == 0
    assert store.ledger.gate("revoke", "--package", str(store.package), "--reason", "误判").code == 0
    assert store.ledger.gate("revocations", "--signing-key", store.key, "--out", revocations).code == 0
    done = store.verify("--revocations", revocations)
    assert done.code == 1
    assert "误判" in done.out
