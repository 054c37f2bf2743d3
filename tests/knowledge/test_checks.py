from kanhe.knowledge.checks import checks


def test_complete_and_by_id() -> None:
    assert len(checks()) >= 169
    assert "policy-absent" in checks()


def test_labels_are_the_ministrys() -> None:
    from kanhe.knowledge.checks import labels

    assert "违规收集个人信息" in labels()
    assert {c.label for c in checks().values() if c.label} <= set(labels())
