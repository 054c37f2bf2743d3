"""AndroidManifest.xml as the platform reads it: defaults applied, class names completed, references resolved."""

from __future__ import annotations

from collections.abc import Iterable

from kanhe.package.axml import TYPE_STRING, Element, Value, parse
from kanhe.package.errors import DamagedPackage
from kanhe.package.model import (
    Component,
    ComponentKind,
    IntentFilter,
    Manifest,
    MetaData,
    Obstacle,
    Query,
    RequestedPermission,
)
from kanhe.package.resources import ResourceTable

_KINDS: dict[str, ComponentKind] = {
    "activity": "activity",
    "activity-alias": "activity-alias",
    "service": "service",
    "receiver": "receiver",
    "provider": "provider",
}
# android:foregroundServiceType flags, android.content.pm.ServiceInfo.
_SERVICE_TYPES = {
    1 << 0: "dataSync", 1 << 1: "mediaPlayback", 1 << 2: "phoneCall", 1 << 3: "location", 1 << 4: "connectedDevice",
    1 << 5: "mediaProjection", 1 << 6: "camera", 1 << 7: "microphone", 1 << 8: "health", 1 << 9: "remoteMessaging",
    1 << 10: "systemExempted", 1 << 11: "shortService", 1 << 13: "mediaProcessing", 1 << 30: "specialUse",
}  # fmt: skip
_PROVIDERS_EXPORTED_BELOW = 17
"""Providers of apps that target a level below this are exported unless they say otherwise."""


class _Reader:
    """Attribute access with references resolved."""

    def __init__(self, resources: ResourceTable) -> None:
        self._resources = resources

    def text(self, element: Element, name: str) -> str | None:
        return self._resources.text(element.attributes.get(name))

    def number(self, element: Element, name: str) -> int | None:
        value = self._resources.resolve(element.attributes.get(name))
        if value is None:
            return None
        if value.kind == TYPE_STRING:
            text = (value.text or "").strip()
            return int(text) if text.lstrip("-").isdecimal() and len(text) < 12 else None
        return value.data

    def truth(self, element: Element, name: str) -> bool | None:
        value = self._resources.resolve(element.attributes.get(name))
        if value is None:
            return None
        if value.kind == TYPE_STRING:
            return (value.text or "").lower() in ("true", "1")
        return value.data != 0

    def value(self, element: Element, name: str) -> Value | None:
        return element.attributes.get(name)


def split_name(data: bytes) -> str | None:
    """The ``split`` attribute of a manifest; None for a base APK."""
    root = parse(data).root
    value = root.attributes.get("split") if root else None
    return value.text if value and value.text else None


def read_manifest(data: bytes, resources: ResourceTable, label: str) -> tuple[Manifest, tuple[Obstacle, ...]]:
    """The manifest of a base APK.  Raises :class:`DamagedPackage` when it names no package or no application."""
    document = parse(data)
    root = document.root
    if root is None or root.name != "manifest":
        raise DamagedPackage(
            f"the manifest of {label} cannot be read ({'; '.join(document.faults) or 'its first element is not manifest'})",
            f"{label} 的清单文件无法读取",
        )
    read = _Reader(resources)
    package = read.text(root, "package")
    if not package:
        raise DamagedPackage(f"the manifest of {label} names no package", f"{label} 的清单没有声明包名")
    obstacles = tuple(Obstacle("manifest", "AndroidManifest.xml", fault) for fault in document.faults)
    sdk = next(root.find("uses-sdk"), Element("uses-sdk"))
    minimum = read.number(sdk, "minSdkVersion")
    target = read.number(sdk, "targetSdkVersion")
    code = read.number(root, "versionCode")
    major = read.number(root, "versionCodeMajor") or 0
    application = next(root.find("application"), Element("application"))
    effective_target = target or minimum or 1
    manifest = Manifest(
        package_id=package,
        version_name=read.text(root, "versionName"),
        version_code=None if code is None else major << 32 | code,
        min_sdk=minimum or 1,
        target_sdk=effective_target,
        compile_sdk=read.number(root, "compileSdkVersion"),
        label=read.text(application, "label"),
        application_class=_class(package, read.text(application, "name")),
        component_factory=_class(package, read.text(application, "appComponentFactory")),
        debuggable=bool(read.truth(application, "debuggable")),
        test_only=bool(read.truth(application, "testOnly")),
        allow_backup_declared=read.truth(application, "allowBackup"),
        full_backup_content=read.text(application, "fullBackupContent"),
        data_extraction_rules=read.text(application, "dataExtractionRules"),
        cleartext_declared=read.truth(application, "usesCleartextTraffic"),
        network_security_config=read.text(application, "networkSecurityConfig"),
        shared_user_id=read.text(root, "sharedUserId"),
        permissions=tuple(_permissions(root, read)),
        defined_permissions=tuple(n for e in root.find("permission") if (n := read.text(e, "name"))),
        components=tuple(_components(application, package, effective_target, read)),
        instrumentations=tuple(n for e in root.find("instrumentation") if (n := _class(package, read.text(e, "name")))),
        meta_data=_meta_data(application, read),
        queries=tuple(_queries(root, read)),
    )
    return manifest, obstacles


def read_split(data: bytes, resources: ResourceTable, base: Manifest, split: str) -> tuple[Component, ...]:
    """Components that a split declares beside the base."""
    root = parse(data).root
    application = next(root.find("application"), None) if root else None
    if application is None:
        return ()
    target = base.target_sdk or 1
    return tuple(_components(application, base.package_id, target, _Reader(resources), split))


def _class(package: str, name: str | None) -> str | None:
    if not name:
        return None
    if name.startswith("."):
        return package + name
    return name if "." in name else f"{package}.{name}"


def _permissions(root: Element, read: _Reader) -> Iterable[RequestedPermission]:
    seen: set[str] = set()
    for element in root.children:
        if element.name in ("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m"):
            name = read.text(element, "name")
            if name and name not in seen:
                seen.add(name)
                yield RequestedPermission(name, read.number(element, "maxSdkVersion"))


def _components(
    application: Element, package: str, target: int, read: _Reader, split: str = "base"
) -> Iterable[Component]:
    for element in application.children:
        kind = _KINDS.get(element.name)
        name = _class(package, read.text(element, "name"))
        if kind is None or name is None:
            continue
        filters = tuple(_filter(f, read) for f in element.find("intent-filter"))
        declared = read.truth(element, "exported")
        default = target < _PROVIDERS_EXPORTED_BELOW if kind == "provider" else bool(filters)
        types = read.number(element, "foregroundServiceType") or 0
        enabled = read.truth(element, "enabled")
        process = read.text(element, "process")
        yield Component(
            kind=kind,
            name=name,
            exported=default if declared is None else declared,
            exported_declared=declared,
            enabled=enabled is not False,
            process=package + process if process and process.startswith(":") else process,
            permission=read.text(element, "permission"),
            filters=filters,
            meta_data=_meta_data(element, read),
            authorities=tuple(a for a in (read.text(element, "authorities") or "").split(";") if a),
            init_order=read.number(element, "initOrder"),
            foreground_service_types=tuple(word for bit, word in _SERVICE_TYPES.items() if types & bit),
            target=_class(package, read.text(element, "targetActivity")),
            split=split,
        )


def _filter(element: Element, read: _Reader) -> IntentFilter:
    def values(tag: str, attribute: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for e in element.find(tag) if (v := read.text(e, attribute))))

    return IntentFilter(
        values("action", "name"), values("category", "name"), values("data", "scheme"), values("data", "host"),
        values("data", "mimeType"),
    )  # fmt: skip


def _meta_data(element: Element, read: _Reader) -> tuple[MetaData, ...]:
    found = []
    for child in element.find("meta-data"):
        if name := read.text(child, "name"):
            value = read.text(child, "value")
            found.append(MetaData(name, value if value is not None else read.text(child, "resource")))
    return tuple(found)


def _queries(root: Element, read: _Reader) -> Iterable[Query]:
    for queries in root.find("queries"):
        for element in queries.children:
            if element.name == "package" and (name := read.text(element, "name")):
                yield Query("package", name)
            elif element.name == "provider" and (name := read.text(element, "authorities")):
                yield Query("provider", name)
            elif element.name == "intent":
                for action in element.find("action"):
                    if name := read.text(action, "name"):
                        yield Query("intent", name)
