"""Android binary XML: the manifest, layouts and configuration files.

Reads as the platform does: attributes are told by resource id where there is one (names may lie), unknown chunks are
stepped over, sizes that do not fit end the reading without losing what was read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kanhe.package.strings_pool import StringPool

ANDROID = "http://schemas.android.com/apk/res/android"
_STRING_POOL, _RESOURCE_MAP, _START_ELEMENT, _END_ELEMENT, _TEXT = 0x0001, 0x0180, 0x0102, 0x0103, 0x0104
TYPE_REFERENCE, TYPE_ATTRIBUTE, TYPE_STRING, TYPE_FLOAT = 0x01, 0x02, 0x03, 0x04
TYPE_DYNAMIC_REFERENCE, TYPE_INT_DEC, TYPE_INT_HEX, TYPE_BOOLEAN = 0x07, 0x10, 0x11, 0x12
MAX_DEPTH = 200
MAX_ELEMENTS = 200_000
_NO_STRING = 0xFFFFFFFF

# android.R.attr constants (public API), by the names this program asks for.
ATTRIBUTE_IDS: dict[int, str] = {
    0x01010001: "label", 0x01010003: "name", 0x01010006: "permission", 0x01010009: "protectionLevel",
    0x0101000B: "sharedUserId", 0x0101000E: "enabled", 0x0101000F: "debuggable", 0x01010010: "exported",
    0x01010011: "process", 0x01010018: "authorities", 0x0101001A: "initOrder", 0x0101001C: "priority",
    0x01010024: "value", 0x01010025: "resource", 0x01010026: "mimeType", 0x01010027: "scheme", 0x01010028: "host",
    0x0101002A: "path", 0x010100B2: "entries", 0x010100D0: "id", 0x010100D1: "tag", 0x010100F2: "layout",
    0x01010106: "checked", 0x0101014F: "text", 0x01010150: "hint", 0x0101015C: "password", 0x01010220: "inputType",
    0x010101E1: "title", 0x010101E9: "summary", 0x010101ED: "defaultValue",
    0x010101F5: "positiveButtonText", 0x010101F6: "negativeButtonText",
    0x01010124: "textOn", 0x01010125: "textOff", 0x01010202: "targetActivity", 0x0101020C: "minSdkVersion",
    0x0101021B: "versionCode", 0x0101021C: "versionName", 0x0101026F: "onClick", 0x01010270: "targetSdkVersion",
    0x01010271: "maxSdkVersion", 0x01010272: "testOnly", 0x01010273: "contentDescription", 0x01010280: "allowBackup",
    0x0101028E: "required", 0x010104EB: "fullBackupContent", 0x010104EC: "usesCleartextTraffic",
    0x01010527: "networkSecurityConfig", 0x01010572: "compileSdkVersion", 0x01010576: "versionCodeMajor",
    0x0101057A: "appComponentFactory", 0x01010599: "foregroundServiceType", 0x0101063E: "dataExtractionRules",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value: ``kind`` one of the ``TYPE_…`` numbers, ``data`` its 32 bits, ``text`` for a string."""

    kind: int
    data: int
    text: str | None = None


@dataclass(slots=True)
class Element:
    """An element with its attributes: android: attributes by plain name, others by their own name."""

    name: str
    attributes: dict[str, Value] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator[Element]:
        """The element and everything below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def find(self, name: str) -> Iterator[Element]:
        """Direct children of a name."""
        return (child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class Document:
    root: Element | None
    faults: tuple[str, ...]
    """What was malformed; empty for a clean document."""


def is_binary_xml(data: bytes | memoryview) -> bool:
    """Whether the bytes begin like binary XML (some hostile files change the type word; its size word remains)."""
    return len(data) >= 8 and bytes(data[2:4]) == b"\x08\x00"


def string_pool(data: bytes) -> StringPool:
    """The string pool of a document, without reading its elements; empty when there is none."""
    view = memoryview(data)
    for kind, at, _header, _size in _chunks(view):
        if kind == _STRING_POOL:
            return StringPool(view, at)
    return StringPool(view, len(view))


def _chunks(data: memoryview) -> Iterator[tuple[int, int, int, int]]:
    at = struct.unpack_from("<H", data, 2)[0] if len(data) >= 8 else len(data)
    while at + 8 <= len(data):
        kind, header, size = struct.unpack_from("<HHI", data, at)
        if size < 8 or at + size > len(data):
            if kind not in (_START_ELEMENT, _END_ELEMENT, _STRING_POOL, _RESOURCE_MAP):
                return
            size = len(data) - at if at + size > len(data) else 8
        yield kind, at, header, size
        at += size


def parse(data: bytes) -> Document:
    """The element tree of a document; never raises on malformed input."""
    view = memoryview(data)
    faults: list[str] = []
    pool: StringPool | None = None
    ids: tuple[int, ...] = ()
    root: Element | None = None
    stack: list[Element] = []
    count = 0
    if not is_binary_xml(view):
        return Document(None, ("it is not binary XML",))
    for kind, at, header, size in _chunks(view):
        if kind == _STRING_POOL and pool is None:
            pool = StringPool(view, at)
        elif kind == _RESOURCE_MAP:
            number = max(0, (min(size, len(view) - at) - 8) // 4)
            ids = struct.unpack_from(f"<{number}I", view, at + 8)
        elif kind == _START_ELEMENT and pool is not None:
            count += 1
            if count > MAX_ELEMENTS or len(stack) >= MAX_DEPTH:
                faults.append("it has too many or too deeply nested elements")
                break
            element = _element(view, at, header, pool, ids, faults)
            if element is None:
                continue
            if stack:
                stack[-1].children.append(element)
            elif root is None:
                root = element
            stack.append(element)
        elif kind == _END_ELEMENT and stack:
            stack.pop()
        elif kind == _TEXT and stack and pool is not None and at + header + 4 <= len(view):
            stack[-1].text += pool[struct.unpack_from("<I", view, at + header)[0]].strip()
    if root is None:
        faults.append("it holds no element")
    return Document(root, tuple(dict.fromkeys(faults)))


def _element(
    data: memoryview, at: int, header: int, pool: StringPool, ids: tuple[int, ...], faults: list[str]
) -> Element | None:
    body = at + max(header, 16)
    if body + 20 > len(data):
        faults.append("an element is cut short")
        return None
    _namespace, name, start, width, count = struct.unpack_from("<IIHHH", data, body)
    element = Element(pool[name])
    width = width if width >= 20 else 20
    first = body + start
    for k in range(count):
        place = first + k * width
        if place + 20 > len(data):
            faults.append("the attributes of an element are cut short")
            break
        space, key, raw, _size, _zero, kind, value = struct.unpack_from("<IIIHBBI", data, place)
        known = ATTRIBUTE_IDS.get(ids[key]) if key < len(ids) else None
        android = known is not None or (space != _NO_STRING and pool[space] == ANDROID)
        label = known or pool[key]
        if not android and label in element.attributes:
            continue  # a plain attribute never hides the android: one of the same name
        text = pool[value] if kind == TYPE_STRING else (pool[raw] if raw != _NO_STRING else None)
        element.attributes[label] = Value(kind, value, text)
    return element
