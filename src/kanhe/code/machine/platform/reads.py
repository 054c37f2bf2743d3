"""Reads of personal information: which calls and fields they are, and that what they yield carries them.

Which methods read what is a fact handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kanhe.code.machine.platform.call import Call
from kanhe.code.machine.taint import reads as reads_in
from kanhe.code.machine.taint import taint_of
from kanhe.code.machine.values import ANY, Value, value, with_taint

if TYPE_CHECKING:
    from kanhe.code.machine.frame import Frame
    from kanhe.code.machine.state import State

Found = tuple[int, int, str, str, str]
"""A read that only the run has found: (method, offset, item, api, how)."""


class Reads:
    """All reads of one app, by number."""

    def __init__(self, at: Mapping[tuple[int, int], tuple[int, ...]], items: Sequence[str]) -> None:
        self.at = at
        """(method, offset) → numbers of the reads there; offset -1: of a callback that is handed personal information."""
        self.items = list(items)
        """Item of each read."""
        self.found: dict[Found, int] = {}
        """Reads that only the run has found → their numbers, which follow the others."""

    def of_call(self, call: Call, reads: tuple[int, ...], result: Value | None) -> Value | None:
        """A call that reads personal information: what it returns carries the read."""
        moment = call.moment
        taint = 0
        for number in reads:
            call.machine.trace.read(number, moment, call.frame.chain)
            taint |= taint_of(number)
        if result is None:
            return None
        known = result.taint
        if not call.static:
            known |= call.content(call.receiver)
        result = value(result.const, result.objects, result.taint & ~self._same_item(known, reads), result.flag)
        if result.const is not ANY and not result.objects:
            result = value(ANY, result.objects, result.taint, result.flag)
        return carrying(call, result, taint)

    def _same_item(self, taint: int, reads: tuple[int, ...]) -> int:
        """Bits of reads of the same items: a getter of an object that is itself the item reads it no second time."""
        wanted = {self.items[number] for number in reads}
        same = 0
        for number in reads_in(taint):
            if self.items[number] in wanted:
                same |= taint_of(number) * 0xF
        return same

    def new(self, call: Call, item: str, api: str, result: Value, how: str = "reflection") -> Value:
        """A read that constants of the code do not show, only the run: by reflection, or with a computed name."""
        for number in self.at.get(call.place, ()):
            if self.items[number] == item:
                call.machine.trace.read(number, call.moment, call.frame.chain)
                return carrying(call, result, taint_of(number))
        key = (call.frame.method, call.offset, item, api, how)
        known = self.found.get(key)
        if known is None:
            known = self.found[key] = len(self.items)
            self.items.append(item)
        call.machine.trace.read(known, call.moment, call.frame.chain)
        return carrying(call, result, taint_of(known))

    def of_field(self, frame: Frame, state: State, offset: int, found: Value) -> Value:
        """A field read, which may be a read of personal information."""
        reads = self.at.get((frame.method, offset))
        if reads is None:
            return found
        taint = 0
        for number in reads:
            frame.machine.trace.read(number, frame.moment(state), frame.chain)
            taint |= taint_of(number)
        return value(ANY, found.objects, found.taint | taint)


def carrying(call: Call, result: Value, taint: int) -> Value:
    """A value, and what is inside it, carrying these reads."""
    if result.objects:
        call.taint(result, taint)
        return result
    return with_taint(result, taint)
