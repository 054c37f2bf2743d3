from functools import cache

from kanhe.inspection import Options, inspect
from kanhe.report.document import document
from kanhe.server.views.result import MOST, Result, result
from kanhe.server.views.submissions import SEVERITIES
from tests.server.work.engines import WEATHER


@cache
def weather() -> tuple[Result, dict]:  # type: ignore[type-arg]
    report = document(inspect(WEATHER, Options()))
    return result(report), report


def test_the_worst_first_and_nothing_left_out() -> None:
    made, report = weather()
    order = [SEVERITIES.index(c.severity) for c in made.violations]
    assert order == sorted(order)
    told = {f["fingerprint"] for f in report["findings"] if f["effect"] == "violation"}
    assert {f.fingerprint for c in made.violations for f in c.findings} == told
    assert made.count == report["summary"]["violations"]
    assert len({c.rule for c in made.violations}) == len(made.violations)
    assert all(len(c.shown) <= MOST for c in made.violations)
    assert all(c.remedy.zh and c.remedy.en and c.basis for c in made.violations)


def test_the_way_through_the_code_and_whose_it_is() -> None:
    made, _ = weather()
    ladders = [f.ladder for c in made.violations for f in c.findings if f.ladder]
    assert ladders
    assert any(r.actor for ladder in ladders for r in ladder), "an SDK of the app is named"
    assert all(r.shown or r.reason for ladder in ladders for r in ladder)


def test_what_could_not_be_seen_is_said() -> None:
    made, report = weather()
    assert len(made.unseen) == sum(r["outcome"] == "incomplete" for r in report["rules"])
    assert made.unseen, "without a policy some rules cannot be decided"
    assert dict(made.rules) == report["summary"]["rules"]
