"""The list of what a run left: every file with its size and SHA-256, so that what is handed on can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "manifest.json"
FORMAT = "kanhe-run/1"


def write_manifest(folder: Path, told: Mapping[str, object]) -> Path:
    """``told``: what else stands in it.  Written last; it does not hold itself.  Raises ``OSError``."""
    files = [
        {"path": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "sha256": digest(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path != folder / MANIFEST
    ]
    to = folder / MANIFEST
    content = {"format": FORMAT, **told, "files": files}
    to.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return to


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
