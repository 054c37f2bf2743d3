"""What a package is, once opened: plain facts of the container and its manifest.

Knows nothing of regulations, SDKs or evidence tables.  All values are as the platform would see them (defaults applied
where the platform applies them), with the declared value kept beside where a report must tell the two apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ComponentKind = Literal["activity", "activity-alias", "service", "receiver", "provider"]
PackageFormat = Literal["apk", "apks", "xapk", "splits"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the package that could not be read, while the rest could; becomes a row of ``limits``."""

    kind: str
    """A value of the ``limit_kind`` vocabulary: archive, manifest, encrypted-code, bound…"""
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class MetaData:
    name: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class IntentFilter:
    actions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """MIME types."""


@dataclass(frozen=True, slots=True)
class Component:
    kind: ComponentKind
    name: str
    """Class name, dotted and fully qualified."""
    exported: bool
    exported_declared: bool | None = None
    enabled: bool = True
    process: str | None = None
    permission: str | None = None
    filters: tuple[IntentFilter, ...] = ()
    meta_data: tuple[MetaData, ...] = ()
    authorities: tuple[str, ...] = ()
    init_order: int | None = None
    foreground_service_types: tuple[str, ...] = ()
    target: str | None = None
    split: str = "base"

    @property
    def launcher(self) -> bool:
        return any(
            "android.intent.action.MAIN" in f.actions and "android.intent.category.LAUNCHER" in f.categories
            for f in self.filters
        )


@dataclass(frozen=True, slots=True)
class RequestedPermission:
    name: str
    max_sdk: int | None = None
    split: str = "base"


@dataclass(frozen=True, slots=True)
class Query:
    kind: Literal["package", "intent", "provider"]
    value: str


@dataclass(frozen=True, slots=True)
class Manifest:
    package_id: str
    version_name: str | None = None
    version_code: int | None = None
    min_sdk: int | None = None
    target_sdk: int | None = None
    compile_sdk: int | None = None
    label: str | None = None
    application_class: str | None = None
    component_factory: str | None = None
    debuggable: bool = False
    test_only: bool = False
    allow_backup_declared: bool | None = None
    full_backup_content: str | None = None
    """File of the legacy backup rules, or 'true' / 'false' as written."""
    data_extraction_rules: str | None = None
    cleartext_declared: bool | None = None
    network_security_config: str | None = None
    """Path of the network security configuration inside the package."""
    shared_user_id: str | None = None
    permissions: tuple[RequestedPermission, ...] = ()
    defined_permissions: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    instrumentations: tuple[str, ...] = ()
    """Classes of the instrumentation elements: test runners, which are entry points too."""
    meta_data: tuple[MetaData, ...] = ()
    """Meta-data of the application element."""
    queries: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkSecurity:
    """What the network security configuration (or the manifest and API level alone) permits."""

    cleartext_permitted: bool
    cleartext_domains: tuple[str, ...] = ()
    """Domains with cleartext permitted; '*' for the base configuration."""
    user_certificates_trusted: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature schemes of the base APK (all splits must agree; where they do not, ``problem`` says so)."""

    schemes: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()
    signer_sha256: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class DexImage:
    """A dex file with its bytes, inflated once and never copied."""

    name: str
    """Path inside the package; nested archives separated by '!', split prefixed as 'split/…' when not the base."""
    data: bytes = field(repr=False)
    role: Literal["primary", "secondary"] = "primary"
    split: str = "base"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside the package."""

    split: str
    path: str
    size: int
    """Bytes when inflated, as the directory says; reading checks it."""
    compressed: int
