"""From sites to evidence rows: names, level, path, source line and excerpt of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kanhe.code.actors import Actors
from kanhe.code.call_graph import Reach
from kanhe.code.dex.debug_info import line_of
from kanhe.code.dex.disassembly import excerpt
from kanhe.code.entries import Entries
from kanhe.code.machine.symbols import SUPPORT
from kanhe.code.machine.trace import Moment, Phase, Way
from kanhe.code.moments import Moments, Step, phase_name
from kanhe.code.program import Program
from kanhe.code.reads import Site
from kanhe.code.repeats import Repeats
from kanhe.evidence import BehaviourRow, CallRow, FlowRow
from kanhe.knowledge.items import items
from kanhe.knowledge.sdk_index import index

MAX_PATH = 40
"""Methods of a path that are shown; a longer one is cut in the middle."""
MAX_ROWS = 50_000


STEP_BEFORE = 2
"""Instructions shown before the call that leads from one method of a path to the next."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How code comes to a method."""

    entry: str | None
    path: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    excerpts: tuple[str, ...] = ()
    interval: int | None = None


class RowMaker:
    """Makes rows for one app."""

    def __init__(
        self, app: str, program: Program, actors: Actors, reach: Reach, entries: Entries, moments: Moments, repeats: Repeats
    ) -> None:  # fmt: skip
        self._app = app
        self._moments = moments
        self._repeats = repeats
        self._sent = {
            read for (read, way, sink) in moments.trace.flows if sink.kind not in KEPT and way is not Way.TOLD
        }
        self._program = program
        self._actors = actors
        self._reach = reach
        self._entries = entries
        self._text = cache(program.method_text)
        self._way = cache(self._path)
        self._leading = cache(self._leads_on)

    def calls(self, sites: Iterable[Site]) -> Iterator[CallRow]:
        """Rows of ``calls``, in a stable order."""
        numbers = {site: number for number, site in enumerate(self._moments.simulation.sites)}
        for site, caller in self._named(sites):
            moment = self._moments.of(site)
            sent = numbers.get(site) in self._sent
            yield self._call(site, caller, moment, self._proved_read(site, moment), sent)
            behind = self._moments.in_background(site)
            if behind is not None:
                yield self._call(site, caller, behind, self._proved_behind(site.method), sent)

    def _call(self, site: Site, caller: str, moment: Moment | None, way: _Way, sent: bool) -> CallRow:
        detailed = items()[site.item].weight != "state" if site.item in items() else True
        return CallRow(
            self._app, site.item, site.api, site.how, caller, site.offset,
            self._line(site) if detailed else None, self._file(site.method), self._actor(site.method), site.argument,
            "sent" if sent else self._level(site.method, moment), self._phase(site.method, moment),
            (moment.guard or None) if moment is not None else None, way.entry, way.path if detailed else (),
            way.reasons if detailed else (), way.lines if detailed else (), way.excerpts if detailed else (),
            way.interval, self._moments.refused(site.method), self._excerpt(site) if detailed else (),
        )  # fmt: skip

    def flows(self) -> Iterator[FlowRow]:
        """Rows of ``flows``, in a stable order."""
        sites = self._moments.simulation.sites
        found = []
        flows = self._moments.trace.flows
        for (read, way, sink), moment in flows.items():
            if way is Way.TOLD and ((read, Way.PLAIN, sink) in flows or (read, Way.HASHED, sink) in flows):
                continue
            site = sites[read]
            methods = self._moments.transfer(read, site.method, sink.method)
            path = tuple(self._text(m) for m in methods)
            hands = self._handed(methods, site.offset)
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
                    index().by_class(sink.api.partition(";")[0][1:].replace("/", ".")) if sink.kind == "sdk" else None,
                    way is Way.HASHED,
                    way is Way.TOLD,
                    phase_name(moment),
                    moment.guard,
                    _cut(path),
                    _cut(("read", *(reason for reason, _ in hands))),
                    _cut((*(code for _, code in hands), "")),
                    self._excerpt(place),
                )
            )
        found.sort(
            key=lambda r: (
                r.item,
                r.source_caller,
                r.source_offset,
                r.sink_caller,
                r.sink_offset,
                r.sink,
                r.hashed,
                r.implicit,
            )
        )
        yield from found[:MAX_ROWS]

    def _phase(self, method: int, moment: Moment | None) -> str | None:
        if moment is not None and moment.phase is not Phase.LATENT:
            return phase_name(moment)
        if not self._reach.reached(method):
            return "unreached"
        return "unreached" if self._moments.certain and not self._supporting(method) else None

    def _supporting(self, method: int) -> bool:
        """Whether a method belongs to libraries whose code is not run, but stands for the platform."""
        return self._program.type_name(int(self._program.method_class[method])).startswith(SUPPORT)

    def _handed(self, methods: tuple[int, ...], read: int) -> list[tuple[str, str]]:
        """For each method but the last: how the data goes on to the next, and the instructions that do it."""
        found = []
        for one, other in pairwise(methods):
            if (step := self._moments.step(one, other)) is not None:
                found.append((step[1] if step[1] != "call" else "passed on", self._leading(one, step[0])[1]))
            elif self._moments.step(other, one) is not None:
                found.append(("returned", self._leading(one, read)[1] if one == methods[0] else ""))
            else:
                found.append(("kept and fetched later", ""))
        return found

    def _proved_read(self, site: Site, moment: Moment | None) -> _Way:
        """The way to a read."""
        if moment is not None:
            label, steps = self._moments.path_of(site, moment)
            if steps:
                return self._walked(label, steps)
        return self._proved(site.method, moment)

    def _proved(self, method: int, moment: Moment | None) -> _Way:
        """The way to a method: as the run found it, else as the class hierarchy allows."""
        if moment is not None:
            label, steps = self._moments.path(method, moment)
            if steps:
                return self._walked(label, steps)
        return _Way(*self._way(method))

    def _proved_behind(self, method: int) -> _Way:
        """The way to a method with nobody at the screen."""
        return self._walked(*self._moments.path_in_background(method))

    def _walked(self, label: str | None, steps: tuple[Step, ...]) -> _Way:
        leads = [self._leading(s.method, self._moments.leads_on(s, after)) for s, after in pairwise(steps)]
        return _Way(
            label,
            _cut(tuple(self._text(s.method) for s in steps)),
            _cut(tuple(s.reason for s in steps)),
            _cut((*(line for line, _ in leads), "")),
            _cut((*(code for _, code in leads), "")),
            self._repeats.of(label, ((s.method, s.offset, s.reason) for s in steps)),
        )

    def _leads_on(self, method: int, offset: int) -> tuple[str, str]:
        """(source line, instructions) of a call in a method; both empty where its place is not known."""
        if offset < 0:
            return "", ""
        dex = self._program.dexes[int(self._program.method_dex[method])]
        code = int(self._program.method_code[method])
        line = line_of(dex, code, offset)
        return str(line or ""), "\n".join(excerpt(dex, code, offset, STEP_BEFORE, 0))

    def behaviours(self, sites: Iterable[Site]) -> Iterator[BehaviourRow]:
        """Rows of ``behaviours``."""
        for site, caller in self._named(sites):
            moment = self._moments.of_behaviour(site)
            way = self._proved(site.method, moment)
            yield BehaviourRow(
                self._app, site.item, site.api, caller, site.offset, self._line(site), self._file(site.method),
                self._actor(site.method), site.argument, self._level(site.method, moment), self._phase(site.method, moment),
                (moment.guard or None) if moment is not None else None, self._repeats.interval(site), way.entry, way.path,
                way.reasons, way.lines, way.excerpts, self._excerpt(site),
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
