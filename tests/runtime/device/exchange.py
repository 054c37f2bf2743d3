"""Clients that speak through mitmdump, and a server of many manners, all on the loopback."""

from __future__ import annotations

import base64
import hashlib
import socket
import socketserver
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_KEY = base64.b64encode(bytes(16)).decode()


class Manners(socketserver.StreamRequestHandler):
    """HTTP with a short answer, a web socket where one is asked for, and an echo for what is neither."""

    def handle(self) -> None:
        first = self.rfile.readline()
        if not first.endswith((b"HTTP/1.1\r\n", b"HTTP/1.0\r\n")):
            self.wfile.write(first)
            return
        headers = {}
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        if first.startswith(b"GET /silent"):
            return  # the connection ends without an answer
        if first.startswith(b"POST /slow"):
            self.rfile.read(int(headers["content-length"]))
            self.rfile.read(1)  # an answer that never comes
            return
        if "upgrade" in headers:
            digest = hashlib.sha1(
                f"{headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()
            ).digest()
            self.wfile.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + base64.b64encode(digest) + b"\r\n\r\n"
            )  # fmt: skip
            self.rfile.read(2)
            self.wfile.write(b"\x88\x00")  # and it closes
            return
        self.rfile.read(int(headers.get("content-length", 0)))
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def handle_error(self, request, client_address) -> None:
        """Clients of the tests break off on purpose."""


@contextmanager
def server(pem: Path | None = None) -> Iterator[int]:
    """Its port; with TLS where a certificate is given."""
    with Server(("127.0.0.1", 0), Manners) as made:
        if pem is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
            made.socket = context.wrap_socket(made.socket, server_side=True)
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield int(made.server_address[1])
        made.shutdown()


def ask(proxy: int, url: str, body: bytes | None = None, trusted: Path | None = None, **headers: str) -> int:
    """The status of an answer.  Raises ``OSError``."""
    through = f"http://127.0.0.1:{proxy}"
    context = ssl.create_default_context(cafile=str(trusted) if trusted else None)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"http": through, "https": through}), urllib.request.HTTPSHandler(context=context)
    )
    with opener.open(urllib.request.Request(url, body, headers), timeout=10) as answer:
        return int(answer.status)


def raw(proxy: int, port: int, data: bytes) -> bytes:
    """Bytes through a tunnel, as an app's own protocol sends them, and what came back."""
    with socket.create_connection(("127.0.0.1", proxy), 10) as tunnel:
        tunnel.sendall(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert tunnel.recv(4096).startswith(b"HTTP/1.1 200")
        tunnel.sendall(data)
        return tunnel.recv(4096)


def web_socket(proxy: int, port: int, text: bytes) -> None:
    """One message from the client; the server closes."""
    with socket.create_connection(("127.0.0.1", proxy), 10) as line:
        line.sendall(
            f"GET http://127.0.0.1:{port}/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {_KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert line.recv(4096).startswith(b"HTTP/1.1 101")
        line.sendall(bytes([0x81, 0x80 | len(text)]) + bytes(4) + text)
        while line.recv(4096):
            pass
