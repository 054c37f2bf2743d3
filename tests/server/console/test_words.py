from __future__ import annotations

import inspect

import pytest

from kanhe.ledger import cases, delistings, inspections, signals
from kanhe.ledger.gate import decision
from kanhe.server.console.words import REASONS, ROLE_NAMES, STATES, reason, word
from kanhe.server.identity import ROLES


def test_every_state_of_the_ledger_has_its_word() -> None:
    known = {
        *cases.TRANSITIONS,
        *inspections.VERDICTS,
        *signals.DECISIONS,
        "waiting",
        "queued",
        "running",
        "done",
        "withdrawn",
    }
    assert known <= STATES.keys()
    assert delistings.delistings is not None


def test_every_code_of_the_gate_has_its_words() -> None:
    source = inspect.getsource(decision)
    for code in REASONS:
        assert f'"{code}"' in source
    assert source.count("yield Reason(") == len(REASONS)


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(ROLES)


@pytest.mark.parametrize("state", sorted(STATES))
def test_words_are_in_both_languages(state: str) -> None:
    found = word(state)
    assert found.en.isascii()
    assert not found.zh.isascii()


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert word("new-state").zh == "new-state"
    assert reason("new-code") == ("new-code", "new-code")
