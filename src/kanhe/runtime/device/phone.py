"""A phone as the run uses it: commands with their exit code, files both ways, ports, and lines of a command that goes on.

Everything of adb is in here; what the commands mean is not known.  Every fault of the connection is a
:class:`~kanhe.runtime.device.problem.DeviceError`.
"""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adbutils import AdbClient, AdbDevice, AdbError, adb_path
from adbutils.errors import AdbConnectionError, AdbTimeout

from kanhe.runtime.device.problem import DeviceError, DeviceLost

WAIT = 60.0
"""Seconds that a command may take unless told otherwise."""
ROOT_WAIT = 20.0
"""Seconds in which root may be granted on the screen."""
MAX_LINE = 1 << 16
"""Bytes of a line of a command that goes on; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command on the device said."""

    code: int
    out: bytes
    err: bytes = b""

    @property
    def ok(self) -> bool:
        return self.code == 0

    @property
    def text(self) -> str:
        """Both outputs as text: tools of Android write their errors to either."""
        return (self.out + self.err).decode("utf-8", "replace")


class Stream:
    """Lines of a command that goes on, until it ends or :meth:`stop` is called from another thread."""

    __slots__ = ("_connection", "stopped")

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.stopped = False

    def __iter__(self) -> Iterator[str]:
        """Raises nothing: a broken connection ends it."""
        left = b""
        try:
            while not self.stopped and (data := self._connection.conn.recv(1 << 16)):
                *lines, left = (left + data).split(b"\n")
                left = left[:MAX_LINE]
                for line in lines:
                    yield line[:MAX_LINE].rstrip(b"\r").decode("utf-8", "replace")
        except (OSError, AdbError):
            return
        finally:
            # Closed by who reads: a number closed elsewhere may be another's file by the next read.
            with suppress(OSError, AdbError):
                self._connection.close()

    def stop(self) -> None:
        self.stopped = True
        with suppress(OSError, AdbError):
            self._connection.conn.shutdown(socket.SHUT_RDWR)


class Phone:
    """One device that is connected and authorised."""

    __slots__ = ("_device", "_root", "_v2", "serial")

    def __init__(self, device: AdbDevice) -> None:
        self._device = device
        self.serial = str(device.serial)
        self._root: tuple[str, ...] | None = None
        with self._told():
            self._v2 = "shell_v2" in device.get_features()

    def shell(self, command: str, wait: float = WAIT) -> Answer:
        """A line of shell.  Raises :class:`DeviceError`; an exit code is an answer, not an error."""
        with self._told(command):
            said = self._device.shell2(command, timeout=wait, encoding=None, v2=self._v2)
        if self._v2:
            return Answer(said.returncode, said.stdout, said.stderr)
        return Answer(said.returncode, said.output)

    def root(self, command: str, wait: float = WAIT) -> Answer:
        """As :meth:`shell`, as root.  Raises :class:`DeviceError` where there is none."""
        return self.shell(self.as_root(command), wait)

    def as_root(self, command: str) -> str:
        if self._root is None:
            raise DeviceError("设备没有 root 权限", "the device gives no root")
        return command if not self._root else f"{' '.join(self._root)} {quoted(command)}"

    def find_root(self) -> bool:
        """Whether commands can run as root, and how: adbd itself, or a ``su`` of either kind."""
        for way in ((), ("su", "-c"), ("su", "0", "sh", "-c")):
            try:
                said = self.shell(f"{' '.join(way)} {quoted('id -u')}" if way else "id -u", ROOT_WAIT)
            except DeviceLost:
                raise
            except DeviceError:
                continue  # nobody confirmed on the screen
            if said.ok and said.out.strip() == b"0":
                self._root = way
                return True
        return False

    def lines(self, command: str) -> Stream:
        """A command that goes on.  Raises :class:`DeviceError` when it cannot be started."""
        with self._told(command):
            connection = self._device.shell(command, stream=True, timeout=None)
            connection.conn.settimeout(None)
        return Stream(connection)

    def push(self, source: Path | bytes, to: str, mode: int = 0o644) -> None:
        with self._told(to):
            self._device.sync.push(source, to, mode)

    def pull(self, source: str, to: Path) -> int:
        """Bytes that came."""
        with self._told(source):
            return int(self._device.sync.pull_file(source, to))

    def read(self, command: str, wait: float = WAIT) -> bytes:
        """Raw output of a command, a picture perhaps; empty when the command fails."""
        said = self.shell(command, wait)
        return said.out if said.ok else b""

    def reverse(self, there: int, here: int) -> None:
        """The device's port ``there`` on its loopback leads to ``here`` on this machine's."""
        with self._told("reverse"):
            self._device.reverse(f"tcp:{there}", f"tcp:{here}")

    def unreverse(self, there: int) -> None:
        with self._told("reverse"):
            self._device.reverse_remove(f"tcp:{there}")

    def forward(self, there: int) -> int:
        """A port of this machine's loopback that leads to the device's."""
        with self._told("forward"):
            return int(self._device.forward_port(there))

    def unforward(self, here: int) -> None:
        with self._told("forward"):
            self._device.forward_remove(f"tcp:{here}")

    def present(self) -> bool:
        """Whether the device answers at all."""
        try:
            return bool(self._device.get_state() == "device")
        except (AdbError, OSError, EOFError):
            return False

    @contextmanager
    def _told(self, what: str = "") -> Iterator[None]:
        """Faults of the connection in our words."""
        try:
            yield
        except (AdbTimeout, TimeoutError) as error:
            shown = what[:60]
            raise DeviceError(
                f"设备 {self.serial} 未在限时内完成：{shown}",
                f"the device {self.serial} did not finish in time: {shown}",
            ) from error
        except (AdbConnectionError, EOFError, OSError) as error:
            raise DeviceLost(self.serial) from error
        except (AdbError, ValueError) as error:
            if "not found" in str(error) or "closed" in str(error) or "offline" in str(error):
                raise DeviceLost(self.serial) from error
            shown = str(error).splitlines()[0][:160] if str(error) else what[:60]
            raise DeviceError(f"adb：{shown}", f"adb: {shown}") from error


def quoted(words: str) -> str:
    """As one word for a shell."""
    return "'" + words.replace("'", "'\\''") + "'"


def client(host: str | None = None, port: int | None = None) -> AdbClient:
    """The adb server, started where none runs.  By default where the user's environment says, as adb itself."""
    adb = AdbClient(host=host, port=port, socket_timeout=20.0)
    try:
        socket.create_connection((adb.host, adb.port), 3).close()
    except OSError:
        # Started here, as the library would print what adb says.
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run([adb_path(), "start-server"], capture_output=True, timeout=30, check=False)
    return adb
