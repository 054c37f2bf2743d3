"""Third-party SDKs, libraries and packers: how they are recognised, what their vendors say they collect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kanhe.knowledge.store import load


@dataclass(frozen=True, slots=True)
class ApiName:
    """A call as integration guides write it."""

    method: str
    text: str
    """As written, arguments included."""
    class_name: str | None = None
    """Simple or dotted name, as far as known."""

    @property
    def simple_class(self) -> str | None:
        return self.class_name.rpartition(".")[2] if self.class_name else None


@dataclass(frozen=True)
class Sdk:
    id: str
    name: str
    kind: Literal["sdk", "library", "packer"]
    category: str
    name_zh: str | None = None
    aliases: tuple[str, ...] = ()
    aliases_exact_only: tuple[str, ...] = ()
    """Aliases too short to be looked for inside other text."""
    vendor: str | None = None
    vendor_country: str | None = None
    packages: tuple[str, ...] = ()
    """Package prefixes on segment boundaries; over the whole file the longest prefix wins."""
    unverified_packages: tuple[str, ...] = ()
    """Prefixes not yet seen in a binary: not evidence by themselves."""
    native_libs: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    """Full class names; a leading '.' means "the class name ends with"."""
    manifest_keys: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """'*.' stands for any subdomain."""
    collects: tuple[str, ...] = ()
    collects_optional: tuple[str, ...] = ()
    collects_unmapped: tuple[str, ...] = ()
    """Declared items that the taxonomy has no word for."""
    collects_evidence: str | None = None
    purpose_zh: str | None = None
    consent: tuple[ApiName, ...] = ()
    """Calls by which the app passes the user's consent on, or that may run before it."""
    start: tuple[ApiName, ...] = ()
    """Calls that begin collection."""
    controls: tuple[ApiName, ...] = ()
    """Switches that reduce collection."""
    bundles: tuple[str, ...] = ()
    privacy_policy_title: str | None = None
    privacy_policy_url: str | None = None
    shares: tuple[str, ...] = ()
    """Ids of SDKs that are told by the same proof, known and accepted."""
    note: str | None = None

    def display(self, lang: str) -> str:
        return (self.name_zh or self.name) if lang.startswith("zh") else self.name


@cache
def sdks() -> Mapping[str, Sdk]:
    """All SDKs by id."""
    return {sdk.id: sdk for sdk in load("sdks", tuple[Sdk, ...])}
