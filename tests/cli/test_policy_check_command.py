import json
from pathlib import Path

import pyarrow.parquet as pq

from tests.cli.test_cli import kanhe
from tests.specimens.truth import FOLDER

POLICY = str(FOLDER.parents[1] / "examples/weather-policy.html")


def test_report_and_tables(tmp_path: Path) -> None:
    done = kanhe("policy-check", POLICY, "--evidence", str(tmp_path / "e"), "--json", str(tmp_path / "r.json"), "--html",
                 str(tmp_path / "r.html"))  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert json.loads((tmp_path / "r.json").read_text())["app"]["format"] == "document"
    assert (tmp_path / "r.html").read_text().startswith("<!doctype html>")
    said = pq.read_table(tmp_path / "e/declarations.parquet").to_pylist()
    assert ("app", "not-collect", "contacts") in {(r["subject"], r["verb"], r["item"]) for r in said}
    text = Path(POLICY).read_text("utf-8")
    assert all(text[r["item_start"] : r["item_end"]] == r["written"] for r in said if r["item"] == "contacts")
    listed = {r["sdk"] for r in pq.read_table(tmp_path / "e/declared_sdks.parquet").to_pylist()}
    assert listed == {"amap-location", "jpush", "wechat-opensdk"}


def test_nothing_to_read_is_never_a_pass(tmp_path: Path) -> None:
    for name, content in {"empty.html": b"", "login.html": "<title>登录</title><input type=password>请登录".encode(), "image.pdf": b"%PDF-1.4"}.items():  # fmt: skip
        path = tmp_path / name
        path.write_bytes(content)
        done = kanhe("policy-check", str(path))
        assert done.returncode == 2, (name, done.stdout)
        assert "Traceback" not in done.stderr


def test_unusable_arguments() -> None:
    assert kanhe("policy-check", "/no/such/policy.html").returncode == 3
    assert kanhe("policy-check", "https://example.com/privacy").returncode == 3
    assert kanhe("policy-check", POLICY, "--date", "tomorrow").returncode == 3


def test_the_judge_needs_an_endpoint_that_the_user_names() -> None:
    done = kanhe("policy-check", POLICY, "--judge")
    assert done.returncode == 3
    assert "KANHE_JUDGE_URL" in done.stderr
