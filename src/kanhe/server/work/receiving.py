"""An upload as it comes in: streamed to disk, bounded while it comes, hashed on the way.

A body of ``multipart/form-data`` (a part ``package``, documents beside it, fields), or the bytes of the package alone.  Knows
no ledger and no storage; what the file is, nobody knows yet.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

DOCUMENT_ROLES: Mapping[str, str] = {
    "policy": "policy", "sdk_list": "sdk-list", "collected_list": "collected-list", "listing": "listing",
}  # fmt: skip
"""Name of a part → role of the document."""
SUFFIXES = (".apk", ".apks", ".xapk")
MOST_DOCUMENT = 32 << 20
"""Bytes of a document."""
MOST_DOCUMENTS = 8
MOST_FIELD = 8 << 10
MOST_FIELDS = 16
_LONGEST_NAME = 200


class BadUpload(ValueError):
    """An upload that is not taken: status of the answer, and why, in both languages."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.status = status
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that lies in the upload's own folder."""

    name: str
    """As the client called it; to be shown, never to be opened."""
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    role: str
    file: ReceivedFile


@dataclass(frozen=True, slots=True)
class Received:
    package: ReceivedFile
    documents: tuple[ReceivedDocument, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


class _File:
    """A file that is being written."""

    def __init__(self, path: Path, name: str, most: int, what: tuple[str, str]) -> None:
        self._path, self._name, self._most, self._what = path, name, most, what
        self._file: IO[bytes] = path.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes | memoryview) -> None:
        """Raises :class:`BadUpload` at the first byte that is too many."""
        self._size += len(data)
        if self._size > self._most:
            raise too_large(self._most, self._what)
        self._digest.update(data)
        self._file.write(data)

    def close(self) -> ReceivedFile:
        self._file.close()
        return ReceivedFile(self._name, self._path, self._digest.hexdigest(), self._size)


class Receiver:
    """Takes the parts of a body as they come.  Its methods write to disk, and belong in a thread."""

    def __init__(self, folder: Path, content_type: str, most: int, name: str = "") -> None:
        """``folder``: the upload's own.  ``most``: bytes of the package.  ``name`` of a package that comes alone.

        Raises :class:`BadUpload`."""
        self._folder, self._most = folder, most
        self._package: ReceivedFile | None = None
        self._documents: list[ReceivedDocument] = []
        self._fields: dict[str, str] = {}
        self._parts = 0
        self._alone: _File | None = None
        self._parser: MultipartParser | None = None
        self._begin_part()
        kind, options = parse_options_header(content_type)
        if kind == b"multipart/form-data":
            if not options.get(b"boundary"):
                raise BadUpload(400, "表单没有分隔符", "the form has no boundary")
            try:
                self._parser = MultipartParser(options[b"boundary"], self._callbacks())  # type: ignore[arg-type]
            except FormParserError as error:
                raise BadUpload(400, "表单分隔符无效", "the form's boundary is not valid") from error
        else:
            self._alone = self._package_file(name)

    def write(self, data: bytes) -> None:
        """Raises :class:`BadUpload`, or ``OSError`` for a disk that takes no more."""
        if self._alone is not None:
            self._alone.write(data)
            return
        assert self._parser is not None
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadUpload(400, "表单内容有误", "the form is malformed") from error

    def finish(self) -> Received:
        """Raises :class:`BadUpload` for a body without a package, or one that ended early."""
        if self._alone is not None:
            self._package = self._alone.close()
        elif not self._ended:
            raise BadUpload(400, "上传中断，表单不完整", "the upload ended before the form did")
        if self._package is None or not self._package.size:
            raise BadUpload(422, "没有收到安装包（字段 package）", "no package was received (part 'package')")
        return Received(self._package, tuple(self._documents), self._fields)

    def _package_file(self, name: str) -> _File:
        suffix = next((s for s in SUFFIXES if name.lower().endswith(s)), ".apk")
        path = self._folder / f"package{suffix}"
        return _File(path, _shown(name), self._most, ("安装包", "the package"))

    def _callbacks(self) -> dict[str, object]:
        self._ended = False
        return {
            "on_part_begin": self._begin_part, "on_header_field": self._header_field,
            "on_header_value": self._header_value, "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished, "on_part_data": self._part_data,
            "on_part_end": self._part_end, "on_end": self._end,
        }  # fmt: skip

    def _begin_part(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._header, self._value = b"", b""
        self._name, self._role = "", ""
        self._file: _File | None = None
        self._text = bytearray()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header, self._value = b"", b""

    def _headers_finished(self) -> None:
        self._parts += 1
        if self._parts > MOST_DOCUMENTS + MOST_FIELDS + 1:
            raise BadUpload(413, "表单字段过多", "the form has too many parts")
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        if self._name == "package":
            if self._package is not None:
                raise BadUpload(422, "一次只能提交一个安装包", "one submission is of one package")
            self._file = self._package_file(name)
        elif self._name in DOCUMENT_ROLES and b"filename" in options:
            if len(self._documents) >= MOST_DOCUMENTS:
                raise BadUpload(413, "文件过多", "there are too many documents")
            self._role = DOCUMENT_ROLES[self._name]
            path = self._folder / f"document-{len(self._documents)}"
            self._file = _File(path, _shown(name), MOST_DOCUMENT, ("文件", "the document"))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(memoryview(data)[start:end])
            return
        self._text += data[start:end]
        if len(self._text) > MOST_FIELD:
            raise BadUpload(413, f"字段 {self._name[:40]} 过长", f"the field {self._name[:40]} is too long")

    def _part_end(self) -> None:
        if self._file is None:
            self._fields[self._name] = self._text.decode("utf-8", "replace").strip()
            return
        done = self._file.close()
        if self._name == "package":
            self._package = done
        elif done.size:  # a browser sends an empty part for a file that was not chosen
            self._documents.append(ReceivedDocument(self._role, done))

    def _end(self) -> None:
        self._ended = True


def uploads_of(folder: Path) -> Path:
    """Where uploads come in, under the server's folder."""
    return folder.absolute() / "uploads"


@contextlib.contextmanager
def landing(folder: Path) -> Iterator[Path]:
    """A folder for one upload, under the one for all; gone afterwards with what is left in it."""
    own = folder / uuid.uuid4().hex
    own.mkdir(parents=True)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def sweep(folder: Path, older: float = 24 * 3600) -> int:
    """Remove what uploads left behind whose server died; how many.  ``older``: seconds since they came."""
    gone = 0
    for left in folder.glob("*") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - older:
                shutil.rmtree(left)
                gone += 1
    return gone


def too_large(most: int, what: tuple[str, str] = ("安装包", "the package")) -> BadUpload:
    shown = f"{most >> 20} MB"
    return BadUpload(413, f"{what[0]}超过上限 {shown}", f"{what[1]} is larger than {shown}")


def _shown(name: str) -> str:
    """The last part of a file's name, printable; for people to read."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:_LONGEST_NAME]
