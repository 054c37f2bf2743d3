"""Who called: the actor of a stack, by the longest known package prefix on a segment boundary, never by part of a name.

Frames of the platform, of its support libraries and of hooks say nothing and are skipped; so is open-source code that
collects nothing itself.  Knows the SDK knowledge and stacks; no record, no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sdks import sdks

PLATFORM = (
    "android", "androidx", "java", "javax", "jdk", "sun", "dalvik", "libcore", "kotlin", "kotlinx", "com.android",
    "org.apache.harmony", "com.google.android.material", "org.json",
)  # fmt: skip
HOOKS = ("de.robv.android.xposed", "org.lsposed", "io.github.libxposed", "kanhe", "re.frida", "com.saurik.substrate",
         "org.robolectric")  # fmt: skip
_PLACE = re.compile(r"(?::-?\d+|\(.*\))$")
_SKIPPED = frozenset((*PLATFORM, *HOOKS))
_DEEPEST = max(name.count(".") for name in _SKIPPED) + 1

Basis = Literal["sdk-prefix", "app-package", "unattributed", "given", "none"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who called, and what that rests on."""

    actor: str
    """'app' or an SDK id."""
    basis: Basis
    chain: tuple[str, ...] = ()
    """Actors on the stack, the outermost first."""
    caller: str | None = None
    """Nearest method outside platform and hooks, as ``Lpkg/Cls;->name``."""


NOBODY = Attribution("app", "none")


def split_frame(frame: str) -> tuple[str, str]:
    """(class, method) of ``pkg.Cls.method:line``."""
    owner, _, method = _PLACE.sub("", frame.strip()).rpartition(".")
    return owner, method


def under(name: str, prefix: str) -> bool:
    """Whether a class or package lies under a package, on a segment boundary."""
    return name.startswith(prefix) and (len(name) == len(prefix) or name[len(prefix)] in ".$")


def is_platform(class_name: str) -> bool:
    """Whether a class is the platform's, a support library's, or a hook's."""
    parts = class_name.split(".", _DEEPEST)
    return any(".".join(parts[:k]) in _SKIPPED for k in range(1, min(len(parts), _DEEPEST + 1)))


def attribute(frames: Sequence[str], package: str) -> Attribution:
    """The actor of a stack, the nearest frame first; ``package`` is the app's."""
    owners: list[str | None] = []
    caller: str | None = None
    for frame in frames:
        owner, method = split_frame(frame)
        if not owner or is_platform(owner):
            continue
        if caller is None:
            caller = f"L{owner.replace('.', '/')};->{method}"
        owners.append(_owner(owner, package))
    if caller is None:
        return NOBODY
    known = [o for o in owners if o is not None]
    chain = tuple(o for k, o in enumerate(reversed(known)) if k == 0 or o != known[len(known) - k])
    if not known:
        return Attribution("app", "unattributed", ("app",), caller)
    return Attribution(known[0], "app-package" if known[0] == "app" else "sdk-prefix", chain, caller)


def _owner(class_name: str, package: str) -> str | None:
    """'app', an SDK id, or nothing for obfuscated and open-source code."""
    sdk = index().by_class(class_name)
    # The app may live under a vendor's prefix, and an SDK under the app's: the longer prefix knows better.
    if (
        package
        and under(class_name, package)
        and (sdk is None or not any(len(p) > len(package) and under(class_name, p) for p in sdks()[sdk].packages))
    ):
        return "app"
    if sdk is None or sdks()[sdk].kind == "library":
        return None
    return sdk
