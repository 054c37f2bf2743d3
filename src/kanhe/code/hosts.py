"""Hosts named in string constants: URLs, and bare names of hosts that an SDK is known to use."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from kanhe.code.actors import APP, Actors
from kanhe.code.program import Program
from kanhe.code.references import References
from kanhe.code.string_scan import Found, holders_of
from kanhe.evidence import HostRow
from kanhe.knowledge.sdk_index import index

_URL = re.compile(
    r"(https?|wss?)://(?:[^/\s@\"'<>]{0,80}@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})(?=[:/?#\s\"'<>,;)\\]|$)"
)
# Top levels that names in code really end in; 'transform' or 'string' behind a dot is a namespace.
_TOP_LEVELS = frozenset(
    [
        "com",
        "net",
        "org",
        "edu",
        "gov",
        "mil",
        "int",
        "info",
        "biz",
        "name",
        "mobi",
        "asia",
        "tel",
        "pro",
        "xyz",
        "top",
        "club",
        "site",
        "online",
        "shop",
        "store",
        "app",
        "dev",
        "cloud",
        "ink",
        "vip",
        "wang",
        "ren",
        "work",
        "link",
        "live",
        "news",
        "video",
        "games",
        "media",
        "group",
        "team",
        "tech",
        "fun",
        "run",
        "plus",
        "zone",
        "cool",
        "world",
        "today",
        "blog",
        "page",
        "space",
        "website",
        "host",
        "press",
        "chat",
        "social",
        "network",
        "systems",
        "solutions",
        "services",
        "digital",
        "global",
        "email",
        "finance",
        "love",
        "art",
        "onion",
        "arpa",
        "localdomain",
        "icu",
        "win",
        "bid",
        "loan",
        "ltd",
        "fit",
        "pub",
        "red",
        "kim",
        "wiki",
        "design",
        "center",
        "city",
        "company",
        "fund",
        "gold",
        "show",
    ]
)
_BARE = re.compile(r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$")
# Names that stand for namespaces, examples or the device itself, not for a host that is talked to.
_NOT_TALKED_TO = re.compile(
    r"(?:^|\.)(?:schemas\.android\.com|schemas\.xmlsoap\.org|schemas\.microsoft\.com|www\.w3\.org|w3\.org|xml\.org|"
    r"xmlpull\.org|apache\.org|example\.(?:com|org|net)|java\.sun\.com|purl\.org|ns\.adobe\.com|localhost)$"
)
MAX_ROWS = 5000


def host_of(text: str) -> Iterator[tuple[str, str]]:
    """(scheme, host) of every URL in a text."""
    for match in _URL.finditer(text[:4000]):
        host = match.group(2).strip(".").lower()
        if is_host(host) and not _NOT_TALKED_TO.search(host):
            yield match.group(1), host


def is_host(name: str) -> bool:
    """Whether a name can be a public host: a domain with a top level, or an address that is not local."""
    if name.startswith("["):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        top = name.rpartition(".")[2]
        return bool(_BARE.match(name)) and (len(top) == 2 or top in _TOP_LEVELS or top.startswith("xn--"))
    return not (address.is_loopback or address.is_unspecified or address.is_private)


def code_hosts(app: str, program: Program, references: References, actors: Actors, found: Found) -> list[HostRow]:
    """One row a host, place and scheme."""
    known = index()
    rows: dict[tuple[str, str | None, str], HostRow] = {}
    numbers = dict.fromkeys([*found.urls.tolist(), *found.hosts.tolist()])
    holders = holders_of(references, numbers, int(program.string_base[-1]))
    for number in numbers:
        text = program.string(number)
        pairs: list[tuple[str | None, str]] = list(host_of(text))
        if not pairs and len(text) < 254 and _BARE.match(text) and known.by_host(text):
            pairs = [(None, text)]
        for scheme, host in pairs:
            holder = holders.get(number)
            if holder is None:
                continue  # a constant that no code uses
            sdk = known.by_host(host)
            where = program.type_name(int(program.method_class[holder]))
            actor = sdk or actors.of(int(program.method_class[holder]))
            key = (host, scheme, actor)
            if key not in rows and len(rows) < MAX_ROWS:
                rows[key] = HostRow(app, host, "code", where, scheme, actor or APP, sdk, text[:200])
    return list(rows.values())
