from kanhe.knowledge.limit_kinds import limit_kinds


def test_complete_and_by_id() -> None:
    assert len(limit_kinds()) >= 10
    assert "packed" in limit_kinds()


def test_every_kind_of_the_vocabulary_is_explained() -> None:
    from kanhe.evidence.rows import ROWS
    from kanhe.evidence.vocabulary import ASPECTS, VOCABULARY

    assert set(limit_kinds()) == set(VOCABULARY["limit_kind"])
    assert {t for k in limit_kinds().values() for t in k.weakens} <= {*ROWS, *ASPECTS}


def test_the_limits_of_the_machine_weaken_what_says_when_code_runs() -> None:
    assert {"flows", "phases"} <= set(limit_kinds()["unfinished-run"].weakens)
    assert not limit_kinds()["analysis-bound"].weakens
