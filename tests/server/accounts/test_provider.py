"""Signing in with an identity provider: a small one on this machine, honest and hostile."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from kanhe.server.accounts import provider
from kanhe.server.accounts.provider import Begun, NotProven, Proven, Provider, read_begun
from kanhe.server.settings import Oidc
from tests.server.conftest import ADDRESS

CLIENT, SECRET = "kanhe", "a secret of the client"


@dataclass
class Idp:
    """What the provider does; each test bends what it needs."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    claims: dict[str, Any] = field(default_factory=dict)
    """What is said otherwise than it should be; None: not at all."""
    metadata: dict[str, Any] = field(default_factory=dict)
    signing: Any = None
    """Another key than the one that is published."""
    id_token: Callable[[dict[str, Any]], str] | None = None
    nonce: str = ""
    challenge: str = ""
    answer: bytes | None = None
    """Of the token endpoint, instead of a token."""
    asked: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.metadata  # fmt: skip

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, bytes]:
        if self.answer is not None:
            return 200, self.answer
        expected = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(
            b"="
        )
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if form.get("code") != "the-code" or expected.decode() != self.challenge or authorization != f"Basic {basic}":
            return 400, b'{"error":"invalid_grant"}'
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "someone", "exp": now + 300, "iat": now, "nonce": self.nonce,
            "email": "a@example.com", "email_verified": True,
        } | self.claims  # fmt: skip
        claims = {k: v for k, v in claims.items() if v is not None}
        made = self.id_token(claims) if self.id_token else jwt.encode(self.header, claims, self.signing or self.key)
        return 200, json.dumps({"access_token": "x", "token_type": "Bearer", "id_token": made}).encode()


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[ThreadingHTTPServer, list[Idp]]]:
    now: list[Idp] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            now[0].asked.append(self.path)
            if self.path == "/keys":
                self.reply(200, json.dumps(KeySet([now[0].key]).as_dict(private=False)).encode())
            elif self.path == "/.well-known/openid-configuration":
                self.reply(200, json.dumps(now[0].told()).encode())
            else:
                self.reply(404, b"{}")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {k: v[0] for k, v in parse_qs(body).items()}
            self.reply(*now[0].token(form, self.headers.get("authorization", "")))

        def reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, now
        server.shutdown()


KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})


@pytest.fixture
def idp(running: tuple[ThreadingHTTPServer, list[Idp]]) -> Idp:
    server, now = running
    found = Idp(f"http://127.0.0.1:{server.server_port}", KEY)
    now[:] = [found]
    return found


@pytest.fixture
def here(idp: Idp) -> Provider:
    return Provider(Oidc(idp.issuer, CLIENT, SECRET), ADDRESS)


def sign_in(here: Provider, idp: Idp, **changed: str) -> Proven:
    address, begun = here.begin("/cases")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    idp.nonce, idp.challenge = asked["nonce"], asked["code_challenge"]
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert asked["redirect_uri"] == f"{ADDRESS}/sign-in/provider/return"
    return here.finish({"code": "the-code", "state": asked["state"], **changed}, begun)


def test_an_honest_one(here: Provider, idp: Idp) -> None:
    assert sign_in(here, idp) == Proven(f"{idp.issuer} someone", "a@example.com")
    sign_in(here, idp)
    assert idp.asked.count("/keys") == 1, "what it says of itself is kept"


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_is_not_verified_proves_nothing(here: Provider, idp: Idp, verified: object) -> None:
    idp.claims = {"email_verified": verified}
    assert sign_in(here, idp).email is None


NOW = int(time.time())


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"}, {"nonce": None}, {"iss": "https://elsewhere.example"}, {"iss": None}, {"aud": "another"},
        {"aud": None}, {"aud": []}, {"aud": ["another", "kanhe"]}, {"aud": ["kanhe", "another"], "azp": "another"},
        {"azp": "another"}, {"exp": NOW - 3600}, {"exp": None}, {"exp": "soon"}, {"iat": NOW + 3600}, {"iat": None},
        {"sub": None}, {"sub": ""}, {"sub": 7}, {"sub": "s" * 256}, {"nbf": NOW + 3600},
    ],
    ids=lambda c: json.dumps(c).replace(str(NOW - 3600), "past").replace(str(NOW + 3600), "future")[:60],
)  # fmt: skip
def test_what_a_token_must_not_say(here: Provider, idp: Idp, claims: dict[str, Any]) -> None:
    idp.claims = claims
    with pytest.raises(NotProven) as told:
        sign_in(here, idp)
    assert told.value.zh


def unsigned(claims: dict[str, Any]) -> str:
    parts = [{"alg": "none"}, claims]
    return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts) + "."


def by_shared_secret(claims: dict[str, Any]) -> str:
    """Signed with what everybody knows, the public key, as if it were a shared secret."""
    return str(jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(KEY.as_pem(private=False))))


def changed_after_signing(claims: dict[str, Any]) -> str:
    head, _, signature = str(jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)).split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "admin"}).encode()).rstrip(b"=").decode()
    return ".".join((head, body, signature))


@pytest.mark.parametrize(
    "made", [unsigned, by_shared_secret, changed_after_signing, lambda c: "x.y.z", lambda c: "", lambda c: "é" * 100],
    ids=["alg-none", "shared-secret", "changed", "no-jwt", "empty", "no-ascii"],
)  # fmt: skip
def test_signatures_that_do_not_hold(here: Provider, idp: Idp, made: Callable[[dict[str, Any]], str]) -> None:
    idp.id_token = made
    with pytest.raises(NotProven):
        sign_in(here, idp)


def test_another_s_signature(here: Provider, idp: Idp) -> None:
    idp.signing = RSAKey.generate_key(2048, parameters={"kid": "one"})
    with pytest.raises(NotProven):
        sign_in(here, idp)


def test_a_new_key_is_learnt_but_not_asked_for_again_and_again(
    here: Provider, idp: Idp, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    sign_in(here, idp)
    idp.key = RSAKey.generate_key(2048, parameters={"kid": "two"})
    idp.header = {"alg": "RS256", "kid": "two"}
    with pytest.raises(NotProven):
        sign_in(here, idp)
    assert idp.asked.count("/keys") == 1
    monkeypatch.setattr(provider, "AGAIN_AFTER", 0)
    sign_in(here, idp)
    assert idp.asked.count("/keys") == 2


@pytest.mark.parametrize(
    "brought",
    [{"state": "another"}, {"state": ""}, {"code": ""}, {"code": "another"}, {"error": "access_denied"},
     {"iss": "https://elsewhere.example"}],
    ids=lambda b: json.dumps(b),
)  # fmt: skip
def test_what_the_browser_must_not_bring(here: Provider, idp: Idp, brought: dict[str, str]) -> None:
    with pytest.raises(NotProven):
        sign_in(here, idp, **brought)


def test_a_code_without_the_verifier_is_worth_nothing(here: Provider, idp: Idp) -> None:
    address, begun = here.begin("/")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    idp.nonce, idp.challenge = asked["nonce"], asked["code_challenge"]
    with pytest.raises(NotProven):
        here.finish({"code": "the-code", "state": begun.state}, Begun(begun.state, begun.nonce, "v" * 64, "/"))


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"null", b"{}", b'{"id_token": 1}', b"\xff" * 50, b"[" * 5000, b'{"id_token": "' + b"x" * (2 << 20)],
    ids=["empty", "list", "null", "object", "number", "bytes", "nested", "flood"],
)  # fmt: skip
def test_answers_that_are_none(here: Provider, idp: Idp, answer: bytes) -> None:
    idp.answer = answer
    with pytest.raises(NotProven):
        sign_in(here, idp)


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elsewhere.example"}, {"token_endpoint": None}, {"token_endpoint": "http://elsewhere.example/token"},
     {"jwks_uri": "file:///etc/passwd"}, {"authorization_endpoint": "javascript:alert(1)"}, {"jwks_uri": "http://[::1"}],
    ids=lambda m: json.dumps(m),
)  # fmt: skip
def test_what_a_provider_must_not_say_of_itself(here: Provider, idp: Idp, metadata: dict[str, Any]) -> None:
    idp.metadata = metadata
    with pytest.raises(NotProven):
        sign_in(here, idp)


@pytest.mark.parametrize(
    "issuer", ["http://idp.example", "ftp://idp.example", "idp.example", "http://127.0.0.1.example"]
)
def test_one_that_is_not_over_https_is_not_asked(issuer: str) -> None:
    with pytest.raises(NotProven, match="https"):
        Provider(Oidc(issuer, CLIENT, SECRET), ADDRESS).begin("/")


def test_one_that_is_away() -> None:
    with pytest.raises(NotProven, match="does not answer"):
        Provider(Oidc("http://127.0.0.1:1", CLIENT, SECRET), ADDRESS).begin("/")


@given(st.text() | st.binary().map(lambda b: b.decode("latin-1")) | st.from_type(type(None)).map(str))
def test_what_a_browser_kept_is_read_or_dropped(text: str) -> None:
    assert read_begun(text) is None


def test_what_was_begun_is_read_again() -> None:
    begun = Begun("s", "n", "v", "/cases?a=b&c=甲")
    assert read_begun(begun.text()) == begun
    assert read_begun('{"state": 1, "nonce": "n", "verifier": "v", "to": "/"}') is None
