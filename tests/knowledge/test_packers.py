from kanhe.knowledge.packers import packers


def test_complete_and_by_id() -> None:
    assert len(packers()) >= 20
    assert "packer-360" in packers()
