"""Which processes are the app's: its package, parts of it behind a colon, and names of their own that its manifest gives."""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.package.package import Package
from kanhe.runtime.joining.foreground import belongs


@dataclass(frozen=True, slots=True)
class OwnProcesses:
    """The names of an app's processes."""

    package: str
    named: frozenset[str] = frozenset()
    """Names that do not begin with the package's."""

    def own(self, process: str) -> str | None:
        """The process as a trace names it, or None for another app's.

        One with a name of its own stands as ``package:name``: by a trace alone it would be taken for another app's."""
        if belongs(process, self.package):
            return process
        return f"{self.package}:{process}" if process in self.named else None


def own_processes(package: Package) -> OwnProcesses:
    """As the manifest of an app has them."""
    name = package.manifest.package_id
    told = {c.process for c in package.manifest.components if c.process}
    return OwnProcesses(name, frozenset(p for p in told if not belongs(p, name)))
