"""The same behaviour in a folder and in a bucket; the bucket is moto's, on loopback."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanhe.server.work.storage import Storage, StorageUrl

CONTENT = os.urandom(3 << 20)
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = int(asked.getsockname()[1])
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    if request.param == "folder":
        return Storage.open((tmp_path / "kept 证据").as_uri())
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    endpoint = request.getfixturevalue("endpoint")
    name = f"bucket-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]}"
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket=name)
    return Storage.open(f"s3://{name}/some/prefix?endpoint={endpoint}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "upload"
    found.write_bytes(CONTENT)
    return found


def test_a_package_comes_back_as_it_went_in(storage: Storage, file: Path, tmp_path: Path) -> None:
    assert not storage.has("packages", SHA)
    assert storage.read("packages", SHA) is None
    storage.keep("packages", SHA, file)
    assert storage.has("packages", SHA)
    assert not storage.has("documents", SHA)
    storage.fetch("packages", SHA, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == CONTENT
    reading = storage.read("packages", SHA)
    assert reading is not None
    assert reading.size == len(CONTENT)
    assert b"".join(reading.parts) == CONTENT


def test_the_same_package_twice_is_one(storage: Storage, file: Path, tmp_path: Path) -> None:
    storage.keep("packages", SHA, file)
    file.write_bytes(CONTENT)
    storage.keep("packages", SHA, file)
    storage.fetch("packages", SHA, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == CONTENT


def test_what_is_missing_and_what_is_damaged(storage: Storage, file: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        storage.fetch("packages", SHA, tmp_path / "out")
    other = hashlib.sha256(b"other").hexdigest()
    storage.keep("packages", other, file)
    with pytest.raises(OSError, match="damaged"):
        storage.fetch("packages", other, tmp_path / "out")
    with pytest.raises(ValueError, match="hexadecimal"):
        storage.has("packages", "../../etc/passwd")


def test_what_an_inspection_made(storage: Storage, tmp_path: Path) -> None:
    assert storage.report("inspection-1") is None
    assert storage.load("inspection-1", "result.json") is None
    storage.save("inspection-1", "report.json", '{"format": "kanhe-report/1", "名": 1}'.encode())
    storage.save("inspection-1", "report.json", '{"format": "kanhe-report/1", "名": 2}'.encode())
    assert storage.report("inspection-1") == {"format": "kanhe-report/1", "名": 2}
    assert storage.report("inspection-2") is None
    made, back = tmp_path / "made", tmp_path / "back"
    made.mkdir()
    back.mkdir()
    assert not storage.fetch_evidence("inspection-1", back)
    for name in ("calls", "package"):
        (made / f"{name}.parquet").write_bytes(name.encode())
    storage.save_evidence("inspection-1", made)
    assert storage.fetch_evidence("inspection-1", back)
    assert {p.name: p.read_bytes() for p in back.iterdir()} == {
        "calls.parquet": b"calls",
        "package.parquet": b"package",
    }


@pytest.mark.parametrize("name", ["../../outside", ".hidden", "a/b", "检测 1", "x" * 200], ids=range(5))
def test_an_id_is_no_path(storage: Storage, name: str, tmp_path: Path) -> None:
    before = {p for p in tmp_path.iterdir() if p.is_file()}
    storage.save(name, "result.json", b"1")
    assert storage.load(name, "result.json") == b"1"
    assert storage.load("inspection-1", "result.json") is None
    assert {p for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_file_that_went_away_leaves_nothing(storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="such file"):
        storage.keep("packages", SHA, tmp_path / "gone")
    assert not storage.has("packages", SHA)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://host/x", "not ftp"),
        ("/some/folder", "not /some/folder"),
        ("s3://key:secret@bucket/x", "environment"),
        ("s3://bucket/x?endpont=http://h", "knows no endpont"),
        ("s3://", "not s3"),
        ("file:///dev/null/x", "cannot make the folder"),
    ],
)
def test_addresses_at_which_nothing_can_be_kept(url: str, why: str) -> None:
    with pytest.raises(StorageUrl, match=why) as told:
        Storage.open(url)
    assert told.value.zh
