"""Opening a package: an APK, a folder of splits, an .apks or an .xapk archive."""

from __future__ import annotations

import hashlib
import mmap
from dataclasses import replace
from pathlib import Path

from kanhe.package.archive import Archive
from kanhe.package.bounds import DEFAULT_BOUNDS, Bounds
from kanhe.package.errors import BoundExceeded, DamagedPackage, NotAPackage, PackageError
from kanhe.package.manifest import read_manifest, read_split, split_name
from kanhe.package.model import Component, Manifest, NetworkSecurity, Obstacle, PackageFormat
from kanhe.package.network_security import read_network_security, without_configuration
from kanhe.package.package import Package, Split, digest_of_folder, map_file
from kanhe.package.resources import ResourceTable
from kanhe.package.signature import verify_signatures

MANIFEST = "AndroidManifest.xml"
OTHER_PLATFORMS = {
    "Payload/": ("an iOS app (.ipa)", "iOS 应用（.ipa）"),
    "module.json": ("a HarmonyOS app (.hap)", "鸿蒙应用（.hap）"),
    "BundleConfig.pb": (
        "an Android App Bundle (.aab); build APKs from it first",
        "Android App Bundle（.aab），请先生成 APK",
    ),
}


def open_package(path: Path, bounds: Bounds = DEFAULT_BOUNDS) -> Package:
    """Open whatever ``path`` names.  Raises the :class:`~kanhe.package.errors.PackageError` family."""
    path = Path(path)
    if path.is_dir():
        return _open_folder(path, bounds)
    if not path.is_file():
        raise NotAPackage(f"there is no file {path}", f"文件 {path} 不存在")
    mapped = map_file(path)
    data = memoryview(mapped)
    archive = Archive(data, path.name, bounds)
    app = hashlib.sha256(data).hexdigest()
    if MANIFEST in archive.members:
        idsig = path.with_name(path.name + ".idsig").is_file()
        return _build(path.name, "apk", app, len(data), [Split("base", archive)], (mapped,), bounds, v4=idsig)
    inner = [name for name in archive.members if name.endswith(".apk")]
    if not inner:
        raise _not_an_apk(archive)
    kind: PackageFormat = "xapk" if path.suffix == ".xapk" or "manifest.json" in archive.members else "apks"
    if kind == "apks" and "universal.apk" in inner:
        inner = ["universal.apk"]
    elif kind == "apks" and any(name.startswith("splits/") for name in inner):
        inner = [name for name in inner if name.startswith("splits/")]
    if len(inner) > bounds.splits:
        raise BoundExceeded(f"{path.name} holds {len(inner)} APKs", f"{path.name} 含有 {len(inner)} 个 APK")
    members, obstacles = [], []
    for name in inner:
        try:
            members.append(Split(name, Archive(memoryview(archive.read(name)), name, bounds)))
        except PackageError as error:
            obstacles.append(Obstacle("archive", name, error.en))
    return _build(path.name, kind, app, len(data), members, (mapped,), bounds, obstacles)


def _open_folder(path: Path, bounds: Bounds) -> Package:
    files = sorted(path.glob("*.apk"))
    if not files:
        raise NotAPackage(f"the folder {path.name} holds no .apk file", f"文件夹 {path.name} 中没有 .apk 文件")
    if len(files) > bounds.splits:
        raise BoundExceeded(f"{path.name} holds {len(files)} APKs", f"{path.name} 含有 {len(files)} 个 APK")
    maps: list[mmap.mmap] = []
    members, obstacles, digests, size = [], [], [], 0
    for file in files:
        mapped = map_file(file)
        data = memoryview(mapped)
        maps.append(mapped)
        size += len(data)
        digests.append((file.name, hashlib.sha256(data).hexdigest()))
        try:
            members.append(Split(file.name, Archive(data, file.name, bounds)))
        except PackageError as error:
            obstacles.append(Obstacle("archive", file.name, error.en))
    return _build(path.name, "splits", digest_of_folder(digests), size, members, tuple(maps), bounds, obstacles)


def _not_an_apk(archive: Archive) -> PackageError:
    for mark, (en, zh) in OTHER_PLATFORMS.items():
        if any(name.startswith(mark) for name in archive.members):
            return NotAPackage(
                f"{archive.label} is {en}, which is not supported yet", f"{archive.label} 是 {zh}，暂不支持"
            )
    return NotAPackage(
        f"{archive.label} is a zip file without {MANIFEST}, so it is no Android app",
        f"{archive.label} 中没有 {MANIFEST}，不是安卓应用",
    )


def _build(
    name: str, kind: PackageFormat, app: str, size: int, members: list[Split], maps: tuple[mmap.mmap, ...],
    bounds: Bounds, obstacles: list[Obstacle] | None = None, *, v4: bool = False,
) -> Package:  # fmt: skip
    seen = list(obstacles or [])
    manifests: dict[str, bytes] = {}
    for member in members:
        seen.extend(member.archive.obstacles)
        try:
            manifests[member.name] = member.archive.read(MANIFEST)
        except PackageError as error:
            if len(members) == 1:
                raise DamagedPackage(f"the manifest cannot be read: {error.en}", f"清单无法读取：{error.zh}") from error
            seen.append(Obstacle("manifest", member.name, error.en))
    bases = [m for m in members if m.name in manifests and split_name(manifests[m.name]) is None]
    if not bases:
        raise DamagedPackage(f"{name} has no base APK", f"{name} 中没有基础 APK")
    base = bases[0]
    seen.extend(Obstacle("archive", extra.name, "a second base APK; it is read as a split") for extra in bases[1:])
    ordered = [base, *(m for m in members if m is not base)]
    resources = ResourceTable()
    for member in ordered:
        table = _resources(member, seen)
        resources.add(table)
    manifest, more = read_manifest(manifests[base.name], resources, name)
    seen.extend(more)
    components: list[Component] = list(manifest.components)
    for member in ordered[1:]:
        if member.name in manifests:
            components.extend(read_split(manifests[member.name], resources, manifest, member.name))
    manifest = replace(manifest, components=tuple(components))
    signatures = verify_signatures(base.archive, v4=v4)
    for member in ordered[1:]:
        other = verify_signatures(member.archive)
        if other.signer_sha256 != signatures.signer_sha256:
            seen.append(Obstacle("archive", member.name, "it is not signed by the signer of the base APK"))
    return Package(
        app, name, kind, size, tuple(ordered), manifest, resources, signatures,
        _network_security(base, manifest, resources, seen), tuple(seen), bounds, maps,
    )  # fmt: skip


def _resources(member: Split, obstacles: list[Obstacle]) -> ResourceTable:
    if "resources.arsc" not in member.archive.members:
        return ResourceTable()
    try:
        table = ResourceTable(member.archive.read("resources.arsc"))
    except PackageError as error:
        obstacles.append(Obstacle("manifest", f"{member.name}/resources.arsc", error.en))
        return ResourceTable()
    obstacles.extend(Obstacle("manifest", "resources.arsc", fault) for fault in table.faults)
    return table


def _network_security(
    base: Split, manifest: Manifest, resources: ResourceTable, obstacles: list[Obstacle]
) -> NetworkSecurity:
    target = manifest.target_sdk or 1
    fallback = without_configuration(target, manifest.cleartext_declared)
    path = manifest.network_security_config
    if not path or target < 24:  # the platform reads the file from API level 24 on
        return fallback
    try:
        return read_network_security(base.archive.read(path), resources, target)
    except PackageError as error:
        obstacles.append(Obstacle("manifest", path, error.en))
        return fallback
