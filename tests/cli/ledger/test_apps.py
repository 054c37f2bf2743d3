import hashlib
from pathlib import Path

from tests.cli.ledger.driver import Ledger

APP = "android:com.example.mou"


def test_versions_and_listings(stocked: Ledger, tmp_path: Path) -> None:
    package = tmp_path / "a.apk"
    package.write_bytes(b"x")
    sha256 = hashlib.sha256(b"x").hexdigest()
    assert stocked("version", "add", APP, "1.0", "--package", str(package), "--code", "7").code == 0
    assert stocked("version", "listed", sha256.upper(), "store").code == 0
    (row,) = stocked("version", "list", APP, "--json").json
    assert (row["sha256"], row["version_code"], row["store"]) == (sha256, 7, "store")
    assert stocked("version", "unlisted", sha256, "store").code == 0
    assert stocked("version", "list", APP, "--json").json[0]["store"] is None
    assert stocked("version", "add", APP, "1.0").code == 3
    assert stocked("version", "add", APP, "1.0", "--package", str(tmp_path / "absent")).code == 3


def test_corrections(stocked: Ledger) -> None:
    assert (
        stocked("app", "correct", APP, "--reason", "误录", "--name", "新名", "--filing-number", "京ICP备1号").code == 0
    )
    (row,) = stocked("app", "list", "--enterprise", "mou", "--json").json
    assert (row["name"], row["filing_number"]) == ("新名", "京ICP备1号")
    assert stocked("app", "add", "com.example.mou", "再来", "--enterprise", "mou").code == 4
