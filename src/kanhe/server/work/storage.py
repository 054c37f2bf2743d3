"""Where packages, documents, evidence and reports lie: a folder, or a bucket that speaks S3.

Packages and documents are known by the SHA-256 of their bytes, what an inspection made by its id.  An object is there whole or
not at all.  Knows no ledger and no inspection.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

if TYPE_CHECKING:
    from obstore.store import S3Config

Kind = Literal["packages", "documents"]
AWAY = (OSError, BaseError)
"""What is raised when the store does not answer, or takes no more."""
CHUNK = 1 << 20
"""Bytes that are read or written at once."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PATIENCE = dt.timedelta(seconds=30)
"""For how long a bucket that does not answer is asked again."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class StorageUrl(ValueError):
    """An address at which nothing can be kept; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Reading:
    """An object that is being read out: its size in bytes, and its parts."""

    size: int
    parts: Iterator[bytes]


class Storage:
    """Objects under one address.  Its methods may be called from any thread; they raise one of :data:`AWAY` when the
    store does not answer."""

    def __init__(self, url: str, store: LocalStore | S3Store, folder: Path | None) -> None:
        self.url = url
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, url: str) -> Storage:
        """``file:///folder``, which is made when it is not there, or ``s3://bucket/prefix?endpoint=https://…&region=…``.

        Credentials of a bucket come from the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, …), never from
        the address.  Raises :class:`StorageUrl`."""
        parts = urlsplit(url)
        if parts.scheme == "file" and parts.path:
            folder = Path(unquote(parts.path))
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageUrl(f"无法建立文件夹 {folder}", f"cannot make the folder {folder}") from error
            return cls(url, LocalStore(folder), folder)
        if parts.scheme == "s3" and parts.netloc:
            return cls(url, _bucket(url), None)
        raise StorageUrl(
            f"存储地址应为 file:///… 或 s3://…，不是 {parts.scheme or url}",
            f"the storage is file:///… or s3://…, not {parts.scheme or url}",
        )

    def keep(self, kind: Kind, sha256: str, file: Path) -> None:
        """Keep a file of this hash; durable when it returns.  The file may be moved away."""
        key = _content(kind, sha256)
        if self._folder is None:
            if not self._has(key):
                obstore.put(self._store, key, file, chunk_size=8 * CHUNK, max_concurrency=4)
            return
        target = self._folder / key
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.stat().st_dev != target.parent.stat().st_dev:
            obstore.put(self._store, key, file)
        else:
            _sync(file)
            file.replace(target)
        _sync(target)
        _sync(target.parent)

    def has(self, kind: Kind, sha256: str) -> bool:
        return self._has(_content(kind, sha256))

    def fetch(self, kind: Kind, sha256: str, to: Path) -> None:
        """Write the object to a file, and check that it is what its name says.  Raises ``FileNotFoundError`` when there is
        none, ``OSError`` when it is another."""
        reading = self._read(_content(kind, sha256))
        if reading is None:
            raise FileNotFoundError(f"{kind}/{sha256} is not in the storage")
        digest = hashlib.sha256()
        with to.open("wb") as file:
            for part in reading.parts:
                digest.update(part)
                file.write(part)
        if digest.hexdigest() != sha256:
            raise OSError(f"{kind}/{sha256} is damaged in the storage")

    def read(self, kind: Kind, sha256: str) -> Reading | None:
        return self._read(_content(kind, sha256))

    def save(self, inspection: str, name: str, data: bytes | Path) -> None:
        """Keep what an inspection made under a name; the same name again replaces it.  Durable when it returns."""
        key = f"{_of(inspection)}/{name}"
        obstore.put(self._store, key, data)
        if self._folder is not None:
            _sync(self._folder / key)
            _sync((self._folder / key).parent)

    def load(self, inspection: str, name: str) -> bytes | None:
        """What was kept under the name, whole."""
        reading = self.stream(inspection, name)
        return b"".join(reading.parts) if reading else None

    def stream(self, inspection: str, name: str) -> Reading | None:
        return self._read(f"{_of(inspection)}/{name}")

    def save_evidence(self, inspection: str, folder: Path) -> None:
        """Keep the tables that :meth:`kanhe.evidence.Evidence.save` wrote."""
        for file in sorted(folder.glob("*.parquet")):
            self.save(inspection, f"evidence/{file.name}", file)

    def fetch_evidence(self, inspection: str, to: Path) -> bool:
        """Write the tables into a folder that is there; whether there were any."""
        found = False
        for page in obstore.list(self._store, f"{_of(inspection)}/evidence"):
            for meta in page:
                reading = self._read(meta["path"])
                if reading is None:
                    continue
                with (to / meta["path"].rpartition("/")[2]).open("wb") as file:
                    for part in reading.parts:
                        file.write(part)
                found = True
        return found

    def report(self, inspection: str) -> dict[str, Any] | None:
        """The document ``kanhe-report/1`` of an inspection."""
        data = self.load(inspection, "report.json")
        if data is None:
            return None
        said: dict[str, Any] = json.loads(data)
        return said

    def _has(self, key: str) -> bool:
        try:
            obstore.head(self._store, key)
        except (FileNotFoundError, NotFoundError):
            return False
        return True

    def _read(self, key: str) -> Reading | None:
        try:
            found = obstore.get(self._store, key)
        except (FileNotFoundError, NotFoundError):
            return None
        return Reading(found.meta["size"], (bytes(part) for part in found.stream(CHUNK)))


def _bucket(url: str) -> S3Store:
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise StorageUrl(
            "存储地址中不能有密钥，请用环境变量", "credentials belong in the environment, not in the address"
        )
    said = {k: v[-1] for k, v in parse_qs(parts.query).items()}
    endpoint, region = said.pop("endpoint", None), said.pop("region", None)
    if said:
        raise StorageUrl(f"存储地址中不认识 {min(said)}", f"the storage's address knows no {min(said)}")
    config: S3Config = {"virtual_hosted_style_request": False} if endpoint else {}
    if endpoint:
        config["endpoint"] = endpoint
    if region or not (os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")):
        config["region"] = region or "us-east-1"
    plain = (endpoint or os.environ.get("AWS_ENDPOINT_URL", "")).startswith("http://")
    prefix = unquote(parts.path).strip("/") or None
    return S3Store(
        parts.netloc, prefix=prefix, config=config, client_options={"allow_http": plain, "timeout": "120s"},
        retry_config={"max_retries": 5, "retry_timeout": _PATIENCE},
    )  # fmt: skip


def _content(kind: Kind, sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError("a hash is 64 lower-case hexadecimal digits")
    return f"{kind}/{sha256[:2]}/{sha256}"


def _of(inspection: str) -> str:
    """Folder of an inspection; an id that is no plain name is known by its hash."""
    plain = _PLAIN.fullmatch(inspection) and ".." not in inspection
    return f"inspections/{inspection if plain else 'x-' + hashlib.sha256(inspection.encode()).hexdigest()}"


def _sync(path: Path) -> None:
    """Make sure that a file's bytes, or a folder's names, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
