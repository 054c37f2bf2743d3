"""Runs laid beside the evidence of an app: the order of reading, joining and raising; nothing of how any of them works."""

from __future__ import annotations

import secrets
from dataclasses import replace

from kanhe.evidence import Evidence
from kanhe.evidence.runtime_rows import RunRow
from kanhe.runtime.given import GivenRuns
from kanhe.runtime.identity import Build
from kanhe.runtime.raising import raised
from kanhe.runtime.trace_rows import trace_rows
from kanhe.runtime.traffic.canaries import read_canaries
from kanhe.runtime.traffic.countries import read_countries
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic_rows import traffic_rows


def with_runs(evidence: Evidence, given: GivenRuns, salt: bytes | None = None) -> Evidence:
    """The evidence of one app with what its runs show.  ``salt``: of the digests of values; drawn and forgotten by default.

    Raises :class:`~kanhe.runtime.problem.RunError` for a file that is unusable or of another app, and ``OSError``."""
    if not given:
        return evidence
    package = evidence.rows("package")[0]
    build = Build(package["app"], package["package_id"], package["version_name"], package["version_code"])
    finder = Finder(read_canaries(given.canaries) if given.canaries else (), salt or secrets.token_bytes(16))
    countries = read_countries(given.countries) if given.countries else None
    traces = [trace_rows(path, f"run-{k}", build, countries) for k, path in enumerate(given.traces, 1)]
    captures = [
        traffic_rows(path, f"traffic-{k}", build.app, finder, traces, countries)
        for k, path in enumerate(given.traffic, 1)
    ]
    replaced = frozenset().union(*(c.replaced for c in captures))
    events = [row for trace in traces for row in trace.events]
    requests = [row for trace in traces for row in trace.requests if (row.run, row.number) not in replaced]
    requests += [row for capture in captures for row in capture.requests]
    joined = {row.run for capture in captures for row in capture.requests}
    runs = [_watched(trace.run, trace.run.run in joined) for trace in traces] + [c.run for c in captures]
    limits = [row for trace in traces for row in trace.limits] + [row for c in captures for row in c.limits]
    seen = Evidence.of(runs, events, requests, limits)
    return raised(Evidence.merge(evidence, seen), events, requests)


def _watched(run: RunRow, captured: bool) -> RunRow:
    """A run whose traffic another tool captured has been watched for traffic too."""
    return replace(run, traffic_seen=True) if captured else run
