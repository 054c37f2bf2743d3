"""Writes Android binary XML from a described tree, for tests."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

ANDROID = "http://schemas.android.com/apk/res/android"
IDS = {"name": 0x01010003, "label": 0x01010001, "exported": 0x01010010, "versionCode": 0x0101021B, "debuggable": 0x0101000F,
       "minSdkVersion": 0x0101020C, "targetSdkVersion": 0x01010270, "cleartextTrafficPermitted": 0x0, "text": 0x0101014F}  # fmt: skip


@dataclass
class Node:
    name: str
    android: dict[str, object] = field(default_factory=dict)
    plain: dict[str, object] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""


def write_axml(root: Node, *, lying_names: bool = False) -> bytes:
    """``lying_names``: android: attributes get other names than their resource ids say."""
    strings: list[str] = []

    def at(text: str) -> int:
        if text not in strings:
            strings.append(text)
        return strings.index(text)

    used = sorted({k for n in walk(root) for k in n.android if IDS.get(k)})
    strings += [f"x{name}" if lying_names else name for name in used]
    body = b""

    def value(item: object) -> tuple[int, int, int]:
        if isinstance(item, bool):
            return 0xFFFFFFFF, 0x12, 0xFFFFFFFF if item else 0
        if isinstance(item, int):
            return 0xFFFFFFFF, 0x10, item & 0xFFFFFFFF
        return at(str(item)), 0x03, at(str(item))

    def element(node: Node) -> bytes:
        rows = b""
        for key, item in node.android.items():
            raw, kind, data = value(item)
            place = used.index(key) if key in used else at(key)
            rows += struct.pack("<IIIHBBI", at(ANDROID), place, raw, 8, 0, kind, data)
        for key, item in node.plain.items():
            raw, kind, data = value(item)
            rows += struct.pack("<IIIHBBI", 0xFFFFFFFF, at(key), raw, 8, 0, kind, data)
        count = len(node.android) + len(node.plain)
        head = struct.pack("<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, at(node.name), 20, 20, count, 0, 0, 0)
        out = chunk(0x0102, head[:8] + head[8:] + rows, 16)
        if node.text:
            out += chunk(0x0104, struct.pack("<IIIHBBI", 1, 0xFFFFFFFF, at(node.text), 8, 0, 0, 0), 16)
        for child in node.children:
            out += element(child)
        return out + chunk(0x0103, struct.pack("<IIII", 1, 0xFFFFFFFF, 0xFFFFFFFF, at(node.name)), 16)

    body = element(root)
    ids = chunk(0x0180, struct.pack(f"<{len(used)}I", *(IDS[u] for u in used)), 8)
    return chunk(0x0003, pool(strings) + ids + body, 8)


def chunk(kind: int, body: bytes, header: int) -> bytes:
    return struct.pack("<HHI", kind, header, 8 + len(body)) + body


def pool(strings: list[str]) -> bytes:
    data, offsets = b"", []
    for text in strings:
        offsets.append(len(data))
        data += struct.pack("<H", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le") + b"\0\0"
    data += b"\0" * (-len(data) % 4)
    start = 28 + 4 * len(offsets)
    head = struct.pack("<IIIII", len(strings), 0, 0, start, 0)
    return chunk(0x0001, head + struct.pack(f"<{len(offsets)}I", *offsets) + data, 28)


def walk(node: Node) -> list[Node]:
    return [node, *(n for child in node.children for n in walk(child))]


def manifest(**android: object) -> Node:
    application = Node("application", dict(android), children=[Node("activity", {"name": ".Main"}, children=[
        Node("intent-filter", children=[Node("action", {"name": "android.intent.action.MAIN"})])])])  # fmt: skip
    sdk = Node("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 34})
    return Node("manifest", {"versionCode": 7}, {"package": "com.x"}, [sdk, application])
