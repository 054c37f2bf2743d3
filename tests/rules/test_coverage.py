from kanhe.knowledge.checks import checks
from kanhe.rules.coverage import coverage_page, deciding, listed_checks, undecided


def test_no_check_is_forgotten() -> None:
    listed = {c.id for c in listed_checks()}
    assert listed <= set(deciding()) | set(undecided())
    assert not set(deciding()) & set(undecided())
    assert set(undecided()) <= listed
    assert set(deciding()) <= set(checks())


def test_page_in_both_languages() -> None:
    zh, en = coverage_page("zh"), coverage_page("en")
    assert zh.count("\n") == en.count("\n")
    assert "[read-before-consent](rules/read-before-consent.md)" in en
    assert "[read-before-consent](../rules/zh/read-before-consent.md)" in zh
    assert all(t.zh and t.en for t in undecided().values())
