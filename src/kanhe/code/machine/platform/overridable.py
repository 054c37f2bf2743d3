"""Which methods of the platform's classes, and of libraries, an app overrides so that they are called back.

When they are called is not known here.
"""

from __future__ import annotations

from kanhe.code.machine.symbols import Symbols
from kanhe.code.naming import hash_texts, signature_hashes
from kanhe.knowledge.framework import framework

Callback = tuple[str, str, int]
"""(name, prototype, hash of both)."""
_NOT_OVERRIDABLE = 0x1A
"""Access flags private, static, final."""


class Callbacks:
    """What the classes of one program may override."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._known: dict[str, tuple[Callback, ...]] = {}

    def of(self, descriptor: str) -> tuple[Callback, ...]:
        """Callbacks of a class or interface, those it inherits included; none of those that every object has."""
        found = self._known.get(descriptor)
        if found is None:
            found = self._known[descriptor] = self._find(descriptor)
        return found

    def overrides(self, kind: int, name: str, proto: str) -> bool:
        """Whether a class inherits a method of this name and prototype from the platform or a library."""
        for above in self._symbols.lineage(kind):
            if not self._symbols.in_app(above):
                return any(n == name and p == proto for n, p, _ in self.of(self._symbols.name(above)))
        return False

    def _find(self, descriptor: str) -> tuple[Callback, ...]:
        symbols = self._symbols
        texts: set[str] = set()
        number = symbols.type(descriptor)
        owners = [symbols.name(above) for above in symbols.lineage(number)] if number >= 0 else [descriptor]
        for owner in owners:
            if owner != "Ljava/lang/Object;":
                texts |= framework().callbacks(owner) | self._of_library(owner)
        rows = []
        for text in sorted(texts):
            name, _, rest = text.partition("(")
            signature = int(signature_hashes(hash_texts([name]), hash_texts(["(" + rest]))[0])
            rows.append((name, "(" + rest, signature))
        return tuple(rows)

    def _of_library(self, owner: str) -> set[str]:
        """Methods that a library's class lets others override."""
        symbols = self._symbols
        number = symbols.type(owner)
        if number < 0 or symbols.in_app(number) or not symbols.defined(number):
            return set()
        methods = map(symbols.method, symbols.methods_of(number))
        return {
            method.name + method.proto for method in methods
            if not symbols.access(method.number) & _NOT_OVERRIDABLE and not method.name.startswith("<")
        }  # fmt: skip
