"""The constants that make a call through a channel a read or a write, and where storage that apps share is mounted."""

from __future__ import annotations

from functools import cache

from kanhe.knowledge.runtime_points import Constant, runtime_points
from kanhe.knowledge.sources import sources

SHARED_ROOTS = ("/sdcard/", "/storage/emulated/0/", "/storage/self/primary/", "/mnt/sdcard/", "/data/media/0/")
"""Where storage that apps share is mounted."""


@cache
def constants(how: Constant) -> tuple[tuple[str, str], ...]:
    """(constant, kind) of a channel, the longest constant first, so that the narrowest meaning wins."""
    told = {s.text: s.item for s in sources().strings if s.how == how}
    told.update({text: kind for kind, many in runtime_points().strings.get(how, {}).items() for text in many})
    if how == "exec":
        told.update({f"getprop {text}": kind for text, kind in constants("property")})
    return tuple(sorted(told.items(), key=lambda pair: (-len(pair[0]), pair)))
