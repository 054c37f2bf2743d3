"""Native libraries of a package: ELF facts, hosts they name, and sensitive files, properties and commands they can read.

A string counts as a read only where the library imports a function that can do it.  Instructions are not analysed; a
limit says so for every library that belongs to nobody known and can be called from Java.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kanhe.code.elf import ElfFacts, read_elf
from kanhe.code.native_strings import NativeStrings, scan
from kanhe.evidence import CallRow, Evidence, HostRow, LimitRow, NativeLibraryRow
from kanhe.evidence.limits import limit
from kanhe.knowledge.sdk_index import index
from kanhe.package.errors import PackageError
from kanhe.package.model import Entry
from kanhe.package.package import Package

_ABI_ORDER = ("arm64-v8a", "armeabi-v7a", "x86_64", "x86", "armeabi")
# The names that end in _2 are what bionic's fortified headers make of open and openat.
_READERS: dict[str, frozenset[str]] = {
    "file": frozenset({
        "fopen", "fopen64", "freopen", "open", "open64", "openat", "openat64", "__open_2", "__openat_2", "opendir",
        "readlink", "syscall",
    }),
    "exec": frozenset({
        "popen", "system", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe", "posix_spawn",
        "posix_spawnp", "syscall",
    }),
    "property": frozenset({
        "__system_property_get", "__system_property_read", "__system_property_read_callback",
        "__system_property_find", "__system_property_foreach", "property_get", "popen",
    }),
}  # fmt: skip
_TELLING_IMPORTS = frozenset().union(*_READERS.values()) | {
    "ioctl", "socket", "connect", "getaddrinfo", "gethostbyname", "getifaddrs", "dlopen", "android_dlopen_ext", "ptrace",
    "uname",
}  # fmt: skip
MAX_READ = 64 << 20
"""Bytes of one library that are read; of a larger one the rest is told of in a limit."""
MAX_TOTAL = 512 << 20
"""Bytes of all libraries together: some three seconds."""
_OTHER_CODE = (b"dex\n", b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class _Library:
    """A library that was read, and what belongs to all its rows."""

    app: str
    where: str
    actor: str
    sdk: str | None
    facts: ElfFacts
    strings: NativeStrings

    def hosts(self) -> list[HostRow]:
        rows = []
        for host, scheme in self.strings.hosts:
            owner = index().by_host(host)
            rows.append(HostRow(self.app, host, "native", self.where, scheme, owner or self.actor, owner))
        return rows

    def calls(self) -> list[CallRow]:
        return [
            CallRow(
                self.app, named.item, f"{named.how}:{named.text}", "native", self.where, code_file=self.where,
                actor=self.actor, argument=named.text,
            )
            for named in self.strings.sensitive
            if _READERS[named.how] & self.facts.imports
        ]  # fmt: skip


def native_evidence(package: Package) -> Evidence:
    """Rows of ``native_libraries``, ``hosts``, ``calls`` (how = native) and ``limits``.

    Strings are read in one build of a library only, that for 64-bit ARM where there is one.
    """
    libraries: list[NativeLibraryRow] = []
    hosts: list[HostRow] = []
    calls: list[CallRow] = []
    limits: list[LimitRow] = []
    entries = package.native_entries()
    searched = _one_build_each(entries)
    budget = MAX_TOTAL
    for entry in entries:
        where = entry.path if entry.split == package.members[0].name else f"{entry.split}/{entry.path}"
        if min(entry.size, MAX_READ) > budget:
            limits.append(limit(package.app, "native-code", where, f"more than {MAX_TOTAL >> 20} MiB of libraries"))
            continue
        try:
            data = package.read(entry, MAX_READ if entry.size > MAX_READ else None)
        except PackageError as error:
            limits.append(limit(package.app, "archive", where, error.en))
            continue
        budget -= len(data)
        if not data.startswith(b"\x7fELF"):
            if not data.startswith(_OTHER_CODE):  # those are among the code files
                limits.append(limit(package.app, "native-code", where, "it is named like a library but is no ELF file"))
            continue
        name = entry.path.rpartition("/")[2]
        sdk = index().by_library(name)
        facts = read_elf(data)
        whole = len(data) == entry.size
        if facts is None:
            why = "its ELF structure is malformed" if whole else "it is too large to be read whole"
            limits.append(limit(package.app, "native-code", where, why, sdk or "app"))
            facts = ElfFacts(None, (), frozenset(), ())
        strings = scan(data) if entry in searched else NativeStrings((), (), True)
        library = _Library(package.app, where, sdk or "app", sdk, facts, strings)
        hosts += library.hosts()
        calls += (reads := library.calls())
        limits += _limits(library, entry in searched, whole)
        libraries.append(
            NativeLibraryRow(
                package.app, where, name, _abi(entry.path), entry.size,
                hashlib.sha256(data).hexdigest() if whole else "",
                facts.soname, facts.needed, tuple(sorted(_TELLING_IMPORTS & facts.imports)), facts.exports_jni,
                tuple(host for host, _ in strings.hosts), tuple(dict.fromkeys(row.argument or "" for row in reads)), sdk,
            )
        )  # fmt: skip
    return Evidence.of(libraries, hosts, calls, limits)


def _limits(library: _Library, searched: bool, whole: bool) -> list[LimitRow]:
    reasons = []
    if searched and library.sdk is None and library.facts.exports_jni:
        reasons.append("its instructions were not analysed")
    if searched and not whole:
        reasons.append(f"only its first {MAX_READ >> 20} MiB were searched for strings")
    if not library.strings.complete:
        reasons.append("it holds too many strings; not all were looked at")
    return [limit(library.app, "native-code", library.where, why, library.actor) for why in reasons]


def _one_build_each(entries: Iterable[Entry]) -> frozenset[Entry]:
    """Of every library under ``lib/`` the build whose strings are searched; a library elsewhere stands for itself."""
    best: dict[str, Entry] = {}
    for entry in entries:
        abi = _abi(entry.path)
        family = entry.path.rpartition("/")[2] if abi != "unknown" else f"{entry.split}/{entry.path}"
        if family not in best or _rank(abi) < _rank(_abi(best[family].path)):
            best[family] = entry
    return frozenset(best.values())


def _rank(abi: str) -> int:
    return _ABI_ORDER.index(abi) if abi in _ABI_ORDER else len(_ABI_ORDER)


def _abi(path: str) -> str:
    parts = path.split("/")
    return parts[1] if parts[0] == "lib" and len(parts) > 2 else "unknown"
