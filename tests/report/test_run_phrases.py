from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.report.run_phrases import RUN_PHRASES, words


def test_every_source_answer_and_phase_has_words() -> None:
    for kind, vocabulary in (("source", "run_source"), ("consent", "run_consent"), ("phase", "run_phase")):
        assert {f"{kind}.{value}" for value in VOCABULARY[vocabulary]} <= set(RUN_PHRASES)
    assert all(p.zh != p.en for p in RUN_PHRASES.values())


def test_words() -> None:
    assert words("frequency.once", "en", first="5 s") == "once, 5 s after the start"
