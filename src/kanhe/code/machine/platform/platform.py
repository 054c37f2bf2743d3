"""The platform as one app meets it: every call that leaves the package's code comes here.

What a call does is told by its model, and by the modules beside this one; here it is only decided who is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kanhe.code.machine.instructions import INTERFACE, STATIC
from kanhe.code.machine.platform import lambdas, sinks
from kanhe.code.machine.platform.buttons import Buttons
from kanhe.code.machine.platform.call import Call, Model
from kanhe.code.machine.platform.knowledge import Knowledge
from kanhe.code.machine.platform.marks import mark
from kanhe.code.machine.platform.overridable import Callbacks
from kanhe.code.machine.platform.passing import unmodelled
from kanhe.code.machine.platform.reads import Reads
from kanhe.code.machine.platform.registry import Registry
from kanhe.code.machine.platform.running import run_proxy
from kanhe.code.machine.screens import Screens
from kanhe.code.machine.symbols import Method, Symbols
from kanhe.code.machine.values import Value
from kanhe.knowledge.sdks import sdks

if TYPE_CHECKING:
    from kanhe.code.machine.frame import Frame
    from kanhe.code.machine.lifecycle.components import Components
    from kanhe.code.machine.state import State
    from kanhe.code.machine.trace import Moment

_SILENT = frozenset(
    {
        "Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;", "Landroid/util/Log;", "Ljava/lang/Object;",
        "Ljava/lang/Throwable;", "Landroid/app/Activity;", "Landroid/app/Application;", "Ljava/lang/Math;",
        "Ljava/io/PrintStream;", "Landroid/text/TextUtils;", "Ljava/lang/Thread;", "Ljava/lang/System;",
    }
)  # fmt: skip


class Platform:
    """The platform as one app meets it."""

    def __init__(
        self, symbols: Symbols, models: Mapping[tuple[str, str], Model], reads: Reads, components: Components,
        screens: Screens | None = None, package_id: str = "", actor: Callable[[int], str] = lambda kind: "app",
        watched: Iterable[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        self._symbols = symbols
        self._models = models
        self._model_of: dict[tuple[int, str, str], Model | None] = {}
        self.reads = reads
        self.components = components
        self.screens = screens or Screens()
        self.package_id = package_id
        self.actor = actor
        """Who owns a type."""
        self.watched = frozenset(watched)
        """(method, offset) of calls whose moments and numbers are noted."""
        self.knowledge = Knowledge(symbols)
        self.callbacks = Callbacks(symbols)
        self.buttons = Buttons(self.screens)
        self.registry = Registry(self.callbacks, self.buttons)
        self.stores: set[tuple[Any, Any, Any]] = set()
        """Every slot of the store that was ever used."""
        self.application: Value | None = None
        """The application object, once the process has started."""

    def call(
        self, frame: Frame, state: State, offset: int, how: int, method: Method, arguments: tuple[Value, ...]
    ) -> Value | None:
        """Call a platform method; None when it never returns."""
        call = Call(self, frame.machine, frame, state, offset, method, arguments, how == STATIC)
        sinks.reach_sink(call)
        model = self.model(method)
        if call.place in self.watched:
            mark(call)
        if model is not None:
            result = model(call)
        else:
            result = run_proxy(call) if how == INTERFACE else None
            if result is None:
                result = unmodelled(call)
        reads = self.reads.at.get(call.place)
        if reads is not None:
            return self.reads.of_call(call, reads, result)
        if result is not None:
            item = self.knowledge.item(method)
            if item is not None:
                result = self.reads.new(call, item, f"{method.owner_name}->{method.name}", result)
        return result

    def model(self, method: Method) -> Model | None:
        """The model of a method, named on its class or inherited."""
        key = (method.owner, method.owner_name, method.name)
        if key not in self._model_of:
            found = self._models.get((method.owner_name, method.name))
            if found is None and method.name != "<init>":
                for above in self._symbols.lineage(method.owner):
                    found = self._models.get((self._symbols.name(above), method.name))
                    if found is not None:
                        break
            self._model_of[key] = found
        return self._model_of[key]

    def read_field(self, frame: Frame, state: State, offset: int, field: int, found: Value) -> Value:
        """A field read, which may be a read of personal information."""
        return self.reads.of_field(frame, state, offset, found)

    def gives_away(self, frame: Frame, moment: Moment, offset: int, kind: str, api: str, taint: int) -> None:
        """Data with these reads reaches a sink."""
        sinks.gives_away(frame, moment, offset, kind, api, taint)

    def recipient(self, actor: str) -> bool:
        """Whether data given to an actor has left the app's hands, as it has not with a mere library."""
        return actor in sdks() and sdks()[actor].kind == "sdk"

    def never_throws(self, method: Method) -> bool:
        """Whether a method throws nothing an app would catch."""
        return method.owner_name in _SILENT or method.name == "<init>"

    def call_site(
        self, frame: Frame, state: State, offset: int, dex: int, site: int, arguments: list[Value]
    ) -> Value | None:
        """invoke-custom: an object that stands for a lambda or a method reference, with what it captured."""
        return lambdas.call_site(frame, state, offset, dex, site, arguments)

    def run_lambda(
        self, frame: Frame, state: State, offset: int, one: int, arguments: tuple[Value, ...], reason: str
    ) -> Value | None:
        """Call what an object of a call site stands for."""
        return lambdas.run_lambda(frame, state, offset, one, arguments, reason)
