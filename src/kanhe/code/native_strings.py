"""Strings in a native library that name a host, or a file, property or command that gives away personal information.

Works on raw bytes, because sections are not to be trusted; URLs are found even where strings have no end mark, as in
libraries written in Rust or Go.  Whether the library can read what it names is for the caller to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kanhe.code.channels import StringMatcher
from kanhe.code.hosts import host_of
from kanhe.code.kernels.anchors import build_slots, find_anchors
from kanhe.code.string_scan import URL_MARKS
from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sources import sources

WAYS = ("file", "exec", "property")
MAX_RUN = 400
"""Characters of a string that are looked at, to either side of where something of interest begins."""
MAX_ANCHORS = 50_000
"""Places looked at; a 70 MB library of real code has about a thousand."""
MAX_FOUND = 200

_BEFORE = re.compile(rb"[\x20-\x7e]*\Z")
_AFTER = re.compile(rb"[\x20-\x7e]*")
# The compiler signs every library it makes, with the address of its own sources.
_COMPILER = re.compile(r"(?:clang|GCC|LLD|rustc) (?:version|[0-9])[^()]*\(\Z")
# What stands before a command that is run, rather than told of in a sentence: nothing, a path, another command, su -c.
_RUN = re.compile(r"(?:^|[/;|&(`'\"]\s*|\b(?:su|sh)(?: 0| root)?(?: -c)? ?['\"]?)\Z")


@dataclass(frozen=True, slots=True)
class Named:
    """Something sensitive that a string names."""

    text: str
    item: str
    how: str
    """file, exec or property."""


@dataclass(frozen=True, slots=True)
class NativeStrings:
    hosts: tuple[tuple[str, str | None], ...]
    """(host, scheme); the scheme is None for the bare name of a host known to belong to an SDK."""
    sensitive: tuple[Named, ...]
    complete: bool
    """False when there were more places to look at than :data:`MAX_ANCHORS`."""


def scan(data: bytes) -> NativeStrings:
    """Search the bytes of a library."""
    known = _anchors()
    places = find_anchors(np.frombuffer(data, np.uint8), known.grams, known.slots, MAX_ANCHORS)
    hosts: dict[str, str | None] = {}
    sensitive: dict[Named, None] = {}
    for at in places.tolist():
        gram = data[at : at + 4]
        if gram in known.urls and len(hosts) < MAX_FOUND and not _COMPILER.search(_start(data, at)):
            for scheme, host in host_of(_one_url(_run(data, at))):
                if hosts.get(host) is None:
                    hosts[host] = scheme
        for ending in known.endings.get(gram, ()):
            if data.startswith(ending, at) and len(hosts) < MAX_FOUND:
                name = _start(data, at) + ending[:-1].decode()
                if index().by_host(name):
                    hosts.setdefault(name, None)
        for text in known.texts.get(gram, ()):
            if data.startswith(text, at) and len(sensitive) < MAX_FOUND:
                sensitive.update(dict.fromkeys(_sensitive(_start(data, at) + _run(data, at))))
    return NativeStrings(tuple(hosts.items()), tuple(sensitive), len(places) < MAX_ANCHORS)


def _one_url(text: str) -> str:
    """The first URL of a text: one that follows without a gap may be cut, and stands at an anchor of its own."""
    return text[: end if (end := text.find("://", 8)) >= 0 else None]


def _start(data: bytes, at: int) -> str:
    """The printable characters directly before an offset."""
    found = _BEFORE.search(data[max(0, at - MAX_RUN) : at])
    return found.group().decode("ascii") if found else ""


def _run(data: bytes, at: int) -> str:
    """The printable characters from an offset on."""
    found = _AFTER.match(data, at, at + MAX_RUN)
    return found.group().decode("ascii") if found else ""


def _sensitive(text: str) -> Iterator[Named]:
    for how in WAYS:
        for source in _matcher().match(how, text):
            if how != "exec" or _is_run(source.text, text):
                yield Named(text, source.item, how)


def _is_run(command: str, text: str) -> bool:
    """Whether a text is a command line with the known command in it, or with the known path as an argument."""
    before = text[: text.index(command)]
    return bool(before if command.startswith("/") else _RUN.search(before))


@dataclass(frozen=True, slots=True)
class _Anchors:
    """What to look for, by its first four bytes."""

    urls: frozenset[bytes]
    endings: dict[bytes, tuple[bytes, ...]]
    """Ends of the names of known hosts, end mark included: ``.com\\0``."""
    texts: dict[bytes, tuple[bytes, ...]]
    grams: npt.NDArray[np.uint32]
    slots: npt.NDArray[np.uint16]


@cache
def _anchors() -> _Anchors:
    urls = frozenset(mark.encode()[:4] for mark in URL_MARKS)
    ends = {f".{host.rpartition('.')[2]}\0".encode() for host in index().hosts if not host[-1].isdigit()}
    texts = {s.text.encode() for s in sources().strings if s.how in WAYS and len(s.text) >= 4}
    endings, starts = _by_gram(ends), _by_gram(texts)
    every = sorted({*urls, *endings, *starts})
    grams = np.frombuffer(b"".join(every), "<u4").astype(np.uint32)
    return _Anchors(urls, endings, starts, grams, build_slots(grams))


def _by_gram(texts: set[bytes]) -> dict[bytes, tuple[bytes, ...]]:
    found: dict[bytes, list[bytes]] = {}
    for text in sorted(texts):
        found.setdefault(text[:4], []).append(text)
    return {gram: tuple(many) for gram, many in found.items()}


@cache
def _matcher() -> StringMatcher:
    return StringMatcher(sources().strings)
