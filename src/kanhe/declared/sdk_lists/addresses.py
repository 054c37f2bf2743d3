"""Addresses of privacy policies and package names: which SDKs they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from urllib.parse import unquote

from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sdks import sdks

_ADDRESS = re.compile(r"^(?:https?:)?//([^/?#\s:]+)(?::\d+)?([^?#\s]*)(\?[^#\s]*)?(#\S*)?", re.IGNORECASE)
_TRACKING = re.compile(r"(?<=[?&])(?:spm|utm_\w+|from|hidetop)=[^&]*&?")
_PACKAGE = re.compile(r"[a-zA-Z]\w*(?:\.\w+)+")


def page_owners(address: str) -> tuple[str, ...]:
    """SDKs whose policy is that very page."""
    return _pages().get(_page(address), ())


def host_owners(address: str) -> tuple[str, ...]:
    """SDKs whose policy, or whose servers, are on the host of an address."""
    match = _ADDRESS.match(address.strip())
    if match is None:
        return ()
    host = match[1].lower()
    owner = index().by_host(host)
    return tuple(dict.fromkeys((*_policy_hosts().get(host.removeprefix("www."), ()), *((owner,) if owner else ()))))


def package_names(written: str) -> tuple[str, ...]:
    """The package names in a text."""
    return tuple(_PACKAGE.findall(written))


def package_owner(written: str) -> tuple[str, str] | None:
    """(SDK, its prefix) for the first known package name in a text: longest prefix, else the only SDK inside it."""
    for name in package_names(written):
        if found := index().by_class(name):
            return found, name
        inside = {sdk.id for sdk in sdks().values() for p in sdk.packages if p.startswith(name + ".")}
        if len(inside) == 1:
            return inside.pop(), name
    return None


def _page(address: str) -> str:
    match = _ADDRESS.match(address.strip())
    if match is None:
        return ""
    host, path, query, fragment = (part or "" for part in match.groups())
    query = _TRACKING.sub("", query).rstrip("?&")
    # A page of an application in one document is told by its fragment.
    route = fragment if fragment.startswith("#/") else ""
    return host.lower().removeprefix("www.") + unquote(path).rstrip("/.。，,;；)）") + query + route


@cache
def _pages() -> dict[str, tuple[str, ...]]:
    pages: dict[str, list[str]] = defaultdict(list)
    for sdk in sdks().values():
        if sdk.privacy_policy_url and (page := _page(sdk.privacy_policy_url)):
            pages[page].append(sdk.id)
    return {page: tuple(ids) for page, ids in pages.items()}


@cache
def _policy_hosts() -> dict[str, tuple[str, ...]]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for sdk in sdks().values():
        if match := _ADDRESS.match(sdk.privacy_policy_url or ""):
            hosts[match[1].lower().removeprefix("www.")].append(sdk.id)
    return {host: tuple(ids) for host, ids in hosts.items()}
