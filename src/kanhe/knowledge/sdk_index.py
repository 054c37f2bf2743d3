"""`SdkIndex`: which SDK a class, library, component, meta-data key or host belongs to.

Compiled once; no look-up walks the list of SDKs.  A proof that several SDKs share tells none of them, and the linter
wants them to say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kanhe.knowledge.sdks import Sdk, sdks


class SdkIndex:
    __slots__ = ("_component_suffix", "_components", "_hosts", "_keys", "_libraries", "_library_prefix", "_packages")

    def __init__(self, known: Iterable[Sdk]) -> None:
        self._packages: dict[str, str | None] = {}
        self._components: dict[str, str | None] = {}
        self._component_suffix: dict[str, str | None] = {}
        self._libraries: dict[str, str | None] = {}
        self._library_prefix: dict[str, tuple[str, str]] = {}
        self._keys: dict[str, str | None] = {}
        self._hosts: dict[str, str | None] = {}
        for sdk in known:
            for package in sdk.packages:
                if package not in sdk.unverified_packages:
                    _own(self._packages, package, sdk.id)
            for component in sdk.components:
                if component.startswith("."):
                    _own(self._component_suffix, component, sdk.id)
                else:
                    _own(self._components, component, sdk.id)
            for library in sdk.native_libs:
                if "*" in library:
                    before, _, after = library.partition("*")
                    if len(before) >= 5:  # 'lib' and two letters: less would claim every library
                        self._library_prefix.setdefault(before, (after, sdk.id))
                else:
                    _own(self._libraries, library, sdk.id)
            for key in sdk.manifest_keys:
                _own(self._keys, key, sdk.id)
            for host in sdk.hosts:
                _own(self._hosts, host.lower(), sdk.id)

    @property
    def prefixes(self) -> tuple[tuple[str, str], ...]:
        """('cn/jpush/android', 'jpush')…, for whole-program matching."""
        return tuple((package.replace(".", "/"), sdk) for package, sdk in self._packages.items() if sdk)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Known hosts, wildcards without their '*.'."""
        return tuple(host.removeprefix("*.") for host in self._hosts)

    def by_class(self, name: str) -> str | None:
        """Owner of a class, dotted or as descriptor: the longest known prefix on a segment boundary."""
        if name.startswith("L") and name.endswith(";"):
            name = name[1:-1].replace("/", ".")
        end = len(name)
        while end > 0:
            if (found := self._packages.get(name[:end])) is not None:
                return found
            end = max(name.rfind(".", 0, end), name.rfind("$", 0, end))
        return None

    def by_component(self, name: str) -> str | None:
        """Owner of a manifest component by its full class name, else by its last segments."""
        if (found := self._components.get(name)) is not None:
            return found
        at = name.find(".")
        while at >= 0:
            if (found := self._component_suffix.get(name[at:])) is not None:
                return found
            at = name.find(".", at + 1)
        return None

    def by_library(self, name: str) -> str | None:
        """Owner of a native library by its file name."""
        if (found := self._libraries.get(name)) is not None:
            return found
        for end in range(len(name), 4, -1):
            if (hit := self._library_prefix.get(name[:end])) is not None and name.endswith(hit[0]):
                return hit[1]
        return None

    def by_meta_data(self, key: str) -> str | None:
        """Owner of a meta-data name."""
        return self._keys.get(key)

    def by_host(self, host: str) -> str | None:
        """Owner of a host: itself, else the nearest parent domain known with a wildcard."""
        host = host.lower().rstrip(".")
        if (found := self._hosts.get(host) or self._hosts.get(f"*.{host}")) is not None:
            return found
        at = host.find(".")
        while at >= 0:
            if (found := self._hosts.get(f"*.{host[at + 1 :]}")) is not None:
                return found
            at = host.find(".", at + 1)
        return None


def _own(table: dict[str, str | None], proof: str, sdk: str) -> None:
    """Give a proof to an SDK, or to nobody when another has it too."""
    table[proof] = sdk if table.get(proof, sdk) == sdk else None


@cache
def index() -> SdkIndex:
    """The index over all known SDKs."""
    return SdkIndex(sdks().values())
