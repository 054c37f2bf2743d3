from kanhe.knowledge.app_types import app_types


def test_complete_and_by_id() -> None:
    assert len(app_types()) >= 39
    assert "map-navigation" in app_types()


def test_thirteen_types_need_nothing() -> None:
    kinds = app_types().values()
    assert sorted(k.number for k in kinds) == list(range(1, 40))
    assert sum(k.no_pi_needed for k in kinds) == 13
    assert all(not k.items for k in kinds if k.no_pi_needed)
