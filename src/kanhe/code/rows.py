"""From sites to evidence rows: names, level, path, source line and excerpt of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kanhe.code.actors import Actors
from kanhe.code.call_graph import Reach
from kanhe.code.dex.debug_info import line_of
from kanhe.code.dex.disassembly import excerpt
from kanhe.code.entries import Entries
from kanhe.code.machine.symbols import SUPPORT
from kanhe.code.machine.trace import Moment
from kanhe.code.moments import Moments, phase_name
from kanhe.code.program import Program
from kanhe.code.reads import Site
from kanhe.evidence import BehaviourRow, CallRow, FlowRow
from kanhe.knowledge.items import items

MAX_PATH = 40
"""Methods of a path that are shown; a longer one is cut in the middle."""
MAX_ROWS = 50_000


class RowMaker:
    """Makes rows for one app."""

    def __init__(
        self, app: str, program: Program, actors: Actors, reach: Reach, entries: Entries, moments: Moments
    ) -> None:  # fmt: skip
        self._app = app
        self._moments = moments
        self._sent = {read for (read, _, sink) in moments.trace.flows if sink.kind not in KEPT}
        self._program = program
        self._actors = actors
        self._reach = reach
        self._entries = entries
        self._text = cache(program.method_text)
        self._way = cache(self._path)

    def calls(self, sites: Iterable[Site]) -> Iterator[CallRow]:
        """Rows of ``calls``, in a stable order."""
        numbers = {site: number for number, site in enumerate(self._moments.simulation.sites)}
        for site, caller in self._named(sites):
            moment = self._moments.of(site)
            entry, path, reasons = self._proved(site.method, moment)
            detailed = items()[site.item].weight != "state" if site.item in items() else True
            yield CallRow(
                self._app, site.item, site.api, site.how, caller, site.offset,
                self._line(site) if detailed else None, self._file(site.method),
                self._actor(site.method), site.argument,
                "sent" if numbers.get(site) in self._sent else self._level(site.method, moment), self._phase(site.method, moment),
                moment.guard if moment is not None else None, entry, path if detailed else (),
                reasons if detailed else (), self._excerpt(site) if detailed else (),
            )  # fmt: skip

    def flows(self) -> Iterator[FlowRow]:
        """Rows of ``flows``, in a stable order."""
        sites = self._moments.simulation.sites
        found = []
        for (read, hashed, sink), moment in self._moments.trace.flows.items():
            site = sites[read]
            path = tuple(self._text(m) for m in self._moments.transfer(read, site.method, sink.method))
            place = Site(sink.method, sink.offset, site.item, "direct", sink.api)
            found.append(
                FlowRow(
                    self._app,
                    site.item,
                    site.api,
                    self._text(site.method),
                    site.offset,
                    self._actor(site.method),
                    sink.kind,
                    sink.api,
                    self._text(sink.method),
                    sink.offset,
                    self._line(place),
                    self._file(sink.method),
                    self._actor(sink.method),
                    hashed,
                    phase_name(moment),
                    moment.guard,
                    _cut(path),
                    self._excerpt(place),
                )  # fmt: skip
            )
        found.sort(
            key=lambda r: (r.item, r.source_caller, r.source_offset, r.sink_caller, r.sink_offset, r.sink, r.hashed)
        )
        yield from found[:MAX_ROWS]

    def _phase(self, method: int, moment: Moment | None) -> str | None:
        if moment is not None:
            return phase_name(moment)
        if not self._reach.reached(method):
            return "unreached"
        return "unreached" if self._moments.certain and not self._supporting(method) else None

    def _supporting(self, method: int) -> bool:
        """Whether a method belongs to libraries whose code is not run, but stands for the platform."""
        return self._program.type_name(int(self._program.method_class[method])).startswith(SUPPORT)

    def _proved(self, method: int, moment: Moment | None) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
        """Entry, path and reasons: as the run found them, else as the class hierarchy allows."""
        if moment is not None:
            label, steps = self._moments.path(method, moment)
            if steps:
                return label, _cut(tuple(self._text(s.method) for s in steps)), _cut(tuple(s.reason for s in steps))
        entry, path = self._way(method)
        return entry, path, ()

    def behaviours(self, sites: Iterable[Site]) -> Iterator[BehaviourRow]:
        """Rows of ``behaviours``."""
        for site, caller in self._named(sites):
            entry, path = self._way(site.method)
            yield BehaviourRow(
                self._app, site.item, site.api, caller, site.offset, self._line(site), self._file(site.method),
                self._actor(site.method), site.argument, self._level(site.method), entry, path, self._excerpt(site),
            )  # fmt: skip

    def _named(self, sites: Iterable[Site]) -> list[tuple[Site, str]]:
        named = [(site, self._text(site.method)) for site in sites]
        named.sort(key=lambda pair: (pair[0].item, pair[1], pair[0].offset, pair[0].api, pair[0].argument or ""))
        return named[:MAX_ROWS]

    def _actor(self, method: int) -> str:
        return self._actors.of(int(self._program.method_class[method]))

    def _level(self, method: int, moment: Moment | None = None) -> str:
        return "reachable" if moment is not None or self._reach.reached(method) else "present"

    def _file(self, method: int) -> str:
        return self._program.dexes[int(self._program.method_dex[method])].name

    def _line(self, site: Site) -> int | None:
        dex = self._program.dexes[int(self._program.method_dex[site.method])]
        return line_of(dex, int(self._program.method_code[site.method]), max(site.offset, 0))

    def _excerpt(self, site: Site) -> tuple[str, ...]:
        if site.offset < 0:
            return ()
        dex = self._program.dexes[int(self._program.method_dex[site.method])]
        return excerpt(dex, int(self._program.method_code[site.method]), site.offset)

    def _path(self, method: int) -> tuple[str | None, tuple[str, ...]]:
        if not self._reach.reached(method):
            return None, ()
        nodes = self._reach.nodes_to(method)
        methods = [self._text(n) for n in nodes if n < self._reach.graph.methods]
        # A method that is only named and the definition it leads to are one step for a reader.
        steps = list(dict.fromkeys(methods))
        return self._entries.labels.get(nodes[0]), _cut(tuple(steps))


def _cut(steps: tuple[str, ...]) -> tuple[str, ...]:
    return steps if len(steps) <= MAX_PATH else (*steps[: MAX_PATH // 2], "…", *steps[-MAX_PATH // 2 :])


KEPT = frozenset({"preferences", "database", "stream"})
"""Sinks from which the data does not leave the app's own storage."""
