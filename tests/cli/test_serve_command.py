"""``kanhe serve`` as a process: it tells its address and the first link, serves, and ends when told; and what it refuses."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.ledger.driver import run


def test_it_serves_and_ends(tmp_path: Path) -> None:
    environment = {**os.environ, "KANHE_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kanhe", "serve", "--folder", str(tmp_path / "data"), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        address, first = process.stdout.readline(), process.stdout.readline()
        port = int(re.search(r"127\.0\.0\.1:(\d+)", address)[1])  # type: ignore[index]
        link = re.search(r"http://127\.0\.0\.1:\d+(/invitation/\S+)", first)
        assert link is not None
        deadline = time.monotonic() + 60
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", link[1])
                answer = connection.getresponse()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        assert answer.status == 200
        assert answer.getheader("server") is None
        assert "admin@localhost" in answer.read().decode()
        connection.close()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert (tmp_path / "data/kanhe.db").exists()


def test_it_does_not_send_passwords_in_the_clear(tmp_path: Path) -> None:
    done = run("serve", "--folder", str(tmp_path / "data"), "--host", "0.0.0.0")
    assert done.code == 4
    assert "--insecure" in done.err
    assert not (tmp_path / "data").exists()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run("serve", "--folder", str(tmp_path / "data"), "--port", str(other.getsockname()[1]))
    assert done.code == 4
    assert "cannot listen" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--database-url", "nonsense"), 3, "should be sqlite"),
        (("--database-url", "postgresql://nobody@127.0.0.1:1/x"), 3, "database of the ledger"),
        (("--evidence-url", "ftp://x"), 11, "--evidence-url"),
        (("--oidc-issuer", "https://idp.example"), 3, "KANHE_OIDC_CLIENT_SECRET"),
        (("--public-url", "kanhe.example"), 4, "begins with"),
        (("--port", "70000"), 3, "70000"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)  # fmt: skip
def test_mistakes_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:  # fmt: skip
    monkeypatch.delenv("KANHE_OIDC_CLIENT_SECRET", raising=False)
    port = () if "--port" in arguments else ("--port", "0")
    done = run("serve", "--folder", str(tmp_path / "data"), *port, *arguments)
    assert done.code == code, done.err
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("serve", "--folder", str(tmp_path / "file" / "data"), "--port", "0")
    assert done.code == 3
    assert "cannot read or write" in done.err
