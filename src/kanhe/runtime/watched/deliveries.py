"""What the platform hands to an app without being called: the callbacks that receive an item, and who hands it over.

Knows the knowledge; nothing of any device.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kanhe.knowledge.runtime_points import runtime_points
from kanhe.knowledge.sources import sources
from kanhe.runtime.watched.calls import dotted


@dataclass(frozen=True, slots=True)
class Delivery:
    """A callback: an override of it in the app is handed an item."""

    kind: str
    class_name: str
    """Class or interface that declares it, as descriptor."""
    name: str
    proto: str | None
    """``(args)ret``; None for any overload."""
    carriers: tuple[str, ...]
    """Methods with which the platform hands the item over, in the app's process, as ``Lcls;->name``."""

    @property
    def api(self) -> str:
        """``pkg.Cls.method`` of the callback."""
        return f"{dotted(self.class_name)}.{self.name}"


@cache
def deliveries() -> tuple[Delivery, ...]:
    """Every callback that receives an item, sorted."""
    carriers = runtime_points().deliveries
    found = {
        (s.class_name, s.name): Delivery(
            s.item, s.class_name, s.name, s.proto, carriers.get(f"{s.class_name}->{s.name}", ())
        )
        for s in sources().methods
        if s.callback
    }
    return tuple(found[place] for place in sorted(found))
