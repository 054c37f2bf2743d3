import json
import shutil
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kanhe.evidence.schema import schema
from kanhe.report.diff.document import json_schema
from tests.cli.test_cli import kanhe
from tests.specimens.truth import APK

BAD, GOOD = (str(APK / f"weak-tls-{variant}.apk") for variant in ("violates", "complies"))


def save(package: str, folder: Path) -> None:
    assert kanhe("inspect", package, "-q", "--evidence", str(folder)).returncode in (0, 1, 2)


def test_package_against_saved_evidence_with_every_output(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "old")
    done = kanhe(
        "diff", str(tmp_path / "old"), BAD, "--json", str(tmp_path / "d.json"), "--html", str(tmp_path / "d.html")
    )
    assert done.returncode == 1
    assert done.stdout.startswith(" Full inspection needed ")
    made = json.loads((tmp_path / "d.json").read_text("utf-8"))
    jsonschema.validate(made, json_schema())
    assert [made["old"]["saved_evidence"], made["new"]["saved_evidence"]] == [True, False]
    assert "finding" in [reason["condition"] for reason in made["answer"]["reasons"]]
    assert (tmp_path / "d.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_same_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.apk"
    shutil.copyfile(GOOD, copy)
    done = kanhe("diff", GOOD, str(copy), lang="zh")
    assert done.returncode == 0
    assert "两个文件相同" in done.stdout


def test_json_on_standard_output_stands_alone_there() -> None:
    done = kanhe("diff", GOOD, BAD, "--json", "-")
    assert json.loads(done.stdout)["format"] == "kanhe-diff/1"
    assert "Full inspection needed" in done.stderr


def test_cannot_be_told_exits_with_two(tmp_path: Path) -> None:
    save(str(APK / "format-packed.apk"), tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    rows = pq.read_table(tmp_path / "new/package.parquet").to_pylist()
    rebuilt = pa.Table.from_pylist([{**row, "app": "b" * 64, "version_code": 2} for row in rows], schema("package"))
    pq.write_table(rebuilt, tmp_path / "new/package.parquet")
    limits = pq.read_table(tmp_path / "new/limits.parquet")
    moved = limits.set_column(0, "app", pa.array(["b" * 64] * limits.num_rows))
    pq.write_table(moved.cast(schema("limits")), tmp_path / "new/limits.parquet")
    done = kanhe("diff", str(tmp_path / "old"), str(tmp_path / "new"))
    assert done.returncode == 2
    assert done.stdout.startswith(" Cannot be told ")
    assert "packed" in done.stdout


def test_a_policy_on_one_side_only(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "old")
    (tmp_path / "policy.txt").write_text("隐私政策\n我们会收集您的手机号码，用于注册账号。\n" * 20, "utf-8")
    done = kanhe("diff", str(tmp_path / "old"), GOOD, "--new-policy", str(tmp_path / "policy.txt"))
    assert done.returncode == 1
    assert "no privacy policy of the old build" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere.apk", GOOD), 10, "nowhere.apk"),
        ((GOOD, str(Path(__file__))), 10, "not a zip"),
        ((GOOD, BAD, "--old-policy", "nowhere.html"), 3, "nowhere.html"),
        ((GOOD, BAD, "--app-type", "nothing"), 3, "nothing"),
        ((GOOD, BAD, "--date", "soon"), 3, "soon"),
        ((GOOD, BAD, "--json", "/no/such/folder/x"), 3, "/no/such/folder/x"),
        ((GOOD,), 3, "NEW"),
    ],
    ids=["missing", "no-package", "no-policy", "app-type", "date", "unwritable", "one-argument"],
)
def test_bad_input_is_one_sentence(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = kanhe("diff", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_evidence_that_cannot_be_used(tmp_path: Path) -> None:
    save(GOOD, tmp_path / "e")
    (tmp_path / "e/hosts.parquet").write_bytes(b"nothing")
    done = kanhe("diff", str(tmp_path / "e"), GOOD)
    assert done.returncode == 3
    assert "cannot be read" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
