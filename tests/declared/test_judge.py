"""The judge, asked at a server of this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared import judge
from kanhe.declared.judge import Endpoint, JudgeError, Suggestion, endpoint_of, suggestions
from tests.builders.policies import document

SOURCE = "# 存储\n我们把信息保存**三年**，之后删除。\n我们会收集您的手机号码。"
POLICY = document(SOURCE)


class Asked(BaseHTTPRequestHandler):
    """Hands each request to the server's ``answer`` and keeps what came."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, self.headers.get("Authorization"), body))  # type: ignore[attr-defined]
        self.server.answer(self)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def judge_that(answer: Callable[[Asked], None]) -> Iterator[tuple[Endpoint, list[tuple[str, str | None, dict]]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.daemon_threads = True
    server.seen, server.answer = [], answer  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Endpoint(f"http://127.0.0.1:{server.server_port}/v1/chat/completions", ("m"), timeout=5), server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saying(content: object, status: int = 200) -> Callable[[Asked], None]:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return sending(json.dumps({"choices": [{"message": {"content": text}}]}).encode(), status)


def sending(raw: bytes, status: int = 200, **headers: str) -> Callable[[Asked], None]:
    def send(asked: Asked) -> None:
        asked.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **headers}.items():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(raw)

    return send


def one(kind: str, quote: object, text: object = "…") -> dict[str, object]:
    return {"kind": kind, "text": text, "quote": quote}


def test_a_quote_that_stands_in_the_text_becomes_a_suggestion() -> None:
    with judge_that(saying({"suggestions": [one("element:retention", "保存三年", ("three years"))]})) as (
        endpoint,
        seen,
    ):
        judged = suggestions("policy", POLICY, ["retention"], replace(endpoint, key="k"))
    start, end = SOURCE.index("保存"), SOURCE.index("年") + 1
    assert judged.suggestions == (Suggestion("policy", "element:retention", "three years", "保存三年", start, end),)
    assert judged.problem is None
    path, authorization, body = seen[0]
    assert (path, authorization, body["model"]) == ("/v1/chat/completions", "Bearer k", "m")
    assert "我们会收集您的手机号码" in body["messages"][1]["content"]
    assert "retention:" in body["messages"][0]["content"]
    assert "minors:" not in body["messages"][0]["content"]


@pytest.mark.parametrize(
    "bad",
    [
        one("element:retention", "保存四年"), one("element:retention", ""), one("element:retention", "  "), one(
            "element:minors",(
            "三年"
        )),
        one("finding", "三年"), one("statement", 3), one("statement", "三年", None), "三年", one("statement",(
            "三"
        ) * 501),
        one("element:retention", "删除。我们会收集"),
    ],
    ids=[f"bad-{n}" for n in range(10)],
)  # fmt: skip
def test_anything_else_is_dropped(bad: object) -> None:
    with judge_that(saying({"suggestions": [bad, one("statement", "手机号码")]})) as (endpoint, _):
        judged = suggestions("policy", POLICY, ["retention"], endpoint)
    assert [s.quote for s in judged.suggestions] == ["手机号码"]


def test_fenced_and_repeated_answers_are_read_once() -> None:
    fenced = "```json\n" + json.dumps({"suggestions": [one("statement", "三年")] * 3}) + "\n```"
    with judge_that(saying(fenced)) as (endpoint, _):
        assert len(suggestions("policy", POLICY, [], endpoint).suggestions) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (saying("I think so"), "agreed form"), (sending(b"<html>"), "agreed form"), (sending(b'{"choices": []}'),(
            "agreed form"
        )),
        (saying("", 401), "HTTP 401"), (sending(b"", 302, Location="http://127.0.0.1:9/"), "HTTP 302"),
        (sending(b" " * (judge.MAX_ANSWER + 1)), "too long"), (saying("[" * 100_000), "agreed form"),
    ],
    ids=["prose", "page", "empty", "refused", "redirect", "long", "deep"],
)  # fmt: skip
def test_a_bad_answer_is_one_sentence(answer: Callable[[Asked], None], told: str) -> None:
    with judge_that(answer) as (endpoint, seen):
        judged = suggestions("policy", POLICY, [], endpoint)
    assert judged.suggestions == ()
    assert judged.problem is not None
    assert told in judged.problem.en
    assert judged.problem.zh.endswith("。")
    assert len(seen) == 1


def test_silence_and_trickles_meet_the_deadline() -> None:
    def trickle(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "1000")
        asked.end_headers()
        for _ in range(40):
            try:
                asked.wfile.write(b" ")
                asked.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    for answer in (lambda _: time.sleep(2), trickle):
        with judge_that(answer) as (endpoint, _):
            start = time.monotonic()
            judged = suggestions("policy", POLICY, [], replace(endpoint, timeout=0.4))
            assert time.monotonic() - start < 2
        assert judged.problem is not None
        assert "in time" in judged.problem.en


def test_nobody_there() -> None:
    with judge_that(saying({})) as (endpoint, _):
        pass
    judged = suggestions("policy", POLICY, [], endpoint)
    assert judged.problem is not None
    assert "cannot be reached" in judged.problem.en


def test_a_long_text_goes_in_bounded_parts() -> None:
    long = document("\n".join("字" * 5000 for _ in range(30)))
    with judge_that(saying({"suggestions": []})) as (endpoint, seen):
        judged = suggestions("policy", long, [], endpoint)
    assert len(seen) == judge.MAX_PARTS
    assert all(len(body["messages"][1]["content"]) <= judge.MAX_PART for _, _, body in seen)
    assert judged.problem is not None
    assert "first part" in judged.problem.en


def test_off_unless_an_endpoint_is_named() -> None:
    assert endpoint_of({}) is None
    assert endpoint_of({"KANHE_JUDGE_URL": " ", "KANHE_JUDGE_MODEL": "m"}) is None


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://a.example/v1", "https://a.example/v1/chat/completions"), ("http://localhost:1/v1/",(
            "http://localhost:1/v1/chat/completions"
        )),
        ("https://a.example/x/chat/completions?v=1", "https://a.example/x/chat/completions?v=1"),
    ],
)  # fmt: skip
def test_the_address_of_the_completions(given: str, url: str) -> None:
    assert endpoint_of({"KANHE_JUDGE_URL": given, "KANHE_JUDGE_MODEL": "m"}) == Endpoint(url, "m")


@pytest.mark.parametrize(
    ("url", "model", "key"),
    [
        ("ftp://a.example", "m", ""), ("file:///etc/passwd", "m", ""), ("https://", "m", ""), ("http://[::1", "m",(
            ""
        )), (
            "https://a.example",(
            ""
        ),(
            ""
        )),
        ("http://a.example", "m", "secret"), ("https://a.example", "m", "a\nb"), ("https://a.example/路", "m", ""),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used(url: str, model: str, key: str) -> None:
    with pytest.raises(JudgeError) as error:
        endpoint_of({"KANHE_JUDGE_URL": url, "KANHE_JUDGE_MODEL": model, "KANHE_JUDGE_KEY": key})
    assert "secret" not in str(error.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.sampled_from(["statement", "三年", "suggestions"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["suggestions", "kind", "text", ("quote")]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_answer_is_checked(answer: object) -> None:
    for suggestion in judge._checked("policy", POLICY, answer, ["retention"]):
        assert suggestion.quote in "".join(b.text for b in POLICY.blocks)
