"""The addon that mitmdump runs: every connection written down, those whose content was not seen among them.

It is run by mitmdump's own Python and imports nothing of this program.  It writes two files that belong together: ``kanhe_flows``
takes the flows as mitmproxy stores them, ``kanhe_log`` one JSON line a flow in the same order, and a line for each connection
that gave no flow: a client that refused the certificate, one that speaks no TLS we know, one that broke off.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import Any

from mitmproxy import ctx, exceptions, http, io, tcp, tls, udp

MAX_FILE = 2 << 30
"""Bytes of flows after which only lines are written."""


class Capture:
    """Writes what goes by."""

    def __init__(self) -> None:
        self.flows: Any = None
        self.log: Any = None
        self.writer: Any = None
        self.open: dict[str, Any] = {}
        """Flows that were begun and not yet written, by their ids."""
        self.alone: Any = None
        self.kept = 0
        self.full = False

    def load(self, loader: Any) -> None:
        loader.add_option("kanhe_flows", str, "", "File for flows.")
        loader.add_option("kanhe_log", str, "", "File for lines.")
        loader.add_option("kanhe_offset", str, "0", "Seconds by which the device's clock is ahead.")

    def running(self) -> None:
        self.flows = open(ctx.options.kanhe_flows, "wb", buffering=0)  # noqa: SIM115 - closed in done()
        self.log = open(ctx.options.kanhe_log, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
        self.writer = io.FlowWriter(self.flows)
        self.line(event="ready", port=_listening())
        self.alone = asyncio.get_running_loop().create_task(_end_with(os.getppid()))

    def done(self) -> None:
        """What still waits for an answer was sent all the same."""
        for flow in list(self.open.values()) if self.log is not None else []:
            told = _http(flow) if isinstance(flow, http.HTTPFlow) else _raw(flow)
            self.keep(flow, "response" if isinstance(flow, http.HTTPFlow) else "tcp", **told, why="unfinished")
        for file in (self.flows, self.log):
            if file is not None:
                file.close()

    def request(self, flow: http.HTTPFlow) -> None:
        self.open[flow.id] = flow

    def tcp_start(self, flow: tcp.TCPFlow) -> None:
        self.open[flow.id] = flow

    def response(self, flow: http.HTTPFlow) -> None:
        if flow.websocket is None:
            self.keep(flow, "response", **_http(flow))

    def websocket_end(self, flow: http.HTTPFlow) -> None:
        messages = flow.websocket.messages if flow.websocket is not None else []
        self.keep(flow, "websocket", **_http(flow), sent=sum(len(m.content) for m in messages if m.from_client))

    def error(self, flow: http.HTTPFlow) -> None:
        self.keep(flow, "error", **_http(flow), why=str(flow.error)[:200])

    def tcp_end(self, flow: tcp.TCPFlow) -> None:
        self.keep(flow, "tcp", **_raw(flow))

    def tcp_error(self, flow: tcp.TCPFlow) -> None:
        self.keep(flow, "tcp", **_raw(flow), why=str(flow.error)[:200])

    def udp_end(self, flow: udp.UDPFlow) -> None:
        self.line(event="udp", ts=self.moment(flow.client_conn.timestamp_start), **_raw(flow))

    def tls_failed_client(self, data: tls.TlsData) -> None:
        """The client ended the handshake: it would not take the examiner's certificate, or would not speak with us at all."""
        client, server = data.conn, data.context.server
        self.line(
            event="refused", ts=self.moment(client.timestamp_start), sni=client.sni, why=str(client.error or "")[:200],
            lport=_port(client.peername), host=_host(server.address), port=_port(server.address),
            ip=_host(server.peername),
        )  # fmt: skip

    def tls_failed_server(self, data: tls.TlsData) -> None:
        server = data.conn
        self.line(
            event="unreachable", ts=self.moment(time.time()), sni=server.sni, why=str(server.error or "")[:200],
            host=_host(server.address), port=_port(server.address),
        )  # fmt: skip

    def keep(self, flow: Any, event: str, **told: Any) -> None:
        """A flow into both files, by the device's clock."""
        offset = self.offset()
        self.open.pop(flow.id, None)
        if not self.full:
            moved = flow.copy()
            for part in (getattr(moved, "request", None), moved.client_conn):
                if part is not None and part.timestamp_start:
                    part.timestamp_start += offset
            try:
                self.writer.add(moved)
            except (OSError, exceptions.FlowReadException):
                self.full = True
            else:
                self.kept += 1
                self.full = self.flows.tell() > MAX_FILE
        request = getattr(flow, "request", None)
        began = request.timestamp_start if request is not None else flow.client_conn.timestamp_start
        client = flow.client_conn
        self.line(
            event=event, ts=self.moment(began), kept=None if self.full else self.kept, sni=client.sni,
            tls=client.tls_version, lport=_port(client.peername), ip=_host(flow.server_conn.peername), **told,
        )  # fmt: skip

    def moment(self, at: float | None) -> float:
        return (at or time.time()) + self.offset()

    def offset(self) -> float:
        return float(ctx.options.kanhe_offset)

    def line(self, **told: Any) -> None:
        self.log.write(json.dumps({k: v for k, v in told.items() if v is not None}, ensure_ascii=False) + "\n")


async def _end_with(parent: int) -> None:
    """Ends mitmdump when who started it is gone: nobody would ever end it."""
    while os.getppid() == parent:
        await asyncio.sleep(2)
    ctx.master.shutdown()


def _http(flow: http.HTTPFlow) -> dict[str, Any]:
    """What is no content of a request."""
    return {
        "scheme": flow.request.scheme, "host": flow.request.pretty_host[:255], "port": flow.request.port,
        "method": flow.request.method[:20], "len": len(flow.request.raw_content or b""),
    }  # fmt: skip


def _raw(flow: Any) -> dict[str, Any]:
    return {
        "host": _host(flow.server_conn.address), "port": _port(flow.server_conn.address),
        "len": sum(len(m.content) for m in flow.messages if m.from_client),
    }  # fmt: skip


def _host(address: Any) -> str | None:
    return str(address[0])[:255] if address else None


def _port(address: Any) -> int | None:
    return int(address[1]) if address else None


def _listening() -> int | None:
    """The port it listens on: it may have been given none."""
    servers = ctx.master.addons.get("proxyserver").servers
    return next((int(a[1]) for server in servers for a in server.listen_addrs), None)


addons = [Capture()]
