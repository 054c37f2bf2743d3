"""Whether a trace is one of the app that is inspected: another app or another build is refused, a doubt is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kanhe.runtime.problem import RunError
from kanhe.runtime.trace.records import App

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Build:
    """What is known of the inspected app."""

    app: str
    """Digest of the package."""
    package_id: str
    version_name: str | None = None
    version_code: int | None = None


def same_build(recorded: App, build: Build, name: str) -> Literal["same", "package"]:
    """'same' where digests agree, 'package' where only names do.  Raises :class:`RunError` for another app or build."""
    if recorded.pkg != build.package_id:
        raise RunError(
            f"{name} 记录的是 {recorded.pkg}，不是 {build.package_id}",
            f"{name} is of {recorded.pkg}, not of {build.package_id}",
        )
    digest = (recorded.sha256 or "").lower()
    if digest:
        if digest == build.app:
            return "same"
        told = digest[:12] if _DIGEST.fullmatch(digest) else "?"
        raise RunError(
            f"{name} 记录的是另一个构建（SHA-256 {told}…），不是这个安装包（{build.app[:12]}…）",
            f"{name} is of another build (SHA-256 {told}…), not of this package ({build.app[:12]}…)",
        )
    known = {v for v in (build.version_name, str(build.version_code) if build.version_code is not None else None) if v}
    if recorded.ver is not None and known and recorded.ver not in known:
        raise RunError(
            f"{name} 记录的版本是 {recorded.ver}，安装包的版本是 {build.version_name or build.version_code}",
            f"{name} is of version {recorded.ver}, the package of {build.version_name or build.version_code}",
        )
    return "package"
