"""A store that asks the gate at a steady rate over kept connections, in a process of its own, and notes what it was told.

    python benchmarks/gate_asker.py PORT TOKEN STORE RATE SECONDS HASHES NOTES

``HASHES``: a file with a digest a line; ``NOTES``: one JSON line for each answer: the id of the decision and the seconds since its
question was due; or the trouble instead.  Questions are due at their time whether or not those before were answered (open loop).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
CONNECTIONS = 64
PATIENCE = 20.0
"""Seconds for an answer."""


class Asker:
    """Its connections, each used by one question at a time and begun again when it broke."""

    def __init__(self, port: int, token: str, store: str, notes: IO[str]) -> None:
        self._port, self._notes = port, notes
        self._store = store
        self._head = (
            f"POST /v1/gate/decisions HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()
        self._free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter] | None] = asyncio.Queue()
        for _ in range(CONNECTIONS):
            self._free.put_nowait(None)

    async def ask(self, sha256: str, due: float) -> None:
        body = json.dumps(
            {"package_id": "com.example.specimen", "version": "1.0", "sha256": sha256, "store": self._store}
        ).encode()
        pair = await self._free.get()
        try:
            async with asyncio.timeout(PATIENCE):
                if pair is None:
                    pair = await asyncio.open_connection(HOST, self._port)
                status, answer = await self._over(*pair, body)
            if status == 200:
                told = {"id": json.loads(answer)["id"], "seconds": time.monotonic() - due}
            else:
                told = {"trouble": f"gate {status}"}
        except (OSError, TimeoutError, EOFError, ValueError) as error:
            told = {"trouble": f"gate {type(error).__name__}"}
            if pair is not None:
                pair[1].close()
            pair = None
            await asyncio.sleep(0.1)
        self._free.put_nowait(pair)
        self._notes.write(json.dumps(told) + "\n")

    async def _over(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> tuple[int, bytes]:
        writer.write(self._head + b"%d\r\n\r\n%s" % (len(body), body))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


async def main(asker: Asker, rate: float, seconds: float, hashes: list[str]) -> None:
    begun = time.monotonic()
    under_way: set[asyncio.Task[None]] = set()
    for n in range(int(rate * seconds)):
        due = begun + n / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(asker.ask(hashes[n % len(hashes)], due))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


if __name__ == "__main__":
    port, token, store, rate, seconds, hashes, notes = sys.argv[1:]
    with Path(notes).open("w", buffering=1) as told:
        asyncio.run(
            main(Asker(int(port), token, store, told), float(rate), float(seconds), Path(hashes).read_text().split())
        )
