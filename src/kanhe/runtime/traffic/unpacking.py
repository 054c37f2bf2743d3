"""Taking a request apart: URL, form, multipart, JSON, gzip, zlib, base64, hex and protobuf, in each other to depth eight.

What remains are leaves, each a text with the way to it, and stretches of bytes that are nothing known.  Bounded in depth,
leaves and bytes, so that a bomb costs no more than a large request.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

import msgspec

from kanhe.runtime.traffic.flow import Flow
from kanhe.runtime.traffic.protobuf import fields

MAX_DEPTH = 8
MAX_NESTED = 100
"""Objects and arrays of one JSON text in each other."""
MAX_LEAVES = 4000
MAX_BYTES = 2 << 20
"""Bytes that packed parts may unfold to, all together."""
_WHERE = 160

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_FORM = re.compile(rb"[\w.%\[\]$-]{1,100}=")
_BOUNDARY = re.compile(r'boundary="?([^";,]{1,80})', re.IGNORECASE)
_NAME = re.compile(rb'name="([^"]{0,100})"')
_MAY_BE_PACKED = re.compile(
    r"(?![0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$)"
    r"(?!(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9A-F]{32}|[0-9A-F]{40}|[0-9A-F]{64})$)"
    r"(?!/[\w.-]*/[\w./-]*$)"
    r"(?:\s*[{\[\"]|[A-Za-z0-9+/_-]{12,}={0,2}\s*$|[\w.%\[\]$-]{1,100}=|[^%]{0,2000}%)"
)
"""A text in JSON that may be something else written as text; digests, UUIDs and paths are what they are."""
_DIGESTS = (16, 20, 32)
"""Bytes of MD5, SHA-1 and SHA-256."""
_ROUTINE = frozenset((
    "host", "content-length", "accept", "accept-encoding", "accept-language", "connection", "content-type",
    "content-encoding", "transfer-encoding", "cache-control", "pragma", "date", "origin", ":authority", ":method", ":scheme",
    ":path", "if-none-match", "if-modified-since", "range", "expect", "upgrade-insecure-requests",
))  # fmt: skip
_JSON = msgspec.json.Decoder()


class Leaf(NamedTuple):
    """A text that is a value.  A tuple, as a request has hundreds of them."""

    where: str
    """The way to it: 'query.imei', 'body.gzip.json.device.id', 'body.pb.2'."""
    text: str


@dataclass(slots=True)
class Unpacked:
    """What a request falls apart into."""

    leaves: list[Leaf] = field(default_factory=list)
    dark: list[bytes] = field(default_factory=list)
    """Stretches of bytes that are nothing known."""
    partial: bool = False
    """A bound was met."""


def unpack(flow: Flow) -> Unpacked:
    """Everything a request says."""
    work = _Work()
    path, _, query = flow.path.partition("?")
    for part in path.split("/"):
        if len(part) >= 6:
            work.text(unquote_plus(part).encode(), "path", 1)
    if query:
        work.form(query.encode("utf-8", "replace"), "query", 0)
    for name, value in flow.headers:
        if name.lower() not in _ROUTINE:
            if name.lower() == "cookie":
                for pair in value.split(";"):
                    key, _, content = pair.strip().partition("=")
                    work.text(content.encode("utf-8", "replace"), f"cookie.{key[:40]}", 1)
            else:
                work.text(value.encode("utf-8", "replace"), f"header.{name[:40]}", 1)
    body = flow.body
    work.found.partial |= flow.size > len(body) > 0
    if match := _BOUNDARY.search(flow.header("content-type")):
        work.multipart(body, match[1].encode())
    else:
        work.any(body, "body", 0)
    return work.found


class _Work:
    __slots__ = ("found", "left")

    def __init__(self) -> None:
        self.found = Unpacked()
        self.left = MAX_BYTES

    def leaf(self, text: str, where: str) -> None:
        if len(self.found.leaves) >= MAX_LEAVES:
            self.found.partial = True
        elif text:
            self.found.leaves.append(Leaf(where if len(where) <= _WHERE else where[:_WHERE], text))

    def any(self, data: bytes, where: str, depth: int) -> None:
        """Bytes of any kind."""
        if not data or self._deep(depth):
            return
        if (unfolded := self._inflated(data)) is not None:
            self.any(unfolded[1], f"{where}.{unfolded[0]}", depth + 1)
            return
        if _looks_like_text(data):
            self.text(data, where, depth)
        else:
            self._binary(data, where, depth)

    def text(self, data: bytes, where: str, depth: int) -> None:
        """Bytes that are text: of a known shape, or a leaf."""
        if self._deep(depth):
            return
        first = data.lstrip()[:1]
        if first and first in b'{["':
            try:
                self._json(_JSON.decode(data), f"{where}.json", depth + 1)
                return
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                pass
        stripped = data.strip()
        if len(stripped) >= 12 and (len(stripped) >= 24 or not stripped.isdigit()):
            if (whole := _HEX.fullmatch(stripped)) is not None and len(stripped) // 2 not in _DIGESTS:
                self._inside(bytes.fromhex(whole[0].decode()), f"{where}.hex", depth + 1)
            elif _BASE64.fullmatch(stripped) is not None:
                if self._base64(stripped, where, depth):
                    return  # what was packed in it says more than its letters, of which there are many
            elif _FORM.match(data) is not None and b"\n" not in stripped:
                self.form(data, f"{where}.form", depth)
                return
            elif b"\n" in stripped and depth < MAX_DEPTH and stripped.count(b"\n") < 200 and stripped[:1] == b"{":
                for line in stripped.splitlines():  # JSON Lines
                    self.text(line, where, depth + 1)
                return
        elif _FORM.match(data) is not None:
            self.form(data, f"{where}.form", depth)
            return
        shown = data.decode("utf-8", "replace")
        self.leaf(unquote_plus(shown) if "%" in shown else shown, where)

    def form(self, data: bytes, where: str, depth: int) -> None:
        try:
            pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=2000)
        except ValueError:
            self.found.partial = True
            return
        for name, value in pairs:
            self.text(value.encode("utf-8", "replace"), f"{where}.{name[:60]}", depth + 1)
        if not pairs:
            self.leaf(data.decode("utf-8", "replace"), where)

    def multipart(self, body: bytes, boundary: bytes) -> None:
        for part in body.split(b"--" + boundary)[:500]:
            head, _, content = part.partition(b"\r\n\r\n")
            if content:
                name = _NAME.search(head)
                self.any(
                    content.removesuffix(b"\r\n"),
                    f"body.multipart.{name[1].decode('utf-8', 'replace') if name else ''}",
                    1,
                )

    def _json(self, value: Any, where: str, depth: int, nested: int = 0) -> None:
        kind = type(value)
        if kind is str:
            if len(value) < 12 or not _MAY_BE_PACKED.match(value):
                self.leaf(value, where)
            else:
                self.text(value.encode("utf-8", "surrogatepass"), where, depth)
        elif kind is int or kind is float:
            self.leaf(repr(value), where)
        elif self._deep(depth) or nested > MAX_NESTED:
            self.found.partial = True
        elif kind is dict:
            leaves = self.found.leaves
            room = min(MAX_LEAVES - len(leaves), 100) if len(where) < _WHERE - 61 else 0
            for key, inner in value.items():
                # Short texts and numbers, most of what there is, become leaves at once.
                if room > 0 and (
                    (type(inner) is str and 0 < len(inner) < 12) or type(inner) is int or type(inner) is float
                ):
                    leaves.append(Leaf(f"{where}.{key[:60]}", inner if type(inner) is str else repr(inner)))
                    room -= 1
                else:
                    self._json(inner, f"{where}.{key[:60]}" if len(where) < _WHERE else where, depth, nested + 1)
                    room = min(MAX_LEAVES - len(leaves), room)
        elif kind is list:
            for inner in value:
                self._json(inner, where, depth, nested + 1)

    def _base64(self, text: bytes, where: str, depth: int) -> bool:
        """Whether packed bytes were in it, so that the text itself is no value."""
        altchars = b"-_" if b"-" in text or b"_" in text else None
        try:
            data = base64.b64decode(text + b"=" * (-len(text) % 4), altchars, validate=True)
        except (binascii.Error, ValueError):
            return False
        if len(data) in _DIGESTS:
            self.leaf(data.hex(), f"{where}.base64")
        return self._inside(data, f"{where}.base64", depth + 1)

    def _inside(self, data: bytes, where: str, depth: int) -> bool:
        """What a text may stand for, if it stands for anything: words written in its letters look the same.  Whether
        packed bytes were in it."""
        if self._deep(depth):
            return False
        if (unfolded := self._inflated(data)) is not None:
            self.any(unfolded[1], f"{where}.{unfolded[0]}", depth + 1)
            return True
        if _looks_like_text(data):
            self.text(data, where, depth)
        elif len(data) >= 8 and (message := fields(data)) is not None:
            self._message(message, where, depth)
        elif len(data) >= 64:
            self.found.dark.append(data)
        return False

    def _binary(self, data: bytes, where: str, depth: int) -> None:
        if len(data) in _DIGESTS:
            self.leaf(data.hex(), where)
        if (message := fields(data)) is not None:
            self._message(message, where, depth)
        elif len(data) >= 64:
            self.found.dark.append(data)

    def _message(self, message: list[tuple[int, bytes | int | float]], where: str, depth: int) -> None:
        for number, value in message:
            at = f"{where}.pb.{number}"
            if isinstance(value, bytes):
                self.any(value, at, depth + 1)
            elif isinstance(value, int):
                self.leaf(str(value), at)
            elif abs(value) < 1e6:
                self.leaf(f"{value:.6f}", at)

    def _inflated(self, data: bytes) -> tuple[str, bytes] | None:
        """(format, content) of packed bytes, as far as the bound allows."""
        if data[:2] == b"\x1f\x8b":
            name, window = "gzip", 31
        elif len(data) > 6 and data[0] == 0x78 and not (data[0] << 8 | data[1]) % 31:
            name, window = "zlib", 15
        else:
            return None
        if self.left <= 0:
            self.found.partial = True
            return None
        unfolder = zlib.decompressobj(window)
        try:
            content = unfolder.decompress(data, self.left)
        except zlib.error:
            return None
        self.left -= len(content)
        self.found.partial |= bool(unfolder.unconsumed_tail)
        return name, content

    def _deep(self, depth: int) -> bool:
        if depth > MAX_DEPTH or len(self.found.leaves) >= MAX_LEAVES:
            self.found.partial = True
            return True
        return False


_CONTROL = bytes(k for k in range(32) if k not in (9, 10, 13))


def _controls(data: bytes) -> bool:
    """Whether bytes hold control characters, which texts do not."""
    return len(data.translate(None, _CONTROL)) != len(data)


def _looks_like_text(data: bytes) -> bool:
    """UTF-8 without control characters, and no message whose first field's mark is the end of a line."""
    if _controls(data) or (data[:1] == b"\n" and fields(data) is not None):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
