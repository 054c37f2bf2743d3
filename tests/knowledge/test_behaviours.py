from kanhe.knowledge.behaviours import behaviours


def test_complete_and_by_id() -> None:
    assert len(behaviours()) >= 20
    assert "dynamic-code" in behaviours()
