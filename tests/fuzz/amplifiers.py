"""Small files that ask for a great deal of work: parts that thousands of others point at, deep nesting, bombs.

Mutation does not find these; each is written here with the reader in mind that would walk into it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import numpy as np

from tests.builders.dex import CONSTRUCTOR, PUBLIC, STATIC, Class, Method, seal, uleb, write_dex
from tests.fuzz.samples import FOLDER

TABLES = ("strings", "types", "protos", "fields", "methods", "classes")


def dex_of(data: bytes, **tables: np.ndarray) -> bytes:
    """A dex file of given tables and data.  Tables are uint32[n, words]; a value of 2^31 or more counts from the
    beginning of the data, less 2^31."""
    base = 0x70 + sum(table.size * 4 for table in tables.values())
    base += -base % 8
    body = bytearray(0x70)
    words: list[int] = []
    for name in TABLES:
        table = tables.get(name, np.empty((0, 1), np.uint32)).astype(np.int64)
        words += [len(table), len(body) if len(table) else 0]
        placed = np.where((table >= 1 << 31) & (table < 0xFFFFFFFF), table - (1 << 31) + base, table)
        body += placed.astype("<u4").tobytes()
    body += bytes(base - len(body)) + data
    body += bytes(-len(body) % 4)
    body[:8] = b"dex\n035\0"
    struct.pack_into("<20I", body, 32, len(body), 0x70, 0x12345678, 0, 0, 0, *words, len(data), base)
    return seal(body)


def at(offset: int | np.ndarray) -> int | np.ndarray:
    """An offset into the data, as :func:`dex_of` wants it."""
    return offset + (1 << 31)


def rows(*columns: object) -> np.ndarray:
    """uint32[n, words] from columns of one length, or numbers that stand for a whole column."""
    return np.stack(np.broadcast_arrays(*(np.asarray(c, np.uint32) for c in columns)), axis=1)


def strings_in_strings() -> bytes:
    """A million strings, each the rest of the same long one."""
    data = b"\x01" + b"a" * 2_000_000 + b"\0"
    return dex_of(data, strings=rows(at(np.arange(1_000_000))), types=rows([0]))


def prototypes_of_long_names() -> bytes:
    """Every prototype has 255 parameters of a type whose name is long."""
    name = b"\x01L" + b"a" * 60_000 + b";\0"
    data = name + bytes(-len(name) % 4) + struct.pack("<I255H", 255, *([0] * 255))
    lists = len(name) + -len(name) % 4
    return dex_of(
        data, strings=rows([at(0)]), types=rows([0]), protos=rows(np.zeros(60_000), 0, at(lists)),
        methods=rows(np.zeros(60_000), 0),
    )  # fmt: skip


def _classes(count: int, interfaces: int = 0, class_data: int = 0) -> dict[str, np.ndarray]:
    """So many classes of their own names, all with the same interfaces and class data."""
    return {
        "types": rows(np.arange(count)),
        "classes": rows(np.arange(count), PUBLIC, 0xFFFFFFFF, interfaces, 0xFFFFFFFF, 0, class_data, 0),
    }


def _names(count: int) -> tuple[bytes, np.ndarray]:
    names = b"".join(b"\x08L%06d;\0" % k for k in range(count))
    return names + bytes(-len(names) % 4), rows(at(np.arange(count) * 10))


def interfaces_of_all() -> bytes:
    """Every class implements the same sixty thousand interfaces."""
    count = 60_000
    data, strings = _names(count)
    listed = struct.pack("<I", count) + np.arange(count, dtype="<u2").tobytes()
    return dex_of(data + listed, strings=strings, **_classes(count, interfaces=at(len(data))))


def class_data_of_all() -> bytes:
    """Every class has the same sixty thousand fields."""
    count = 60_000
    data, strings = _names(count)
    fields = uleb(count) + uleb(0) + uleb(0) + uleb(0) + (uleb(0) + uleb(1)) * count
    return dex_of(
        data + fields, strings=strings, fields=rows(np.zeros(count), 0), **_classes(count, class_data=at(len(data)))
    )


def one_body_for_all() -> bytes:
    """Thirty thousand methods share one body of a megabyte."""
    count = 30_000
    methods = [Method(f"m{k}", "()V", access=PUBLIC | STATIC) for k in range(count)]
    plain = write_dex([Class("La/B;", methods=methods)])
    body = struct.pack("<HHHHII", 1, 0, 0, 0, 0, 500_000) + struct.pack("<HH", 0x001A, 0) * 250_000
    (class_row,) = struct.unpack_from("<I", plain, 0x64)
    padding = bytes(-len(plain) % 4)
    place = len(plain) + len(padding)
    shared = bytearray(plain + padding + body)
    block = uleb(0) + uleb(0) + uleb(count) + uleb(0)
    block += b"".join(uleb(1 if k else 0) + uleb(PUBLIC | STATIC) + uleb(place) for k in range(count))
    struct.pack_into("<I", shared, class_row + 24, len(shared))
    return seal(shared + block + bytes(-len(block) % 4))


def long_chain_of_classes() -> bytes:
    """Each class extends the one before it, and overrides what it declares."""
    count = 20_000
    return write_dex([
        Class(
            f"La/C{k:05};", f"La/C{k - 1:05};" if k else "Ljava/lang/Object;",
            methods=[Method("run", "()V", [("raw", [0x0E])]), Method("<init>", "()V", [("raw", [0x0E])], CONSTRUCTOR)],
        )
        for k in range(count)
    ])  # fmt: skip


def in_package(dex: bytes) -> bytes:
    """A good package with its code replaced."""
    return with_entries({"classes.dex": dex})


def with_entries(entries: dict[str, bytes]) -> bytes:
    """A good package with entries replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(FOLDER / "format-dex-035.apk") as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        contents = {name: source.read(name) for name in source.namelist()} | entries
        for name, data in contents.items():
            to.writestr(name, data)
    return out.getvalue()


def overlapping_dex_files() -> bytes:
    """Fifty entries in assets, each a dex file of 100 MB, all made of the same bytes of the archive."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = engine.compress(b"dex\n035\0" + bytes(100 << 20)) + engine.flush()
    good = with_entries({"assets/x.dat": b""})
    end = good.rfind(b"PK\x05\x06")
    _, _, count, _, size, offset, _ = struct.unpack_from("<HHHHIIH", good, end + 4)
    local = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), (100 << 20) + 8, 5, 0)
    body = good[:offset] + b"PK\x03\x04" + local + b"a.dex" + packed
    directory = good[offset : offset + size]
    for k in range(50):
        name = b"assets/%02d.dex" % k
        row = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), (100 << 20) + 8, len(name), 0)
        directory += b"PK\x01\x02\x14\0" + row + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
    tail = struct.pack("<HHHHIIH", 0, 0, count + 50, count + 50, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + tail


def archives_in_archives() -> bytes:
    """Archives of archives of archives, a hundred in each."""
    inner = b"dex\n035\0" + bytes(5000)
    for _ in range(3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for k in range(100):
                archive.writestr(f"{k}.zip" if inner[:2] == b"PK" else f"{k}.dex", inner)
        inner = out.getvalue()
    return with_entries({"assets/a.zip": inner})


def many_entries() -> bytes:
    """A hundred and fifty thousand empty files."""
    return with_entries({f"assets/{k}.so": b"" for k in range(150_000)})


def _chunk(kind: int, header: int, body: bytes) -> bytes:
    return struct.pack("<HHI", kind, header, 8 + len(body)) + body


def _xml(strings: list[bytes], chunks: bytes) -> bytes:
    texts = b"".join(bytes([len(s), len(s)]) + s + b"\0" for s in strings)
    texts += bytes(-len(texts) % 4)
    offsets, place = b"", 0
    for s in strings:
        offsets += struct.pack("<I", place)
        place += len(s) + 3
    pool = struct.pack("<IIIII", len(strings), 0, 0x100, 28 + len(offsets), 0) + offsets + texts
    return _chunk(3, 8, _chunk(1, 28, pool) + chunks)


def nested_elements() -> bytes:
    """A layout two hundred thousand elements deep, with a check box at the bottom."""
    start = _chunk(0x0102, 16, struct.pack("<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, 0, 20, 20, 0, 0, 0, 0))
    box = _chunk(0x0102, 16, struct.pack("<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, 1, 20, 20, 0, 0, 0, 0))
    return with_entries({"res/layout/deep.xml": _xml([b"a", b"CheckBox", b"x"], start * 50_000 + box)})


def manifest_of_many_components() -> bytes:
    """A manifest with a hundred thousand activities."""
    names = [b"manifest", b"application", b"activity", b"name", b"package", b"com.a.b"]

    def element(name: int, *attributes: tuple[int, int]) -> bytes:
        head = struct.pack("<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, name, 20, 20, len(attributes), 0, 0, 0)
        listed = b"".join(struct.pack("<IIIHBBI", 0xFFFFFFFF, key, text, 8, 0, 3, text) for key, text in attributes)
        return _chunk(0x0102, 16, head + listed)

    def end(name: int) -> bytes:
        return _chunk(0x0103, 16, struct.pack("<IIII", 1, 0xFFFFFFFF, 0xFFFFFFFF, name))

    activities = (element(2, (3, 5)) + end(2)) * 100_000
    manifest = _xml(names, element(0, (4, 5)) + element(1) + activities + end(1) + end(0))
    return with_entries({"AndroidManifest.xml": manifest})


def _shared_pool(count: int, text: str) -> bytes:
    """A string pool whose strings are all the same bytes."""
    raw = text.encode("utf-16-le")
    units = len(raw) // 2
    length = struct.pack("<H", units) if units < 0x8000 else struct.pack("<HH", 0x8000 | units >> 16, units & 0xFFFF)
    texts = length + raw + b"\0\0"
    texts += bytes(-len(texts) % 4)
    body = struct.pack("<IIIII", count, 0, 0, 28 + 4 * count, 0) + bytes(4 * count) + texts
    return _chunk(1, 28, body)


def layouts_of_one_long_text() -> bytes:
    """A hundred layouts, each with fifty thousand strings that are the same 60,000 characters."""
    element = _chunk(0x0102, 16, struct.pack("<IIIIHHHHHH", 1, 0xFFFFFFFF, 0xFFFFFFFF, 0, 20, 20, 0, 0, 0, 0))
    layout = _chunk(3, 8, _shared_pool(50_000, "我已阅读" * 15_000) + element)
    return with_entries({f"res/layout/a{k}.xml": layout for k in range(100)})


def resources_of_one_long_text() -> bytes:
    """A resource table of sixty thousand texts that are the same 60,000 characters."""
    count = 60_000
    texts = _shared_pool(count, "同意我已阅读隐" * 8_500)
    types, keys = _shared_pool(1, "string"), _shared_pool(1, "key")
    entries = b"".join(struct.pack("<HHIHBBI", 8, 0, 0, 8, 0, 3, k) for k in range(count))
    offsets = np.arange(count, dtype="<u4") * 16
    head = 20 + 64
    listed = _chunk(
        0x0201, head,
        struct.pack("<BBHII", 1, 0, 0, count, head + 4 * count) + struct.pack("<I", 64) + bytes(60)
        + offsets.tobytes() + entries,
    )  # fmt: skip
    names = struct.pack("<IIIII", 288, 1, 288 + len(types), 1, 0)
    package = _chunk(0x0200, 288, struct.pack("<I", 0x7F) + bytes(256) + names + types + keys + listed)
    return with_entries({"resources.arsc": _chunk(2, 12, struct.pack("<I", 1) + texts + package)})


AMPLIFIERS: tuple[Callable[[], bytes], ...] = (
    overlapping_dex_files, archives_in_archives, many_entries, nested_elements, manifest_of_many_components,
    layouts_of_one_long_text, resources_of_one_long_text,
)  # fmt: skip
DEX_AMPLIFIERS: tuple[Callable[[], bytes], ...] = (
    strings_in_strings, prototypes_of_long_names, interfaces_of_all, class_data_of_all, one_body_for_all,
    long_chain_of_classes,
)  # fmt: skip
