from kanhe.knowledge.behaviours import behaviours
from kanhe.knowledge.items import items
from kanhe.knowledge.runtime_points import runtime_points


def test_kinds_are_known() -> None:
    known = {*items(), *behaviours()}
    told = (
        {p.kind for p in runtime_points().points}
        | {kind for _, kind, _ in runtime_points().strings}
        | runtime_points().conduct
    )
    assert not told - known


def test_a_question_has_what_it_asks_with() -> None:
    for point in runtime_points().points:
        assert bool(point.strings) == (point.asks in ("filter-action", "intent-action"))
        assert bool(point.integers) == (point.asks == "sensor-type")


def test_no_point_is_told_twice() -> None:
    told = [(p.class_name, p.name, p.asks, p.kind, p.strings) for p in runtime_points().points]
    assert len(told) == len(set(told))


def test_what_is_not_watched_says_why() -> None:
    assert all(len(why) > 10 for why in runtime_points().unwatched.values())
    assert not set(runtime_points().unwatched) & {(p.class_name, p.name) for p in runtime_points().points}
