"""HTTP archives (HAR 1.2), as browsers and proxies write them: requests only, read within bounds."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kanhe.runtime.problem import Problems, RunError
from kanhe.runtime.traffic.flow import MAX_BODY, Flow, split_url

MAX_FILE = 512 << 20
"""Bytes of an archive: it is one JSON text and must be held whole."""
MAX_HEADERS = 200


class _Pair(msgspec.Struct):
    name: str = ""
    value: str = ""


class _PostData(msgspec.Struct):
    mimeType: str = ""
    text: str | None = None
    encoding: str | None = None
    params: list[_Pair] = []


class _Request(msgspec.Struct):
    url: str
    method: str = "GET"
    headers: list[_Pair] = []
    postData: _PostData | None = None
    bodySize: float = -1


class _Entry(msgspec.Struct):
    request: _Request
    startedDateTime: str = ""
    serverIPAddress: str = ""


class _Log(msgspec.Struct):
    entries: list[msgspec.Raw]


class _Archive(msgspec.Struct):
    log: _Log


_DECODER = msgspec.json.Decoder(_Archive)
_ENTRY = msgspec.json.Decoder(_Entry)


def looks_like_har(head: bytes) -> bool:
    """Whether a file may be one, by its first bytes."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"log"' in head


def read_har(path: Path, problems: Problems) -> Iterator[Flow]:
    """Every request of an archive.  Raises :class:`RunError` for what is none, and ``OSError``."""
    if path.stat().st_size > MAX_FILE:
        raise RunError(
            f"{path.name} 超过 {MAX_FILE >> 20} MB，请分割后再给出",
            f"{path.name} has more than {MAX_FILE >> 20} MB; split it",
        )
    try:
        entries = _entries(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RunError(f"{path.name} 不是 HAR 文件", f"{path.name} is no HAR: {str(error)[:120]}") from error
    for number, raw in enumerate(entries, 1):
        try:
            entry = _ENTRY.decode(raw) if isinstance(raw, msgspec.Raw) else msgspec.convert(raw, _Entry)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            problems.add(number, f"第 {number} 个请求无法读取", f"entry {number}: {str(error)[:120]}")
            continue
        scheme, host, port, where = split_url(entry.request.url)
        if not host or scheme not in ("http", "https", "ws", "wss"):
            problems.add(number, f"第 {number} 个请求没有主机名", f"entry {number} names no host")
            continue
        body = _body(entry.request)
        yield Flow(
            number=number,
            at=moment(entry.startedDateTime),
            host=host,
            scheme=scheme,
            port=port,
            address=entry.serverIPAddress.strip("[]") or None,
            method=entry.request.method[:20].upper(),
            path=where,
            headers=tuple((h.name, h.value) for h in entry.request.headers[:MAX_HEADERS]),
            body=body[:MAX_BODY],
            size=max(len(body), int(min(max(entry.request.bodySize, 0), 1 << 50))),
        )


def _entries(data: bytes) -> list[Any]:
    """The entries, not yet decoded; or as plain values where texts hold halves of characters, in which proxies keep bytes
    and which the fast decoder refuses."""
    try:
        return list(_DECODER.decode(data).log.entries)
    except msgspec.DecodeError as error:
        if "surrogate" not in str(error):
            raise
    told = json.loads(data)
    log = told.get("log") if isinstance(told, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        raise ValueError("it has no list of entries")
    return entries


def moment(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; 0 for what is none.  Without a zone it is taken as UTC."""
    try:
        told = dt.datetime.fromisoformat(text.strip())
        return max(0.0, (told if told.tzinfo else told.replace(tzinfo=dt.UTC)).timestamp())
    except (ValueError, OverflowError):
        return 0.0


def _body(request: _Request) -> bytes:
    data = request.postData
    if data is None:
        return b""
    if data.text is None:
        return "&".join(f"{p.name}={p.value}" for p in data.params).encode("utf-8", "surrogatepass")
    if data.encoding == "base64":
        try:
            return base64.b64decode(data.text, validate=False)
        except (binascii.Error, ValueError):
            return data.text.encode("utf-8", "surrogatepass")
    # Tools that keep bytes in a text write them as surrogates; those come back as the bytes they were.
    return data.text.encode("utf-8", "surrogateescape") if _escaped(data.text) else data.text.encode("utf-8", "replace")


def _escaped(text: str) -> bool:
    return all(not "\ud800" <= c <= "\udfff" or "\udc80" <= c <= "\udcff" for c in text)
