import json
from dataclasses import dataclass
from pathlib import Path

from kanhe.cli.reports import EXIT_CODES, write_reports
from kanhe.declared.given import GivenDocument
from kanhe.inspection import check_documents
from tests.specimens.truth import FOLDER


@dataclass(frozen=True)
class Wanted:
    evidence: Path | None = None
    json: str | None = None
    html: str | None = None
    lang: str = "zh"


def test_only_what_is_wanted_is_written(tmp_path: Path) -> None:
    inspection = check_documents((GivenDocument("policy", FOLDER.parents[1] / "examples/weather-policy.html"),))
    write_reports(Wanted(), inspection)
    assert not list(tmp_path.iterdir())
    write_reports(Wanted(tmp_path / "e", str(tmp_path / "r.json"), str(tmp_path / "r.html")), inspection)
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["verdict"] in EXIT_CODES
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "e/declarations.parquet").exists()
