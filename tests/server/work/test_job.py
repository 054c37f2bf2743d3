"""What a worker does, in this process; and what ends it, in one of its own."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from pathlib import Path

import pytest

from kanhe.ledger.inspections import DocumentBeside
from kanhe.server.work.job import DEATH, RESULT, STAGES, Job, StorageAway, death, do, kept_outcome
from kanhe.server.work.storage import Storage
from tests.server.work.engines import POLICY, WEATHER


def job(storage: Storage, tmp_path: Path, content: bytes, **more: object) -> Job:
    import hashlib

    sha256 = hashlib.sha256(content).hexdigest()
    (tmp_path / "in").write_bytes(content)
    storage.keep("packages", sha256, tmp_path / "in")
    given = {"file_name": "weather.apk", "date": dt.date(2026, 1, 1), **more}
    return Job("submission-1", "inspection-1", storage.url, sha256, **given)  # type: ignore[arg-type]


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage.open((tmp_path / "kept").as_uri())


def test_everything_is_kept_before_the_result_is_told(storage: Storage, tmp_path: Path) -> None:
    import hashlib

    (tmp_path / "p").write_bytes(POLICY.read_bytes())
    policy = hashlib.sha256(POLICY.read_bytes()).hexdigest()
    storage.keep("documents", policy, tmp_path / "p")
    seen: list[str] = []
    beside = (DocumentBeside("policy", policy, "../../隐私政策.html"),)
    asked = job(storage, tmp_path, WEATHER.read_bytes(), documents=beside)
    outcome = do(asked, seen.append)
    assert outcome.recorded is not None
    assert (outcome.recorded.id, outcome.recorded.submission) == ("inspection-1", "submission-1")
    assert outcome.recorded.verdict == "fail"
    assert tuple(seen) == STAGES
    assert kept_outcome(storage, "inspection-1") == outcome
    report = storage.report("inspection-1")
    assert report is not None
    assert [d["role"] for d in report["documents"]] == ["policy"]
    assert storage.load("inspection-1", "report.html")
    seen.clear()
    assert do(asked, seen.append) == outcome
    assert seen == [], "the same job again gives what is kept"


def test_a_package_that_cannot_be_read_is_a_result(storage: Storage, tmp_path: Path) -> None:
    outcome = do(job(storage, tmp_path, b"no package at all"))
    assert outcome.recorded is None
    assert "zip" in outcome.en
    assert outcome.zh
    assert storage.load("inspection-1", RESULT)


def test_a_package_that_is_gone_and_a_storage_that_is_away(storage: Storage) -> None:
    asked = Job("s", "i", storage.url, "0" * 64, "a.apk", dt.date(2026, 1, 1))
    assert do(asked).en == "the package or a document is not in the storage"
    with pytest.raises(StorageAway):
        do(Job("s", "i", "s3://bucket/x?endpoint=http://127.0.0.1:1", "0" * 64, "a.apk", dt.date(2026, 1, 1)))


def in_another_process(asked: Job, instead: str) -> None:
    import kanhe.inspection

    def endless(*args: object) -> None:
        while True:
            pass

    def greedy(*args: object) -> bytearray:
        return bytearray(asked.megabytes << 21)

    kanhe.inspection.inspect = {"endless": endless, "greedy": greedy}[instead]  # type: ignore[assignment]
    do(asked)


@pytest.mark.parametrize(("instead", "reason"), [("endless", "time"), ("greedy", "memory")])
def test_too_much_ends_the_process_with_a_word(storage: Storage, tmp_path: Path, instead: str, reason: str) -> None:
    asked = job(storage, tmp_path, WEATHER.read_bytes(), seconds=2.0, megabytes=2048)
    process = multiprocessing.get_context("spawn").Process(target=in_another_process, args=(asked, instead))
    process.start()
    process.join(90)
    assert process.exitcode == 99
    assert death(storage, "inspection-1") == reason
    assert kept_outcome(storage, "inspection-1") is None


def test_no_word_no_reason(storage: Storage) -> None:
    assert death(storage, "inspection-1") is None
    storage.save("inspection-1", DEATH, b"nonsense")
    assert death(storage, "inspection-1") is None
