"""The evidence that the container and its manifest give: package, permissions, components, meta-data, queries, limits."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.evidence.evidence import Evidence
from kanhe.evidence.limits import limit
from kanhe.evidence.rows import ComponentRow, LimitRow, MetaDataRow, PackageRow, PermissionRow, QueryRow
from kanhe.knowledge.permissions import permissions
from kanhe.knowledge.sdk_index import index
from kanhe.package.model import Component
from kanhe.package.package import Package


def package_evidence(package: Package) -> Evidence:
    """Everything but what needs the code; columns about code keep their defaults."""
    manifest = package.manifest
    return Evidence.of(
        [_package(package)],
        (_permission(package, p.name, p.max_sdk, p.split) for p in manifest.permissions),
        (_component(package.app, c) for c in manifest.components),
        _meta_data(package),
        (QueryRow(package.app, q.kind, q.value) for q in manifest.queries),
        _limits(package),
    )


def _package(package: Package) -> PackageRow:
    manifest, signatures, network = package.manifest, package.signatures, package.network_security
    declared = manifest.allow_backup_declared
    return PackageRow(
        app=package.app,
        platform="android",
        format=package.format,
        file_name=package.file_name,
        package_id=manifest.package_id,
        size=package.size,
        version_name=manifest.version_name,
        version_code=manifest.version_code,
        min_sdk=manifest.min_sdk,
        target_sdk=manifest.target_sdk,
        compile_sdk=manifest.compile_sdk,
        label=manifest.label,
        application_class=manifest.application_class,
        splits=package.splits,
        signer_sha256=signatures.signer_sha256,
        signature_schemes=signatures.schemes,
        verified_schemes=signatures.verified,
        signature_problem=signatures.problem,
        debuggable=manifest.debuggable,
        test_only=manifest.test_only,
        allow_backup=declared is not False,
        allow_backup_declared=declared,
        backup_rules=bool(manifest.data_extraction_rules)
        or manifest.full_backup_content not in (None, "true", "false", ""),
        cleartext_permitted=network.cleartext_permitted,
        cleartext_domains=network.cleartext_domains,
        user_certificates_trusted=network.user_certificates_trusted,
        shared_user_id=manifest.shared_user_id,
    )


def _permission(package: Package, name: str, max_sdk: int | None, split: str) -> PermissionRow:
    known = permissions().get(name)
    if known is None:
        return PermissionRow(package.app, name, "unknown", max_sdk=max_sdk, split=split)
    return PermissionRow(package.app, name, known.protection, known.group, known.items, max_sdk, split=split)


def _component(app: str, component: Component) -> ComponentRow:
    known = index()
    return ComponentRow(
        app=app,
        kind=component.kind,
        name=component.name,
        exported=component.exported,
        exported_declared=component.exported_declared,
        enabled=component.enabled,
        process=component.process,
        permission=component.permission,
        launcher=component.launcher,
        triggers=tuple(dict.fromkeys(a for f in component.filters for a in f.actions)),
        schemes=tuple(dict.fromkeys(s for f in component.filters for s in f.schemes)),
        authorities=component.authorities,
        init_order=component.init_order,
        foreground_service_types=component.foreground_service_types,
        target=component.target,
        actor=known.by_class(component.name) or known.by_component(component.name) or "app",
        split=component.split,
    )


def _meta_data(package: Package) -> Iterator[MetaDataRow]:
    for entry in package.manifest.meta_data:
        yield MetaDataRow(package.app, "application", entry.name, entry.value)
    for component in package.manifest.components:
        for entry in component.meta_data:
            yield MetaDataRow(package.app, component.name, entry.name, entry.value)


def _limits(package: Package) -> Iterator[LimitRow]:
    for obstacle in package.obstacles:
        yield limit(package.app, obstacle.kind, obstacle.where, obstacle.why)
