"""From sites to evidence rows: names, level, path, source line and excerpt of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kanhe.code.actors import Actors
from kanhe.code.call_graph import Reach
from kanhe.code.dex.debug_info import line_of
from kanhe.code.dex.disassembly import excerpt
from kanhe.code.entries import Entries
from kanhe.code.program import Program
from kanhe.code.reads import Site
from kanhe.evidence import BehaviourRow, CallRow
from kanhe.knowledge.items import items

MAX_PATH = 40
"""Methods of a path that are shown; a longer one is cut in the middle."""
MAX_ROWS = 50_000


class RowMaker:
    """Makes rows for one app."""

    def __init__(self, app: str, program: Program, actors: Actors, reach: Reach, entries: Entries) -> None:
        self._app = app
        self._program = program
        self._actors = actors
        self._reach = reach
        self._entries = entries
        self._text = cache(program.method_text)
        self._way = cache(self._path)

    def calls(self, sites: Iterable[Site]) -> Iterator[CallRow]:
        """Rows of ``calls``, in a stable order."""
        for site, caller in self._named(sites):
            entry, path = self._way(site.method)
            detailed = items()[site.item].weight != "state" if site.item in items() else True
            yield CallRow(
                self._app, site.item, site.api, site.how, caller, site.offset,
                self._line(site) if detailed else None, self._file(site.method),
                self._actor(site.method), site.argument, self._level(site.method), None, None, entry,
                path if detailed else (), self._excerpt(site) if detailed else (),
            )  # fmt: skip

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

    def _level(self, method: int) -> str:
        return "reachable" if self._reach.reached(method) else "present"

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
        if len(steps) > MAX_PATH:
            steps = [*steps[: MAX_PATH // 2], "…", *steps[-MAX_PATH // 2 :]]
        return self._entries.labels.get(nodes[0]), tuple(steps)
