from kanhe.report.diff.findings import finding_changes, match, stayed_count
from tests.report.diff.builds import build, finding, short, told


def test_new_fixed_and_stayed() -> None:
    old, new = build(findings=[finding("1"), finding("2")]), build(findings=[finding("2"), finding("3")])
    assert short(finding_changes(old, new)) == ["new rule/3 [finding] high", "gone rule/1 [] plain"]
    assert stayed_count(old, new) == 1


def test_advice_asks_for_nothing() -> None:
    assert short(finding_changes(build(), build(findings=[finding("1", effect="advice")]))) == ["new rule/1 [] weak"]


def test_moved_code_is_no_new_finding() -> None:
    old = build(findings=[finding("1", caller="La;->b()V", api="x", item="imei")])
    new = build(findings=[finding("2", caller="Lc;->d()V", api="x", item="imei")])
    assert short(finding_changes(old, new)) == ["changed rule/2 [] weak"]
    assert told(finding_changes(old, new)) == ["moved to c.d (was a.b)"]
    assert stayed_count(old, new) == 1


def test_each_old_finding_stands_for_one_that_moved() -> None:
    old = build(findings=[finding("1", caller="La;->b()V")])
    new = build(findings=[finding("2", caller="Lc;->d()V"), finding("3", caller="Le;->f()V")])
    matched = match(old, new)
    assert [len(matched.moved), len(matched.new), len(matched.fixed)] == [1, 1, 0]


def test_another_interface_or_actor_is_new() -> None:
    old = build(findings=[finding("1", caller="La;->b()V", api="x")])
    assert (
        short(finding_changes(old, build(findings=[finding("2", caller="La;->b()V", api="y")])))[0]
        == "new rule/2 [finding] high"
    )
    assert (
        short(finding_changes(old, build(findings=[finding("2", caller="La;->b()V", api="x", actor="jpush")])))[0]
        == "new rule/2 [finding] high"
    )


def test_what_has_no_place_in_code_does_not_move() -> None:
    assert len(match(build(findings=[finding("1")]), build(findings=[finding("2")])).new) == 1


def test_graver_asks_milder_does_not() -> None:
    low, high = build(findings=[finding("1", severity="low")]), build(findings=[finding("1", severity="critical")])
    assert short(finding_changes(low, high)) == ["changed rule/1 [finding] high"]
    assert told(finding_changes(low, high))[0] == "low → critical"
    assert list(finding_changes(high, low)) == []
