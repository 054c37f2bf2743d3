"""Native libraries: ELF facts, and the strings in them that name hosts or sensitive files, properties and commands.

Instructions are not analysed; a limit says so where a library belongs to nobody known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kanhe.code.channels import StringMatcher
from kanhe.code.hosts import host_of
from kanhe.code.patterns import Patterns
from kanhe.code.string_scan import URL_MARKS
from kanhe.evidence import CallRow, Evidence, HostRow, LimitRow, NativeLibraryRow
from kanhe.evidence.limits import limit
from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sources import sources
from kanhe.package.errors import PackageError
from kanhe.package.model import Entry
from kanhe.package.package import Package

_ABI_ORDER = ("arm64-v8a", "armeabi-v7a", "x86_64", "x86", "armeabi")
_TELLING_IMPORTS = frozenset({
    "fopen", "open", "openat", "open64", "fopen64", "popen", "system", "execve", "execvp", "syscall", "ioctl", "socket",
    "connect", "getaddrinfo", "gethostbyname", "getifaddrs", "__system_property_get", "__system_property_read",
    "__system_property_find", "dlopen", "android_dlopen_ext", "ptrace", "readlink", "opendir", "uname",
})  # fmt: skip
_READERS: dict[str, frozenset[str]] = {
    "file": frozenset({"fopen", "open", "openat", "open64", "fopen64", "syscall", "opendir"}),
    "exec": frozenset({"popen", "system", "execve", "execvp"}),
    "property": frozenset({"__system_property_get", "__system_property_read", "__system_property_find", "popen"}),
}
_TEXT = re.compile(rb"[\x20-\x7e]{5,400}")
MAX_SCANNED = 48 << 20
"""Bytes of one library whose strings are read."""
MAX_TOTAL = 400 << 20
MAX_LISTED = 200


@dataclass(frozen=True, slots=True)
class _Facts:
    soname: str | None
    needed: tuple[str, ...]
    imports: tuple[str, ...]
    exports: tuple[str, ...]


def native_evidence(package: Package) -> Evidence:
    """Rows of native_libraries, hosts, calls (how = native) and limits."""
    libraries: list[NativeLibraryRow] = []
    hosts: list[HostRow] = []
    calls: list[CallRow] = []
    limits: list[LimitRow] = []
    best = _preferred(package.native_entries())
    budget = MAX_TOTAL
    for entry in package.native_entries():
        name = entry.path.rpartition("/")[2]
        where = entry.path if entry.split == package.members[0].name else f"{entry.split}/{entry.path}"
        if entry.size > budget:
            limits.append(limit(package.app, "bound", where, "native libraries are larger than what is read"))
            continue
        try:
            data = package.read(entry)
        except PackageError as error:
            limits.append(limit(package.app, "archive", where, error.en))
            continue
        budget -= entry.size
        if data[:4] != b"\x7fELF":
            if data[:4] not in (b"dex\n", b"PK\x03\x04"):
                limits.append(limit(package.app, "native-code", where, "it is named like a library but is no ELF file"))
            continue
        sdk = index().by_library(name)
        actor = sdk or "app"
        facts = read_elf(data)
        if facts is None:
            limits.append(limit(package.app, "native-code", where, "its ELF structure is malformed", actor))
            continue
        telling = tuple(sorted(_TELLING_IMPORTS & set(facts.imports)))
        found_hosts: dict[str, str] = {}
        sensitive: dict[str, tuple[str, str]] = {}
        if best.get(name) == entry:
            found_hosts, sensitive = _strings(data[:MAX_SCANNED], frozenset(facts.imports))
            hosts.extend(
                HostRow(
                    package.app, host, "native", where, scheme, index().by_host(host) or actor, index().by_host(host)
                )
                for host, scheme in found_hosts.items()
            )
            calls.extend(
                CallRow(
                    package.app, item, f"{how}:{text}", "native", where, code_file=where, actor=actor, argument=text
                )
                for text, (item, how) in sensitive.items()
            )
            if sdk is None and facts.exports:
                limits.append(limit(package.app, "native-code", where, "its instructions were not analysed", actor))
        libraries.append(
            NativeLibraryRow(
                package.app,
                where,
                name,
                _abi(entry.path),
                entry.size,
                hashlib.sha256(data).hexdigest(),
                facts.soname,
                facts.needed,
                telling,
                facts.exports,
                tuple(found_hosts),
                tuple(sensitive),
                sdk,
            )
        )
    return Evidence.of(libraries, hosts, calls, limits)


def _preferred(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Of every library the build whose strings are read."""
    best: dict[str, Entry] = {}
    for entry in entries:
        name = entry.path.rpartition("/")[2]
        if name not in best or _rank(entry.path) < _rank(best[name].path):
            best[name] = entry
    return best


def _rank(path: str) -> int:
    abi = _abi(path)
    return _ABI_ORDER.index(abi) if abi in _ABI_ORDER else len(_ABI_ORDER)


def _abi(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "lib" and len(parts) > 2 else "unknown"


def read_elf(data: bytes) -> _Facts | None:
    """The dynamic section's facts; None for a file that cannot be parsed."""
    import lief

    lief.logging.disable()
    config = lief.ELF.ParserConfig()
    for part in ("parse_relocations", "parse_notes", "parse_overlay", "parse_symtab_symbols", "parse_static_symbols"):
        if hasattr(config, part):
            setattr(config, part, False)
    binary = lief.ELF.parse(data, config)
    if binary is None:
        return None
    soname = next((str(e.name) for e in binary.dynamic_entries if isinstance(e, lief.ELF.DynamicSharedObject)), None)
    imports, exports = [], []
    for symbol in binary.dynamic_symbols:
        name = str(symbol.name)
        if symbol.imported:
            imports.append(name)
        elif name.startswith("Java_") or name == "JNI_OnLoad":
            exports.append(name)
    return _Facts(
        soname,
        tuple(str(n) for n in binary.libraries)[:MAX_LISTED],
        tuple(imports),
        tuple(sorted(exports)[:MAX_LISTED]),
    )


def _strings(data: bytes, imports: frozenset[str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    hosts: dict[str, str] = {}
    sensitive: dict[str, tuple[str, str]] = {}
    matcher = StringMatcher(sources().strings)
    ways = [how for how, readers in _READERS.items() if readers & imports]
    behind = 0
    for first, last in _patterns().search_bytes(data):
        if first < behind:
            continue  # inside the string that was just read
        start = data.rfind(b"\0", max(0, first - 400), first) + 1 or first
        end = data.find(b"\0", last, last + 400)
        behind = end = end if end >= 0 else last
        raw = data[start:end]
        if not (found := _TEXT.fullmatch(raw)):
            continue
        text = found.group().decode("ascii")
        for scheme, host in host_of(text):
            if len(hosts) < MAX_LISTED:
                hosts.setdefault(host, scheme)
        for how in ways:
            for source in matcher.match(how, text):
                if len(sensitive) < MAX_LISTED:
                    sensitive.setdefault(text, (source.item, how))
    return hosts, sensitive


@cache
def _patterns() -> Patterns:
    """Every known text, so that the bytes are searched once."""
    return Patterns(
        sorted({s.text for s in sources().strings if s.how in _READERS and len(s.text) >= 5} | set(URL_MARKS))
    )
