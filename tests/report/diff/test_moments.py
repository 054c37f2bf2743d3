import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.report.diff.moments import first, graver, milder, moment_text

PHASES = st.sets(st.sampled_from([*VOCABULARY["phase"], None]))


@pytest.mark.parametrize("phase", [*VOCABULARY["phase"], None])
def test_every_phase_has_its_words_and_place(phase: str | None) -> None:
    assert moment_text(phase).zh
    assert first([phase, None]) == phase


def test_the_gravest_comes_first() -> None:
    assert first(["event", "background", "startup"]) == "startup"
    assert first(["unreached", "event"]) == "event"


@given(PHASES, PHASES)
def test_graver_is_what_milder_would_take_back(old: set, new: set) -> None:
    assert graver(old, new) == milder(new, old)
    assert graver(old, old) == ()
    assert set(graver(old, new)) <= {"startup", "background"}
    assert not set(graver(old, new)) & old
