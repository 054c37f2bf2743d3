"""Flow files of mitmproxy: HTTP requests and raw connections, as far as their fields are what is expected.

mitmproxy itself is not needed.  A field that is missing or of another type is taken as not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic.flow import MAX_BODY, Flow
from kanhe.runtime.traffic.tnetstring import TnetstringError, read_value

_HEAD = re.compile(rb"\d{1,12}:\d{1,12}:")
_REFUSED = re.compile(r"does not trust|certificate|tls handshake|ssl handshake|alert unknown ca", re.IGNORECASE)


def looks_like_flows(head: bytes) -> bool:
    """Whether a file may hold flows, by its first bytes."""
    return _HEAD.match(head) is not None


def read_flows(path: Path, problems: Problems) -> Iterator[Flow]:
    """Every request of a flow file.  Raises :class:`RunError` for what is none, and ``OSError``."""
    number = 0
    with path.open("rb") as file:
        while True:
            number += 1
            try:
                value = read_value(file)
            except EOFError:
                return
            except TnetstringError as error:
                if number == 1:
                    raise RunError(
                        f"{path.name} 不是 mitmproxy 流文件", f"{path.name} is no flow file of mitmproxy: {error}"
                    ) from error
                problems.add(
                    number,
                    f"第 {number} 个流损坏，其后未读取",
                    f"flow {number} is damaged ({error}): the rest was not read",
                )
                return
            flow = _flow(value, number)
            if flow is not None:
                yield flow
            elif not isinstance(value, dict) or value.get("type") not in ("dns", "udp"):
                problems.add(
                    number, f"第 {number} 个流没有可用的请求", f"flow {number} holds no request that can be used"
                )


def _flow(value: Any, number: int) -> Flow | None:
    if not isinstance(value, dict):
        return None
    client, server = _dict(value.get("client_conn")), _dict(value.get("server_conn"))
    refused = _refused(value, client)
    if value.get("type") == "http":
        return _http(_dict(value.get("request")), client, server, number, refused)
    if value.get("type") == "tcp":
        sent = b"".join(m[1] for m in _list(value.get("messages")) if _from_client(m))
        host, port = _address(server.get("address"))
        host = _text(client.get("sni")) or host
        if not host:
            return None
        return Flow(
            number=number, at=_number(client.get("timestamp_start")), host=host.lower()[:255],
            scheme="tls" if _text(client.get("tls_version")) or refused else "tcp", port=port,
            address=_address(server.get("peername") or server.get("ip_address"))[0] or None, body=sent[:MAX_BODY],
            size=len(sent), pinned=refused,
        )  # fmt: skip
    return None


def _http(request: dict[str, Any], client: Any, server: Any, number: int, refused: bool) -> Flow | None:
    host = _text(request.get("host"))
    headers = tuple(
        (_text(h[0]), _text(h[1])) for h in _list(request.get("headers"))[:200] if isinstance(h, list) and len(h) == 2
    )
    named = next((v for k, v in headers if k.lower() in ("host", ":authority")), "")
    sni = _text(client.get("sni"))
    shown = sni or _without_port(named) or host
    if not shown:
        return None
    content = request.get("content")
    body = content if isinstance(content, bytes) else b""
    port = request.get("port")
    scheme = _text(request.get("scheme")).lower() or ("https" if refused else "http")
    return Flow(
        number=number, at=_number(request.get("timestamp_start")), host=shown.lower()[:255], scheme=scheme,
        port=port if isinstance(port, int) and 0 <= port <= 65535 else None,
        address=_address(server.get("peername") or server.get("ip_address"))[0] or None,
        method=_text(request.get("method"))[:20].upper() or None, path=_text(request.get("path")), headers=headers,
        body=body[:MAX_BODY], size=len(body), pinned=refused,
    )  # fmt: skip


def _refused(value: dict[str, Any], client: dict[str, Any]) -> bool:
    """Whether the connection failed because the client would not take the examiner's certificate."""
    told = (_dict(value.get("error")).get("msg"), client.get("error"))
    return any(_REFUSED.search(_text(text)) for text in told if text)


def _from_client(message: Any) -> bool:
    return isinstance(message, list) and len(message) >= 2 and message[0] is True and isinstance(message[1], bytes)


def _address(value: Any) -> tuple[str, int | None]:
    if isinstance(value, dict):  # as older versions write it
        value = value.get("address")
    if isinstance(value, list) and value:
        port = value[1] if len(value) > 1 and isinstance(value[1], int) else None
        return _text(value[0]), port
    return "", None


def _without_port(host: str) -> str:
    return host if host.startswith("[") or host.count(":") > 1 else host.partition(":")[0]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) and 0 <= value < 32503680000 else 0.0


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
