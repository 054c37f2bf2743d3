from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import Interface, runtime_points


def test_kinds_are_known() -> None:
    known = {*items(), *behaviours()}
    told = (
        set(runtime_points().points)
        | {kind for kinds in runtime_points().strings.values() for kind in kinds}
        | runtime_points().conduct
    )
    assert not told - known


def test_a_question_has_what_it_asks_with() -> None:
    for _, point in runtime_points().asked():
        assert bool(point.strings) == (point.asks in ("filter-action", "intent-action"))
        assert bool(point.integers) == (point.asks == "sensor-type")


def test_no_point_is_told_twice() -> None:
    told = [(p.api, p.asks, kind, p.strings) for kind, p in runtime_points().asked()]
    assert len(told) == len(set(told))


def test_what_is_not_watched_says_why() -> None:
    assert all(len(why) > 10 for why in runtime_points().unwatched.values())
    assert not set(runtime_points().unwatched) & {p.api for _, p in runtime_points().asked()}


def test_what_stands_for_a_descriptor_is_one() -> None:
    known = runtime_points()
    gates = [gate for many in known.channels.values() for gate in many]
    carriers = [Interface(api) for many in known.deliveries.values() for api in many]
    for one in (
        *gates,
        *carriers,
        *(p for _, p in known.asked()),
        *map(Interface, (*known.deliveries, *known.unwatched)),
    ):
        assert (f"{one.class_name}->{one.name}") == one.api
