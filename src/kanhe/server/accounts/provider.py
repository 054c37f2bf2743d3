"""An identity provider that signs people in: OpenID Connect, authorization code flow with PKCE, state and nonce.

What the provider answers is foreign: bounded, and nothing of it is believed but an ID token that its keys signed for us.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kanhe.server.settings import Oidc

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures with a key pair only: with a shared secret, or none, anybody who knows it could sign."""
LEEWAY = 60
"""Seconds that two clocks may differ."""
PATIENCE = 10.0
"""Seconds for each answer."""
LARGEST = 1 << 20
"""Bytes of one."""
KNOWN_FOR = 3600.0
"""Seconds for which what the provider says of itself is kept."""
AGAIN_AFTER = 30.0
"""Seconds between looks for keys that are not known yet."""


class NotProven(Exception):
    """The provider did not prove who it is that signs in; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps until it comes back from the provider."""

    state: str
    nonce: str
    verifier: str
    to: str
    """Where the person wanted to go."""

    def text(self) -> str:
        return json.dumps(asdict(self))


def read_begun(text: str) -> Begun | None:
    """What :meth:`Begun.text` gave; None for anything else."""
    try:
        found = json.loads(text)
        begun = Begun(found["state"], found["nonce"], found["verifier"], found["to"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return begun if all(isinstance(v, str) and v for v in asdict(begun).values()) else None


@dataclass(frozen=True, slots=True)
class Proven:
    """Who signs in, as the provider's signed word has it."""

    subject: str
    """Issuer, a space, the subject there: never given to another."""
    email: str | None
    """Only one that the provider has verified."""


class Provider:
    """One provider.  May be used from any thread."""

    def __init__(self, settings: Oidc, public_url: str) -> None:
        self._settings = settings
        self._issuer = settings.issuer.rstrip("/")
        self._return_to = f"{public_url.rstrip('/')}/sign-in/provider/return"
        self._lock = threading.Lock()
        self._told: dict[str, Any] = {}
        self._told_at = self._keys_at = float("-inf")
        self._keys: KeySet | None = None

    def begin(self, to: str) -> tuple[str, Begun]:
        """The provider's page to go to, and what to keep meanwhile.  Raises :class:`NotProven`."""
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(64), to)
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"), state=begun.state, code_verifier=begun.verifier,
                nonce=begun.nonce,
            )  # fmt: skip
        return address, begun

    def finish(self, answer: Mapping[str, str], begun: Begun) -> Proven:
        """Who it is, from what the browser brought back.  Raises :class:`NotProven`."""
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise NotProven("登录流程不匹配，请重新登录", "this is not the sign-in that was begun here; sign in again")
        if answer.get("iss", self._told_issuer()) != self._told_issuer():
            raise NotProven("答复来自另一个身份提供方", "the answer comes from another provider")
        if "error" in answer or not answer.get("code"):
            raise NotProven("身份提供方没有完成登录", "the provider did not sign you in")
        return self._proven(self._id_token(answer["code"], begun.verifier), begun.nonce)

    def _id_token(self, code: str, verifier: str) -> str:
        try:
            with self._client() as client:
                token = client.fetch_token(self._endpoint("token_endpoint"), code=code, code_verifier=verifier)
        except (httpx2.HTTPError, AuthlibBaseError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise NotProven("身份提供方没有确认登录", "the provider did not confirm the sign-in") from error
        found = token.get("id_token") if isinstance(token, Mapping) else None
        if not isinstance(found, str) or len(found) > LARGEST:
            raise NotProven("身份提供方没有给出身份令牌", "the provider gave no ID token")
        return found

    def _proven(self, id_token: str, nonce: str) -> Proven:
        try:
            try:
                claims = jwt.decode(id_token, self._key_set(), list(ALGORITHMS)).claims
            except (JoseError, ValueError) as error:  # perhaps signed with a key that is new
                claims = jwt.decode(id_token, self._key_set(fresh=error), list(ALGORITHMS)).claims
            registry = jwt.JWTClaimsRegistry(
                leeway=LEEWAY, iss={"essential": True, "value": self._told_issuer()}, exp={"essential": True},
                iat={"essential": True}, sub={"essential": True}, nonce={"essential": True, "value": nonce},
            )  # fmt: skip
            registry.validate(claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise NotProven("身份令牌不成立", "the ID token does not hold") from error
        audience = claims.get("aud")
        audiences = [audience] if isinstance(audience, str) else audience if isinstance(audience, list) else []
        own = self._settings.client_id
        if own not in audiences or (len(audiences) > 1 and claims.get("azp") != own) or claims.get("azp", own) != own:
            raise NotProven("身份令牌是给另一个系统的", "the ID token is for another system")
        subject, email = claims["sub"], claims.get("email")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise NotProven("身份令牌没有说明是谁", "the ID token does not say who it is")
        verified = isinstance(email, str) and claims.get("email_verified") is True
        return Proven(f"{self._issuer} {subject}", email if verified else None)

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._settings.client_id, self._settings.client_secret, scope="openid email profile",
            redirect_uri=self._return_to, code_challenge_method="S256", timeout=PATIENCE, follow_redirects=False,
            transport=_Bounded(),
        )  # fmt: skip

    def _told_issuer(self) -> str:
        return str(self._metadata()["issuer"])

    def _endpoint(self, name: str) -> str:
        found = self._metadata().get(name)
        if not isinstance(found, str) or not trustworthy(found):
            raise NotProven("身份提供方的设置有误", f"the provider tells no {name} that can be used")
        return found

    def _metadata(self) -> dict[str, Any]:
        with self._lock:
            if time.monotonic() > self._told_at + KNOWN_FOR:
                if not trustworthy(self._issuer):
                    raise NotProven(
                        "身份提供方的地址应以 https:// 开头", "the provider's address does not begin with https://"
                    )
                found = _fetched(f"{self._issuer}/.well-known/openid-configuration")
                if str(found.get("issuer", "")).rstrip("/") != self._issuer:
                    raise NotProven("身份提供方自称另一个地址", "the provider says that it is another one")
                self._told, self._told_at = found, time.monotonic()
            return self._told

    def _key_set(self, fresh: Exception | None = None) -> KeySet:
        """The keys; fetched once more because of a failure, but not again and again."""
        address = self._endpoint("jwks_uri")
        with self._lock:
            moment = time.monotonic()
            if self._keys is not None and fresh is None and moment < self._keys_at + KNOWN_FOR:
                return self._keys
            if self._keys is not None and fresh is not None and moment < self._keys_at + AGAIN_AFTER:
                raise fresh
            try:
                self._keys, self._keys_at = KeySet.import_key_set(_fetched(address)), moment  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise NotProven("身份提供方的密钥有误", "the provider's keys cannot be read") from error
            return self._keys


def _fetched(address: str) -> dict[str, Any]:
    """A JSON object at an address.  Raises :class:`NotProven`."""
    try:
        with httpx2.Client(timeout=PATIENCE, follow_redirects=False, transport=_Bounded()) as client:
            answer = client.get(address, headers={"Accept": "application/json"})
            answer.raise_for_status()
            found = answer.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, RecursionError) as error:
        raise NotProven("身份提供方没有应答", "the provider does not answer") from error
    if not isinstance(found, dict):
        raise NotProven("身份提供方的答复有误", "the provider's answer cannot be read")
    return found


class _Counted(httpx2.SyncByteStream):
    """An answer's bytes, as long as they are no flood.  Raises :class:`NotProven`."""

    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for part in self._stream:
            read += len(part)
            if read > LARGEST:
                raise NotProven("身份提供方的答复过大", "the provider's answer is too large")
            yield part

    def close(self) -> None:
        self._stream.close()


class _Bounded(httpx2.HTTPTransport):
    """Answers of a size that can be read."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["accept-encoding"] = "identity"  # what is sent is what is read
        response = super().handle_request(request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Counted(response.stream)
        response.headers.pop("content-encoding", None)
        return response


def trustworthy(address: str) -> bool:
    """Over https, or on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost"))
