"""An adb server with scripted phones behind it, speaking the smart-socket protocol as far as the program uses it.

Commands run in a shell of this machine whose path begins with the phone's tools; the phone's folder stands for its storage.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import threading
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from tests.runtime.device.scripted.tools import put_tools

FEATURES = "shell_v2,cmd,stat_v2,fixed_push_mkdir"


class AdbServer:
    """Listens on a port of the loopback from ``with`` on."""

    def __init__(
        self,
        folder: Path,
        states: Mapping[str, str] | None = None,
        features: str = FEATURES,
        refused: tuple[str, ...] = (),
    ) -> None:
        """``folder`` is the phone's storage; ``states``: serial → state; ``refused``: beginnings of services that fail."""
        self.folder, self.features, self.refused = folder, features, refused
        self.states = dict(states if states is not None else {"PHONE1": "device"})
        self.reversed: dict[str, str] = {}
        self.forwarded: dict[str, str] = {}
        self.commands: list[str] = []
        self._running: list[subprocess.Popen[bytes]] = []
        self.lost = threading.Event()
        """Set: the device is gone from now on."""
        put_tools(folder / "bin")
        (folder / "tmp").mkdir(exist_ok=True)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])

    def __enter__(self) -> AdbServer:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.lose()

    def lose(self) -> None:
        """The cable is pulled: what runs ends, nothing answers any more."""
        self.lost.set()
        for process in self._running:
            process.kill()
            process.wait()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with closing(connection), suppress(OSError, EOFError):
            serial = ""
            while True:
                length = _exactly(connection, 4)
                request = _exactly(connection, int(length, 16)).decode()
                if request.startswith("host:tport:serial:"):
                    serial = request.removeprefix("host:tport:serial:")
                    if not self._there(serial):
                        return _fail(connection, f"device '{serial}' not found")
                    connection.sendall(b"OKAY" + struct.pack("<Q", 1))
                    continue
                if serial:
                    return self._device(connection, request)
                return self._host(connection, request)

    def _there(self, serial: str) -> bool:
        return self.states.get(serial) == "device" and not self.lost.is_set()

    def _host(self, connection: socket.socket, request: str) -> None:
        if request == "host:version":
            return _string(connection, "0029")
        if request == "host:devices":
            return _string(connection, "".join(f"{s}\t{state}\n" for s, state in self.states.items()))
        if request.startswith("host-serial:"):
            serial, _, what = request.removeprefix("host-serial:").partition(":")
            if not self._there(serial):
                return _fail(connection, f"device '{serial}' not found")
            if what == "features":
                return _string(connection, self.features)
            if what == "get-state":
                return _string(connection, "device")
            if what == "list-forward":
                return _string(connection, "".join(f"{serial} {a} {b}\n" for a, b in self.forwarded.items()))
            if what.startswith("forward:"):
                here, _, there = what.removeprefix("forward:").partition(";")
                self.forwarded[here] = there
                return connection.sendall(b"OKAYOKAY")
            if what.startswith("killforward:"):
                self.forwarded.pop(what.removeprefix("killforward:"), None)
                return connection.sendall(b"OKAYOKAY")
        return _fail(connection, f"unknown host service '{request}'")

    def _device(self, connection: socket.socket, request: str) -> None:
        if request.startswith(self.refused) and self.refused:
            return _fail(connection, "cannot bind listener: Operation not permitted")
        if request.startswith("shell,v2:"):
            connection.sendall(b"OKAY")
            return self._shell(connection, request.removeprefix("shell,v2:"), framed=True)
        if request.startswith("shell:"):
            connection.sendall(b"OKAY")
            return self._shell(connection, request.removeprefix("shell:"), framed=False)
        if request == "sync:":
            connection.sendall(b"OKAY")
            return self._sync(connection)
        if request.startswith("reverse:forward:"):
            there, _, here = request.removeprefix("reverse:forward:").partition(";")
            self.reversed[there] = here
            return connection.sendall(b"OKAYOKAY")
        if request.startswith("reverse:killforward:"):
            self.reversed.pop(request.removeprefix("reverse:killforward:"), None)
            return connection.sendall(b"OKAYOKAY")
        return _fail(connection, f"unknown service '{request}'")

    def _shell(self, connection: socket.socket, command: str, framed: bool) -> None:
        self.commands.append(command)
        process = subprocess.Popen(
            ["sh", "-c", self._here(command)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if framed else subprocess.STDOUT, cwd=self.folder,
            env={"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "PHONE": str(self.folder)},
        )  # fmt: skip
        self._running.append(process)
        if framed:
            out, err = process.communicate()
            for kind, data in ((1, out), (2, err)):
                if data:
                    connection.sendall(struct.pack("<BI", kind, len(data)) + data)
            connection.sendall(struct.pack("<BIB", 3, 1, process.returncode & 0xFF))
            return
        assert process.stdout is not None
        try:
            while data := process.stdout.read1(4096):
                connection.sendall(data)
        finally:
            process.kill()
            process.wait()

    def _here(self, text: str) -> str:
        return text.replace("/data/local/tmp", str(self.folder / "tmp"))

    def _sync(self, connection: socket.socket) -> None:
        what, length = struct.unpack("<4sI", _exactly(connection, 8))
        path = _exactly(connection, length).decode()
        if what == b"STAT":
            file = Path(self._here(path))
            told = file.stat() if file.exists() else None
            connection.sendall(
                b"STAT"
                + struct.pack("<III", *((told.st_mode, told.st_size, int(told.st_mtime)) if told else (0, 0, 0)))
            )
        elif what == b"SEND":
            name, _, mode = path.rpartition(",")
            content = b""
            while True:
                kind, size = struct.unpack("<4sI", _exactly(connection, 8))
                if kind == b"DONE":
                    break
                content += _exactly(connection, size)
            file = Path(self._here(name))
            file.write_bytes(content)
            file.chmod(int(mode) & 0o777)
            connection.sendall(b"OKAY" + struct.pack("<I", 0))
        elif what == b"RECV":
            file = Path(self._here(path))
            if not file.exists():
                connection.sendall(b"FAIL" + struct.pack("<I", 7) + b"no file")
                return
            data = file.read_bytes()
            for at in range(0, len(data), 65536):
                part = data[at : at + 65536]
                connection.sendall(b"DATA" + struct.pack("<I", len(part)) + part)
            connection.sendall(b"DONE" + struct.pack("<I", 0))


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def _string(connection: socket.socket, text: str) -> None:
    data = text.encode()
    connection.sendall(b"OKAY" + f"{len(data):04x}".encode() + data)


def _fail(connection: socket.socket, text: str) -> None:
    data = text.encode()
    connection.sendall(b"FAIL" + f"{len(data):04x}".encode() + data)
