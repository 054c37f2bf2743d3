"""A client under the agent's native part against a TLS server on loopback; run in a network namespace of its own.

    python -m tests.runtime.agent.tls_exchange FOLDER COMMAND...

The server answers every request and writes what it got into FOLDER/got.json; {PORT} and {CERT} in the command are filled in.
The trace stands in FOLDER/trace.jsonl.
"""

from __future__ import annotations

import datetime as dt
import http.server
import json
import shutil
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

PACKAGE = "com.example.native"


def certificate(folder: Path) -> Path:
    """A certificate for localhost with its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - dt.timedelta(hours=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "cert.pem"
    path.write_bytes(
        cert.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    got: list[dict[str, Any]]

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        self.got.append({"method": self.command, "path": self.path, "body": body.hex()})
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST = answer

    def log_message(self, *args: Any) -> None: ...


def served(cert: Path) -> tuple[http.server.ThreadingHTTPServer, list[dict[str, Any]]]:
    got: list[dict[str, Any]] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Mine", (Handler,), {"got": got}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, got


def main(folder: Path, command: list[str]) -> int:
    import frida

    from kanhe.runtime.agent.recorder import Recorder, Watched
    from kanhe.runtime.agent.session import Attached
    from kanhe.runtime.agent.settings import AgentSettings
    from kanhe.runtime.trace.records import App, Run

    cert = certificate(folder)
    server, got = served(cert)
    words = [w.replace("{PORT}", str(server.server_port)).replace("{CERT}", str(cert)) for w in command]
    settings = AgentSettings(PACKAGE, salt=b"salt" * 8, connects=True)
    words[0] = shutil.which(words[0]) or words[0]
    pid = frida.spawn(words, stdio="pipe")
    recorder = Recorder(folder / "trace.jsonl", Run("run", "desk", App(PACKAGE)), settings)
    attached = Attached(frida.attach(pid), Watched(pid, PACKAGE, early=True), recorder, settings)
    installed = attached.begin()
    frida.resume(pid)
    ended = attached.wait_gone(30)
    recorder.close()
    (folder / "got.json").write_text(json.dumps({"got": got, "port": server.server_port, "missing": installed.missing}))
    print(attached.stats(), attached.errors, file=sys.stderr)
    return 0 if ended else 1


def run(folder: Path, *command: str) -> dict[str, Any]:
    """The exchange in its own namespace; what the server got."""
    alone = 'ip link set lo up && exec "$@"'
    words = [
        "unshare",
        "-rn",
        "sh",
        "-c",
        alone,
        "sh",
        sys.executable,
        "-m",
        "tests.runtime.agent.tls_exchange",
        str(folder),
        *command,
    ]
    ran = subprocess.run(words, timeout=90, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads((folder / "got.json").read_text())
    return told


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
