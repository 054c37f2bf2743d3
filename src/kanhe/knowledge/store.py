"""Reading the project's own data files: YAML as people edit it, typed and checked once, kept compiled beside the user's cache.

YAML is slow to parse, so the parsed form is kept as JSON under the digest of its source; a changed file is a new digest.
Where no cache can be written, the YAML is parsed each time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class KnowledgeError(ValueError):
    """A data file does not say what it should; the message names the file and the place in it."""


def load(name: str, shape: type[T]) -> T:
    """The contents of ``data/<name>.yaml`` as the given type.  Raises :class:`KnowledgeError`."""
    try:
        return msgspec.convert(_plain(name), shape, strict=True)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"knowledge/data/{name}.yaml: {error}") from error


@cache
def digest() -> str:
    """16 hex digits that change when any data file changes: the version of the knowledge."""
    folder = resources.files("kanhe.knowledge") / "data"
    total = hashlib.blake2b(digest_size=8)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_file():
            total.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return total.hexdigest()


def cache_folder() -> Path:
    """Where compiled knowledge may be kept: ``KANHE_CACHE``, else the user's cache folder."""
    if given := os.environ.get("KANHE_CACHE"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kanhe"


def load_text(name: str, texts: Mapping[str, bytes]) -> dict[str, Any]:
    """Several YAML texts parsed at once (file name → value), compiled like a single file."""
    joined = b"".join(key.encode() + b"\0" + texts[key] for key in sorted(texts))
    compiled: dict[str, Any] = _compiled(name, joined, lambda: {key: _parse(key, text) for key, text in texts.items()})
    return compiled


def _plain(name: str) -> Any:
    raw = (resources.files("kanhe.knowledge") / "data" / f"{name}.yaml").read_bytes()
    return _compiled(name, raw, lambda: _parse(f"{name}.yaml", raw))


def _parse(name: str, raw: bytes) -> Any:
    import yaml

    try:
        return yaml.load(raw, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: {error}") from error


def _compiled(name: str, raw: bytes, parse: Callable[[], Any]) -> Any:
    kept = cache_folder() / "knowledge" / f"{name}-{hashlib.blake2b(raw, digest_size=12).hexdigest()}.json"
    try:
        return msgspec.json.decode(kept.read_bytes())
    except (OSError, msgspec.DecodeError):
        pass  # not compiled yet, or damaged: the source decides
    # Dates become text here as they do in the compiled form, so that both read alike.
    encoded = msgspec.json.encode(parse())
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as out:
            out.write(encoded)
        os.replace(out.name, kept)
    except OSError:
        pass  # a read-only home only costs time
    return msgspec.json.decode(encoded)
