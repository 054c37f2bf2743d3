from kanhe.code.machine import taint
from kanhe.code.machine.trace import WORLDS, Chain, Moment, Phase, Trace, Way


def test_every_moment_has_a_world_of_its_own() -> None:
    moments = [Moment(phase, guard) for phase in Phase for guard in (None, "agreed")]
    assert [m.world for m in moments] == list(range(WORLDS))
    assert Moment(Phase.EVENT, "a").world == Moment(Phase.EVENT, "b").world


def test_a_root_has_one_number() -> None:
    trace = Trace()
    first, second = trace.root("activity a.Main"), trace.root("service a.S")
    assert (first, second) == (-1, -2)
    assert trace.root("activity a.Main") == first
    assert trace.roots[-1 - second] == "service a.S"


def test_a_read_keeps_all_moments_and_the_first_way_to_each_world() -> None:
    trace = Trace()
    chains = [Chain(-1, -1, ((k, "call", 0),)) for k in range(3)]
    trace.read(4, Moment(Phase.STARTUP, "a"), lambda: chains[0])
    trace.read(4, Moment(Phase.STARTUP, "b"), lambda: chains[1])
    trace.read(4, Moment(Phase.EVENT), lambda: chains[2])
    assert set(trace.reads[4]) == {Moment(Phase.STARTUP, "a"), Moment(Phase.STARTUP, "b"), Moment(Phase.EVENT)}
    assert trace.chains == {(4, Moment(Phase.STARTUP, "a").world): chains[0], (4, 2): chains[2]}


def test_bounds_are_counted() -> None:
    trace = Trace()
    trace.bound("depth")
    trace.bound("depth")
    assert trace.bounds == {"depth": 2}


def test_ways_are_those_of_taint() -> None:
    assert [(w.name, int(w)) for w in Way] == [("PLAIN", taint.PLAIN), ("HASHED", taint.HASHED), ("TOLD", taint.TOLD)]
