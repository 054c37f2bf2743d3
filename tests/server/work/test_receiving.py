"""Bodies in any pieces come to the same; what is too much is refused before it is on the disk."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanhe.server.work.receiving import MOST_DOCUMENTS, MOST_FIELD, BadUpload, Received, Receiver

BOUNDARY = "-----boundary7"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
MB = 1 << 20


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    shown = f'; filename="{filename}"' if filename is not None else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{shown}\r\n\r\n'.encode() + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def receive(folder: Path, body: bytes, content_type: str = TYPE, most: int = 4 * MB, step: int = 65536) -> Received:
    receiver = Receiver(folder, content_type, most, "alone.apk")
    for start in range(0, len(body), step):
        receiver.write(body[start : start + step])
    return receiver.finish()


def refused(folder: Path, body: bytes, status: int, content_type: str = TYPE, most: int = 4 * MB) -> str:
    with pytest.raises(BadUpload) as told:
        receive(folder, body, content_type, most)
    assert told.value.status == status
    assert told.value.zh
    return told.value.en


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(min_size=1, max_size=3000), policy=st.binary(min_size=1, max_size=500), step=st.integers(1, 700)
)
def test_a_form_in_any_pieces(tmp_path: Path, content: bytes, policy: bytes, step: int) -> None:
    body = form(
        part("csrf", b"abc"), part("package", content, "C:\\下载\\某应用.xapk"), part("urgent", b" true "),
        part("policy", policy, "隐私政策.html"), part("listing", b"", ""),
    )  # fmt: skip
    found = receive(tmp_path, body, step=step)
    assert found.package.path.read_bytes() == content
    assert (found.package.sha256, found.package.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (found.package.name, found.package.path.name) == ("某应用.xapk", "package.xapk")
    assert dict(found.fields) == {"csrf": "abc", "urgent": "true"}
    assert [(d.role, d.file.name, d.file.path.read_bytes()) for d in found.documents] == [
        ("policy", "隐私政策.html", policy)
    ]


def test_the_bytes_alone(tmp_path: Path) -> None:
    content = os.urandom(300_000)
    found = receive(tmp_path, content, "application/vnd.android.package-archive")
    assert found.package.path.read_bytes() == content
    assert found.package.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("content_type", [TYPE, "application/octet-stream"], ids=["form", "alone"])
def test_too_much_is_refused_while_it_comes(tmp_path: Path, content_type: str) -> None:
    receiver = Receiver(tmp_path, content_type, MB)
    if content_type == TYPE:
        receiver.write(part("package", b"", "a.apk")[:-2])
    receiver.write(bytes(MB - 65536))
    with pytest.raises(BadUpload, match="larger than 1 MB") as told:
        receiver.write(bytes(65537))
    assert told.value.status == 413
    assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= MB


def test_what_is_no_upload(tmp_path: Path) -> None:
    whole = form(part("package", b"PK", "a.apk"))
    assert "no package" in refused(tmp_path, form(part("reason", b"x")), 422)
    assert "no package" in refused(tmp_path, form(part("package", b"", "a.apk")), 422)
    assert "no package" in refused(tmp_path, b"", 422, "application/octet-stream")
    assert "one package" in refused(tmp_path, form(*[part("package", b"PK", "a.apk")] * 2), 422)
    assert "ended before" in refused(tmp_path, whole[:-9], 400)
    assert "malformed" in refused(tmp_path, b"no form at all", 400)
    assert "no boundary" in refused(tmp_path, whole, 400, "multipart/form-data")
    assert "boundary" in refused(tmp_path, whole, 400, f"multipart/form-data; boundary={'x' * 5000}")
    assert "too long" in refused(tmp_path, form(part("reason", b"x" * (MOST_FIELD + 1))), 413)
    many = [part("policy", b"x", "p.html")] * (MOST_DOCUMENTS + 1)
    assert "too many documents" in refused(tmp_path, form(*many), 413)
    assert "too many parts" in refused(tmp_path, form(*[part(f"f{n}", b"x") for n in range(40)]), 413)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=2000), place=st.integers(0, 400), cut=st.integers(1, 300))
def test_foreign_bytes_end_in_a_sentence(tmp_path: Path, body: bytes, place: int, cut: int) -> None:
    whole = form(part("package", b"PK" * 40, "a.apk"), part("reason", b"why"))
    for mutated in (body, whole[:place] + body[:20] + whole[place:], whole[:place] + whole[place + cut :]):
        with contextlib.suppress(BadUpload):
            receive(tmp_path, mutated)
    assert all(p.name.startswith(("package", "document-")) for p in tmp_path.iterdir())
