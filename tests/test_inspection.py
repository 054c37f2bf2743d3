import datetime as dt
import gc
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kanhe.declared.given import GivenDocument
from kanhe.declared.judge import Endpoint
from kanhe.inspection import (
    Options,
    check_documents,
    inspect,
    uncollected,
    with_suggestions,
)  # fmt: skip
from kanhe.package import NotAPackage
from kanhe.rules.rule import catalogue
from tests.specimens.truth import APK, FOLDER

EXAMPLE = FOLDER.parents[1] / "examples/weather.apk"


def test_stages_are_told_in_order() -> None:
    stages: list[str] = []
    found = inspect(EXAMPLE, Options(dt.date(2026, 11, 1)), stages.append)
    assert stages == ["open", "package", "code", "native", "screens", "documents", "judge"]
    assert [t.stage for t in found.timings] != []
    assert found.judgement.verdict == "fail"


def test_same_input_same_answer() -> None:
    first, second = (inspect(EXAMPLE, Options(dt.date(2026, 11, 1))) for _ in range(2))
    assert first.judgement == second.judgement
    assert all(first.evidence[t].equals(second.evidence[t]) for t in first.evidence)


def test_chosen_rules_and_dates() -> None:
    found = inspect(EXAMPLE, Options(dt.date(2026, 11, 1), rules=("weak-tls",)))
    assert [r.rule for r in found.judgement.results] == ["weak-tls"]
    early = inspect(EXAMPLE, Options(dt.date(2018, 1, 1)))
    assert {r.outcome for r in early.judgement.results if r.rule == "consent-default-checked"} == {"not-applicable"}


def test_what_is_no_package() -> None:
    with pytest.raises(NotAPackage):
        inspect(APK / "nothing.apk")


def test_collection_is_switched_on_again() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_documents_are_evidence(tmp_path: Path) -> None:
    policy = (GivenDocument("policy", EXAMPLE.with_name("weather-policy.html")),)
    found = inspect(EXAMPLE, Options(dt.date(2026, 11, 1), documents=policy, budget=0))
    assert [r["name"] for r in found.evidence.rows("documents")] == ["weather-policy.html"]
    assert not [r for r in found.evidence.rows("limits") if r["kind"] == "no-policy"]
    with pytest.raises(FileNotFoundError):
        inspect(EXAMPLE, Options(documents=(GivenDocument("policy", tmp_path / "none"),), budget=0))


def test_documents_judged_alone_need_no_package() -> None:
    found = check_documents((GivenDocument("policy", EXAMPLE.with_name("weather-policy.html")),))
    assert found.evidence.rows("package")[0]["format"] == "document"
    assert found.evidence["documents"].num_rows == 1
    documents = {"documents", "declarations", "declared_sdks", "policy_elements"}
    assert all(set(catalogue()[r.rule].needs) <= documents for r in found.judgement.results)


class _Judge(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = [
            {"kind": "element:right-copy", "text": "copy", "quote": "查询、更正您的个人信息"},
            {"kind": "statement", "text": "made up", "quote": "这句话原文里没有"},
        ]
        content = json.dumps({"suggestions": said}, ensure_ascii=False)
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def test_a_judge_suggests_and_is_no_evidence() -> None:
    documents = (GivenDocument("policy", EXAMPLE.with_name("weather-policy.html")),)
    alone = check_documents(documents)
    server = HTTPServer(("127.0.0.1", 0), _Judge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1/chat/completions", "model")
        asked, problem = with_suggestions(alone, documents, endpoint)
    finally:
        server.shutdown()
        server.server_close()
    assert problem is None
    assert [s.quote for s in asked.suggestions] == ["查询、更正您的个人信息"]
    assert asked.evidence is alone.evidence
    assert asked.judgement == alone.judgement
