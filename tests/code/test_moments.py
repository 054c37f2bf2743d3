import pytest

from kanhe.code.machine.simulation import Simulation
from kanhe.code.machine.trace import Chain, Mark, Moment, Phase, Trace
from kanhe.code.moments import Moments, Step, moment_of, phase_name, world_name
from kanhe.code.reads import Site

SITE = Site(3, 10, "imei", "direct", "La/B;->m")
STARTUP, GUARDED, EVENT, BEHIND, LATENT = (
    Moment(Phase.STARTUP), Moment(Phase.STARTUP, "agreed"), Moment(Phase.EVENT), Moment(Phase.BACKGROUND), Moment(Phase.LATENT),
)  # fmt: skip


def moments(trace: Trace, *, complete: bool = True, starts: tuple[Site, ...] = ()) -> Moments:
    return Moments(Simulation(trace, (SITE,), complete, 100), lambda method: f"a.C{method}", starts)


def chain_of(trace: Trace) -> int:
    """activity → 1 → 2 → 3, at startup."""
    root = trace.root("activity a.Main")
    trace.edges.update({
        (0, root, -1, 1): "screen opened", (0, 1, 4, 2): "call", (0, 2, 6, 3): "call",
    })  # fmt: skip
    return root


@pytest.mark.parametrize(
    ("moment", "name"),
    [(STARTUP, "startup"), (GUARDED, "startup-guarded"), (EVENT, "event"), (BEHIND, "background"), (LATENT, None)],
)
def test_names_of_phases(moment: Moment, name: str | None) -> None:
    assert phase_name(moment) == name
    assert world_name(moment.world) == name
    assert moment_of(moment.world).phase is moment.phase


def test_the_earliest_moment_with_the_least_in_front_of_it() -> None:
    trace = Trace()
    for moment in (EVENT, GUARDED, STARTUP):
        trace.read(0, moment, lambda: Chain(-1, -1, ()))
    assert moments(trace).of(SITE) == STARTUP
    assert moments(Trace()).of(SITE) is None


def test_what_was_cut_short_is_not_certain() -> None:
    assert moments(Trace()).certain
    assert not moments(Trace(), complete=False).certain
    trace = Trace()
    trace.bound("depth")
    assert not moments(trace).certain


def test_the_path_to_a_read_is_the_one_that_was_under_way() -> None:
    trace = Trace()
    root = chain_of(trace)
    trace.read(0, STARTUP, lambda: Chain(root, -1, ((1, "screen opened", -1), (3, "call", 8))))
    assert moments(trace).path_of(SITE, STARTUP) == (
        "activity a.Main",
        (Step(1, "screen opened", -1), Step(3, "call", 8)),
    )


def test_before_a_task_stands_what_gave_it_to_the_platform() -> None:
    trace = Trace()
    root = trace.root("activity a.Main")
    trace.posted[1, 4] = Chain(root, -1, ((1, "screen opened", -1),))
    trace.read(0, STARTUP, lambda: Chain(1, 4, ((3, "thread", 4),)))
    label, steps = moments(trace).path_of(SITE, STARTUP)
    assert (label, [s.method for s in steps]) == ("activity a.Main", [1, 3])


def test_a_task_that_gives_itself_to_the_platform_ends() -> None:
    trace = Trace()
    trace.posted[3, 4] = Chain(3, 4, ((3, "thread", 4),))
    trace.read(0, STARTUP, lambda: Chain(3, 4, ((3, "thread", 4),)))
    label, steps = moments(trace).path_of(SITE, STARTUP)
    assert label is None
    assert {s.method for s in steps} == {3}


def test_the_shortest_path() -> None:
    trace = Trace()
    root = chain_of(trace)
    assert [s.method for s in moments(trace).path(3, STARTUP)[1]] == [1, 2, 3]
    trace.edges[0, root, -1, 2] = "screen opened"
    assert moments(trace).path(3, STARTUP) == ("activity a.Main", (Step(2, "screen opened", -1), Step(3, "call", 6)))
    assert moments(trace).path(9, STARTUP) == (None, ())


def test_a_loop_of_calls_has_a_path() -> None:
    trace = Trace()
    chain_of(trace)
    trace.edges[0, 3, 1, 1] = "call"
    assert [s.method for s in moments(trace).path(2, STARTUP)[1]] == [1, 2]


def test_what_also_happens_with_nobody_at_the_screen() -> None:
    trace = Trace()
    chain_of(trace)
    service = trace.root("service a.S")
    trace.edges[BEHIND.world, service, -1, 3] = "service started"
    for moment in (STARTUP, BEHIND):
        trace.read(0, moment, lambda: Chain(service, -1, ()))
    found = moments(trace)
    assert found.in_background(SITE) == BEHIND
    assert found.path_in_background(3) == ("service a.S", (Step(3, "service started", -1),))


def test_a_service_that_the_app_starts_is_named_by_its_class() -> None:
    trace = Trace()
    chain_of(trace)
    trace.edges[BEHIND.world, 1, 5, 3] = "service started"
    for moment in (STARTUP, BEHIND):
        trace.read(0, moment, lambda: Chain(-1, -1, ()))
    assert moments(trace).path_in_background(3)[0] == "service a.C3"


def test_what_first_happens_in_the_background_is_told_once() -> None:
    trace = Trace()
    service = trace.root("service a.S")
    trace.edges[BEHIND.world, service, -1, 3] = "service started"
    trace.read(0, BEHIND, lambda: Chain(service, -1, ()))
    assert moments(trace).in_background(SITE) is None


def test_a_behaviour_happens_when_it_was_noted_or_its_method_runs() -> None:
    trace = Trace()
    chain_of(trace)
    call = Site(3, 20, "toast-like", "string", "text")
    assert moments(trace).of_behaviour(call) == STARTUP
    trace.marks[3, 20] = {Mark(EVENT, ()): None, Mark(BEHIND, ()): None}
    assert moments(trace).of_behaviour(call) == EVENT


def test_refused() -> None:
    trace = Trace()
    root = chain_of(trace)
    trace.edges[2, root, 7, 5] = "setNegativeButton → onClick"
    trace.edges[2, 5, 1, 6] = "call"
    trace.refusals[root, 7] = None
    found = moments(trace)
    assert [m for m in (1, 2, 3, 5, 6) if found.refused(m)] == [5, 6]
    trace.edges[2, root, 9, 5] = "setPositiveButton → onClick"
    assert not moments(trace).refused(5)


def test_the_call_that_starts_a_component() -> None:
    found = moments(Trace(), starts=(Site(1, 12, "component-start", "direct", "x"),))
    assert found.leads_on(Step(1, "call", 0), Step(2, "screen opened", -1)) == 12
    assert found.leads_on(Step(4, "call", 0), Step(2, "screen opened", -1)) == -1
    assert found.leads_on(Step(1, "call", 0), Step(2, "call", 30)) == 30


def test_methods_through_which_data_passed() -> None:
    trace = Trace()
    trace.transfers[0] = {(1, 2): None, (2, 3): None, (1, 9): None, (-1, 3): None}
    found = moments(trace)
    assert found.transfer(0, 1, 3) == (1, 2, 3)
    assert found.transfer(0, 3, 1) == (3, 1)  # kept somewhere and fetched
    assert found.transfer(0, 1, 1) == (1,)
