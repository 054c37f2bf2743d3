import datetime as dt

import pytest
from msgspec import to_builtins

from kanhe.rules.rule import RuleError, catalogue, parse_rule
from tests.rules.test_engine import rule


def test_the_catalogue() -> None:
    assert 110 <= len(catalogue()) <= 160
    assert list(catalogue()) == sorted(catalogue())


def test_wrong_files_name_the_place() -> None:
    with pytest.raises(RuleError, match=r"x\.yaml.*severity"):
        parse_rule("x.yaml", {"id": "x", "title": {"zh": "a", "en": "b"}, "basis": [], "severity": "huge"})
    with pytest.raises(RuleError, match="file's name"):
        parse_rule("other.yaml", to_builtins(rule()))


def test_drafts_are_bases_of_advice_only() -> None:
    given = {"basis": [{"instrument": "DRAFT2026", "clause": "后台位置"}, {"instrument": "PIPL", "clause": "6"}]}
    day = dt.date(2026, 11, 1)
    assert [b.instrument for b in rule(**given).bases(day)] == ["PIPL"]
    assert [b.instrument for b in rule(**given, effect="advice").bases(day)] == ["DRAFT2026", "PIPL"]
