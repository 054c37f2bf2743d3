"""The JVM of the desk: begun in an empty network namespace, asked by lines, ended for certain.

Knows commands and answers as lines; not what they do.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kanhe.runtime.desk.building import EXPORTED, Built
from kanhe.runtime.problem import RunError

_OPENED = (
    "java.lang", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.text", "java.util", "java.util.concurrent",
    "jdk.internal.access", "jdk.internal.misc",
)  # fmt: skip
API_LEVEL = 34
"""Of the framework."""
_LONGEST = 16 << 20
"""Bytes of an answer."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a run may take."""

    memory_mb: int = 1536
    seconds: float = 600.0
    """Of real time, all together."""
    answer_seconds: float = 180.0
    """For one command."""


@cache
def enclosure() -> tuple[str, ...]:
    """The command before a command that runs it without any network.  Raises :class:`RunError`."""
    unshare = shutil.which("unshare")
    for options in (("-n",), ("-r", "-n")):
        if unshare is not None:
            tried = subprocess.run([unshare, *options, "true"], capture_output=True, timeout=20, check=False)
            if tried.returncode == 0:
                return (unshare, *options)
    raise RunError(
        "无法建立空的网络命名空间（需要 util-linux 的 unshare 及其权限）；不在有网络的环境中运行应用代码",
        "an empty network namespace cannot be made (unshare of util-linux, and the right to it); code of an app is "
        "not run with a network",
    )


class Machine:
    """A running JVM; a context manager, at whose end the process is gone."""

    __slots__ = ("_bounds", "_buffer", "_deadline", "_log", "_process", "_selector")

    def __init__(self, home: Path, built: Built, jars: Sequence[Path], scratch: Path, bounds: Bounds) -> None:
        self._bounds = bounds
        self._deadline = time.monotonic() + bounds.seconds
        self._log = (scratch / "log").open("wb")
        self._buffer = b""
        self._process = subprocess.Popen(
            [*enclosure(), *_command(home, built, jars, scratch, bounds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, start_new_session=True, cwd=scratch,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(scratch)},
        )  # fmt: skip
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._process.stdout, selectors.EVENT_READ)

    def __enter__(self) -> Machine:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._selector.close()
        for stream in (self._process.stdin, self._process.stdout, self._log):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def ask(self, *words: object) -> dict[str, Any]:
        """What the JVM answers to a command.  Raises :class:`RunError` if it dies or takes too long."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(" ".join(map(str, words)).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._died() from error
        return self.hear()

    def hear(self) -> dict[str, Any]:
        """The next answer."""
        end = min(self._deadline, time.monotonic() + self._bounds.answer_seconds)
        while b"\n" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0 or len(self._buffer) > _LONGEST:
                raise RunError(
                    f"桌面设备超过 {self._bounds.seconds:.0f} 秒，已终止",
                    f"the desk device was ended: it took longer than {self._bounds.seconds:.0f} seconds",
                )
            if self._selector.select(min(left, 5)):
                assert self._process.stdout is not None
                chunk = os.read(self._process.stdout.fileno(), 1 << 16)
                if not chunk:
                    raise self._died()
                self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        try:
            answer = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise self._died() from error
        if "failed" in answer:
            raise RunError(
                f"桌面设备出错：{answer['failed'][:200]}", f"the desk device failed: {answer['failed'][:200]}"
            )
        return answer

    def left(self) -> float:
        """Seconds of real time that are left."""
        return max(0.0, self._deadline - time.monotonic())

    def _died(self) -> RunError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        code = self._process.poll()
        return RunError(
            f"桌面设备的 Java 进程意外结束（{code}），可能内存不足",
            f"the Java process of the desk ended ({code}), perhaps for want of memory",
        )


def _command(
    home: Path, built: Built, jars: Sequence[Path], scratch: Path, bounds: Bounds
) -> list[str]:  # fmt: skip
    opened = [word for name in _OPENED for word in ("--add-opens", f"java.base/{name}=ALL-UNNAMED")]
    return [
        str(home / "bin" / "java"), f"-Xmx{bounds.memory_mb}m",
        "-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData",
        "-Xlog:disable",
        f"-javaagent:{built.desk}={built.boot}", *EXPORTED, *opened,
        "-Drobolectric.offline=true", f"-Drobolectric.dependency.dir={jars[0].parent}",
        "-Drobolectric.installFakeMediaProvider=false", f"-Djava.io.tmpdir={scratch}", "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8", "-Duser.language=zh", "-Duser.country=CN", "-Duser.timezone=Asia/Shanghai",
        "-cp", os.pathsep.join([str(built.desk), *map(str, jars), str(built.lacking)]), "kanhe.desk.watch.Main", str(API_LEVEL),
    ]  # fmt: skip
