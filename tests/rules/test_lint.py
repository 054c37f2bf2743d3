import pytest

from kanhe.rules.lint import lint
from tests.rules.test_engine import rule


def problems(**changes) -> set[str]:
    return {p.message for p in lint([rule(**changes)]) if "specimen" not in p.message}


def test_the_catalogue_is_clean() -> None:
    assert lint() == []


GOOD = {"title": {"zh": "测", "en": "t"}, "message": {"zh": "{item}读", "en": "{item} read"}}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"basis": [{"instrument": "PIPL", "clause": "999"}]}, "PIPL 999 is not known"),
        ({"basis": []}, "it stands on no clause"),
        (
            {"basis": [{"instrument": "DRAFT2026", "clause": "后台位置"}]},
            "its only basis is a draft or a platform's own rule",
        ),
        ({"label": "新标签"}, "新标签 is not a label of notices"),
        ({"check": "no-such"}, "there is no check no-such"),
        ({"remedy": {"zh": "same", "en": "same"}}, "remedy lacks a language"),
        ({"remedy": {"zh": "english", "en": "other"}}, "remedy.zh is not Chinese"),
        ({"message": {"zh": "{item}读", "en": "{api} read"}}, "message names other columns in Chinese than in English"),
        ({"message": {"zh": "{nope}读", "en": "{nope} read"}}, "the query gives no column nope"),
        ({"query": "SELECT app FROM calls; DROP TABLE calls"}, "the query is not a single SELECT"),
        ({"query": "SELECT item, actor FROM calls"}, "the query gives no column app"),
        ({"needs": ["hosts"]}, "needs hosts, which the query does not read"),
        ({"needs": []}, "needs is empty"),
        (
            {"query": "SELECT app, item FROM calls WHERE phase = 'startup'"},
            "the query asks when code runs, but needs does not name phases",
        ),
        ({"needs": ["moons"]}, "moons is not an evidence table"),
        (
            {"query": "SELECT app, item FROM declarations", "needs": ["calls"]},
            "the query asks what documents say, but needs names none of their tables",
        ),
        (
            {"unseen": [{"query": "SELECT app, name FROM permissions", "zh": "盲", "en": "blind"}]},
            "a query of unseen gives other columns than app",
        ),
        (
            {"unseen": [{"query": "SELECT app FROM package", "zh": "x", "en": "blind"}]},
            "a reason of unseen lacks a language",
        ),
        ({"requires": ["moon"]}, "moon is not something an inspection can be told"),
    ],
)
def test_each_fault_is_found(changes, message: str) -> None:
    assert message in problems(**changes)


def test_two_rules_that_ask_the_same() -> None:
    assert any("the query is that of" in p.message for p in lint([rule(), rule()]))
