from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kanhe.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.inspection import GivenDocument, Options, inspect
from kanhe.report.diff.sides import EvidenceError, is_evidence, load, side, with_documents
from tests.report.diff.builds import call, declared, package, policy
from tests.specimens.truth import APK

POLICY = "隐私政策\n我们会收集您的手机号码，用于注册账号。\n" * 20


def written(folder: Path, *rows: object) -> Path:
    Evidence.of([package()], rows).save(folder)
    return folder


def test_a_folder_is_judged_anew_as_the_package_was(tmp_path: Path) -> None:
    path = APK / "weak-tls-violates.apk"
    inspection = inspect(path)
    inspection.evidence.save(tmp_path / "e")
    saved, fresh = side(tmp_path / "e", Options()), side(path, Options())
    assert saved.saved
    assert not fresh.saved
    assert {f.fingerprint for f in saved.judgement.findings} == {f.fingerprint for f in inspection.judgement.findings}
    assert saved.package == fresh.package


def test_what_is_evidence(tmp_path: Path) -> None:
    assert is_evidence(written(tmp_path / "e"))
    (tmp_path / "splits").mkdir()
    assert not is_evidence(tmp_path / "splits")


def test_damaged_tables(tmp_path: Path) -> None:
    folder = written(tmp_path / "e")
    (folder / "calls.parquet").write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(EvidenceError, match="cannot be read"):
        load(folder)


def test_other_tables_than_ours(tmp_path: Path) -> None:
    folder = written(tmp_path / "e")
    pq.write_table(pa.table({"x": [1]}), folder / "calls.parquet")
    with pytest.raises(EvidenceError, match="cannot be read"):
        load(folder)


def test_a_value_of_another_version(tmp_path: Path) -> None:
    folder = written(tmp_path / "e", call(phase="some-day"))
    with pytest.raises(EvidenceError, match=r"another version \(calls.phase = some-day\)"):
        load(folder)


@pytest.mark.parametrize("number", [0, 2])
def test_not_one_app(tmp_path: Path, number: int) -> None:
    Evidence.of([package(str(n)) for n in range(number)]).save(tmp_path)
    with pytest.raises(EvidenceError, match=f"holds {number} apps"):
        load(tmp_path)


def test_given_documents_take_the_place_of_those_of_their_role(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(POLICY, "utf-8")
    listed = policy("9", document="sdk-list", role="sdk-list", name="list.html")
    before = Evidence.of(
        [package()], [policy(), listed, declared(), declared(document="sdk-list")],
        [limit("a", "damaged-document", "policy.html", "x"), limit("a", "damaged-document", "list.html", "x"), limit("a", "packed", "y", "x")],
    )  # fmt: skip
    after = with_documents(before, (GivenDocument("policy", path),))
    assert [(r["document"], r["name"]) for r in after.rows("documents")] == [
        ("sdk-list", "list.html"),
        ("policy", "new.txt"),
    ]
    assert [r["sentence"] for r in after.rows("declarations") if r["document"] == "sdk-list"] == ["我们收集IMEI。"]
    assert "我们收集IMEI。" not in [r["sentence"] for r in after.rows("declarations") if r["document"] == "policy"]
    kinds = [(r["kind"], r["where"]) for r in after.rows("limits")]
    assert ("damaged-document", "policy.html") not in kinds
    assert {("damaged-document", "list.html"), ("packed", "y")} <= {*kinds}


def test_a_given_policy_ends_its_want_and_another_document_does_not(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(POLICY, "utf-8")
    without = Evidence.of([package()], [limit("a", "no-policy", "privacy policy", "x")])
    given = with_documents(without, (GivenDocument("policy", path),))
    assert "no-policy" not in [r["kind"] for r in given.rows("limits")]
    other = with_documents(without, (GivenDocument("sdk-list", path),))
    assert "no-policy" in [r["kind"] for r in other.rows("limits")]
    has_one = with_documents(Evidence.of([package()], [policy()]), (GivenDocument("sdk-list", path),))
    assert "no-policy" not in [r["kind"] for r in has_one.rows("limits")]
