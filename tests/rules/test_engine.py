"""Engine cases: rules and facts written out, and what must come of them; no app involved."""

import datetime as dt

import pytest

from kanhe.evidence import CallRow, Evidence, FlowRow, LimitRow, PackageRow, PermissionRow
from kanhe.evidence.limits import limit
from kanhe.rules.engine import Context, connect, fingerprint, judge, judge_all
from kanhe.rules.policy import EnterprisePolicy, PermissionStance
from kanhe.rules.rule import Rule, parse_rule

DAY = dt.date(2026, 11, 1)


def rule(**changes) -> Rule:
    data = {
        "id": "t", "title": {"zh": "测", "en": "t"}, "basis": [{"instrument": "PIPL", "clause": "6"}], "severity": "high",
        "effect": "violation", "needs": ["calls"], "query": "SELECT app, actor, item, api, caller, line FROM calls WHERE item = 'imei'",
        "message": {"zh": "{actor}读取{item}", "en": "{actor} reads {item}"}, "remedy": {"zh": "删", "en": "remove"},
        "explanation": {"zh": "释", "en": "e"}, "blind_to": {"zh": "盲", "en": "b"},
        "specimens": {"violates": "v", "complies": "c"}, **changes,
    }  # fmt: skip
    return parse_rule("t.yaml", data)


def package(app: str = "a") -> PackageRow:
    return PackageRow(app, "android", "apk", "f", "com.x", 1)


def call(app: str = "a", **changes) -> CallRow:
    return CallRow(
        **{
            "app": app,
            "item": "imei",
            "api": "La/T;->getDeviceId()V",
            "how": "direct",
            "caller": "La/B;->m()V",
            **changes,
        }
    )


def result(evidence: Evidence, given: Rule, context: Context | None = None):
    (judgement,) = judge_all(evidence, context or Context(DAY), [given]).values()
    return judgement, judgement.results[0]


def test_rows_are_findings_with_names() -> None:
    judgement, found = result(Evidence.of([package()], [call(actor="jpush")]), rule())
    assert judgement.verdict == "fail"
    assert found.findings[0].message.en == "JPush reads International Mobile Equipment Identity"
    assert found.findings[0].message.zh == "极光推送读取国际移动设备识别码（IMEI）"
    assert found.basis[0].confirmed


def test_no_rows_pass_unless_a_limit_hides_what_is_needed() -> None:
    assert result(Evidence.of([package()]), rule())[0].verdict == "pass"
    hidden = Evidence.of([package()], [LimitRow("a", "packed", "360", "w", ("calls",))])
    judgement, found = result(hidden, rule())
    assert judgement.verdict == "incomplete"
    assert found.weakened_by == ("packed: 360",)
    assert found.reason is not None
    told = Evidence.of([package()], [LimitRow("a", "native-code", "lib", "w", ())])
    assert result(told, rule())[0].verdict == "pass"
    other = Evidence.of([package()], [LimitRow("a", "manifest", "m", "w", ("screens",))])
    assert result(other, rule())[0].verdict == "pass"


def test_advice_does_not_decide() -> None:
    assert result(Evidence.of([package()], [call()]), rule(effect="advice"))[0].verdict == "pass"
    hidden = Evidence.of([package()], [LimitRow("a", "packed", "360", "w", ("calls",))])
    assert result(hidden, rule(effect="advice"))[0].verdict == "pass"


def test_dates() -> None:
    found = result(Evidence.of([package()], [call()]), rule(), Context(dt.date(2020, 1, 1)))[1]
    assert found.outcome == "not-applicable"
    later = rule(in_force_from="2027-01-01")
    assert result(Evidence.of([package()], [call()]), later)[1].outcome == "not-applicable"


def test_what_must_be_told() -> None:
    needs_type = rule(requires=["app-type"])
    assert result(Evidence.of([package()], [call()]), needs_type)[1].outcome == "not-applicable"
    assert result(Evidence.of([package()], [call()]), needs_type, Context(DAY, "news"))[1].outcome == "fail"


def test_many_apps_at_once() -> None:
    evidence = Evidence.of(
        [package("a"), package("b"), package("c")],
        [call("a"), call("c", item="imsi")],
        [LimitRow("b", "packed", "x", "y", ("calls",))],
    )
    verdicts = {app: j.verdict for app, j in judge_all(evidence, Context(DAY), [rule()]).items()}
    assert verdicts == {"a": "fail", "b": "incomplete", "c": "pass"}
    with pytest.raises(ValueError, match="3 apps"):
        judge(evidence)


def test_same_finding_is_folded_and_survives_a_rebuild() -> None:
    twice = Evidence.of([package()], [call(line=1), call(line=2, offset=9)])
    (finding,) = result(twice, rule())[1].findings
    assert finding.count == 2
    row = {"actor": "app", "item": "imei", "api": "x", "caller": "La/B$$ExternalSyntheticLambda3;->run()V", "line": 1}
    rebuilt = {**row, "caller": "La/B$$ExternalSyntheticLambda7;->run()V", "line": 99}
    assert fingerprint(rule(), row) == fingerprint(rule(), rebuilt)
    assert fingerprint(rule(), row) != fingerprint(rule(), {**row, "actor": "jpush"})


@pytest.mark.parametrize(
    ("built", "rebuilt"),
    [
        ("La/B$1;->run()V", "La/B$2;->run()V"),
        ("La/B$1$2;->run()V", "La/B$3$1;->run()V"),
        ("La/B;->lambda$start$0(I)V", "La/B;->lambda$start$12(I)V"),
        ("La/B;->lambda$start$0$a-B(I)V", "La/B;->lambda$start$7$a-B(I)V"),
        ("La/B;->access$000(La/B;)V", "La/B;->access$100(La/B;)V"),
        ("La/B;->start$lambda-0()V", "La/B;->start$lambda-4()V"),
        ("La/B;->start$lambda$0()V", "La/B;->start$lambda$1()V"),
        ("La/B$$ExternalSyntheticOutline0;->m()V", "La/B$$ExternalSyntheticOutline1;->m()V"),
        ("La/B$$InternalSyntheticLambda$1$0123456789abcdef$0;->run()V", "La/B$$InternalSyntheticLambda$1$fedcba9876543210$2;->run()V"),
        ("La/-$$Lambda$B$Ab0dEf-hIjKl_nOpQrStUvWxYz0;->run()V", "La/-$$Lambda$B$Zb1dEf-hIjKl_nOpQrStUvWxYz1;->run()V"),
        ("La/B;->$r8$lambda$Ab0dEf-hIjKlmnOpQrStUvWxYz0(La/B;)V", "La/B;->$r8$lambda$Zb1dEf-hIjKl_nOpQrStUvWxYz1(La/B;)V"),
    ],
    ids=["anonymous", "nested", "javac", "javac-moved", "accessor", "kotlin", "kotlin-1.8", "outline", "internal", "old-d8", "r8"],
)  # fmt: skip
def test_nameless_things_are_not_told_apart_by_their_numbers(built: str, rebuilt: str) -> None:
    row = {"actor": "app", "item": "imei", "api": "x"}
    assert fingerprint(rule(), {**row, "caller": built}) == fingerprint(rule(), {**row, "caller": rebuilt})
    assert fingerprint(rule(), {**row, "caller": built}) != fingerprint(
        rule(), {**row, "caller": built.replace("a/B", "a/C").replace("$B$", "$C$")}
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La/B;->m1()V", "La/B;->m2()V"),
        ("La/Lambda1;->run()V", "La/Lambda2;->run()V"),
        ("La/B;->lambda(I)V", "La/B;->lambda(J)V"),
    ],
    ids=["methods", "classes", "arguments"],
)
def test_names_that_a_person_numbered_are_told_apart(one: str, other: str) -> None:
    row = {"actor": "app", "item": "imei", "api": "x"}
    assert fingerprint(rule(), {**row, "caller": one}) != fingerprint(rule(), {**row, "caller": other})


def test_policy_tables() -> None:
    given = rule(needs=["permissions"], requires=["policy"], message={"zh": "禁{permission}", "en": "no {permission}"},
                 query="SELECT p.app, p.name AS permission FROM permissions p JOIN policy_permissions q USING (name) WHERE NOT q.approved")  # fmt: skip
    evidence = Evidence.of([package()], [PermissionRow("a", "android.permission.CAMERA", "dangerous")])
    for until, verdict in ((dt.date(2026, 10, 31), "fail"), (dt.date(2026, 11, 1), "pass"), (None, "pass")):
        policy = EnterprisePolicy((PermissionStance("android.permission.CAMERA", "needs-approval", "office", until),))
        assert result(evidence, given, Context(DAY, policy=policy))[0].verdict == verdict


def test_queries_reach_nothing_outside() -> None:
    import duckdb

    connection = connect(Evidence(), Context(DAY))
    for query in (
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/kanhe-leak'",
        "ATTACH '/tmp/x.db'",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(query)


def test_a_run_cut_short_makes_rules_about_phases_incomplete() -> None:
    asks = rule(
        query="SELECT app, actor, item, api, caller FROM calls WHERE phase = 'startup'", needs=["calls", "phases"]
    )
    reads = [call(phase=None, level="reachable")]
    cut = [limit("a", "unfinished-run", "phases", "cut short")]
    assert result(Evidence.of([package()], reads), asks)[0].verdict == "pass"
    judgement, found = result(Evidence.of([package()], reads, cut), asks)
    assert judgement.verdict == "incomplete"
    assert found.weakened_by == ("unfinished-run: phases",)
    assert result(Evidence.of([package()], cut), rule())[0].verdict == "pass"  # asks nothing about phases
    assert result(Evidence.of([package()], [call(phase="startup")], cut), asks)[0].verdict == "fail"


def test_guarded_is_not_startup() -> None:
    asks = rule(
        query="SELECT app, actor, item, api, caller FROM calls WHERE phase = 'startup'", needs=["calls", "phases"]
    )
    assert result(Evidence.of([package()], [call(phase="startup-guarded", guard="agreed")]), asks)[0].verdict == "pass"


def test_the_view_of_flows_has_the_way_to_the_read() -> None:
    flow = FlowRow("a", "imei", "La/T;->getDeviceId()V", "La/B;->m()V", -1, "app", "network", "La/S;->s()V", "La/C;->n()V", 3,
                   path=("La/B;->m()V", "La/C;->n()V"))  # fmt: skip
    evidence = Evidence.of([package()], [call(entry="activity a.M", path=("La/M;->x()V", "La/B;->m()V"))], [flow])
    asks = rule(
        query="SELECT * FROM sent WHERE sink = 'network'",
        needs=["flows"],
        message={"zh": "{item}到{sink}", "en": "{item} to {sink}"},
    )
    _, found = result(evidence, asks)
    row = found.findings[0].row
    assert list(row["path"]) == ["La/M;->x()V", "La/B;->m()V"]
    assert list(row["onward"]) == ["La/B;->m()V", "La/C;->n()V"]
    assert found.findings[0].message.en == "International Mobile Equipment Identity to network"


def test_a_view_that_many_rules_ask_for_is_computed_once_and_says_the_same() -> None:
    evidence = Evidence.of([package()], [call(level="reachable")])
    asks = rule(
        query="SELECT app, actor, item, api, caller, line FROM tally WHERE state = 'found-unread'", needs=["calls"]
    )
    again = rule(query="SELECT app, actor, item, api, caller, line FROM tally", needs=["calls"])
    (one,) = judge_all(evidence, Context(DAY), [asks]).values()
    (two,) = judge_all(evidence, Context(DAY), [asks, again]).values()
    assert one.results[0].findings == two.results[0].findings != ()
    kept = connect(evidence, Context(DAY), frozenset({"tally", "found"}))
    tables = {row[0] for row in kept.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == {"tally", "found"}


def test_what_a_rule_cannot_tell_is_said() -> None:
    blind = {"query": "SELECT app FROM package WHERE packer IS NULL", "zh": "看不见", "en": "not seen"}
    evidence = Evidence.of([package()])
    judgement, found = result(evidence, rule(unseen=[blind]))
    assert (judgement.verdict, found.outcome) == ("incomplete", "incomplete")
    assert found.reason is not None
    assert found.reason.zh == "看不见"
    assert result(Evidence.of([package()], [call()]), rule(unseen=[blind]))[1].outcome == "fail"
    beside = result(evidence, rule(unseen=[{**blind, "outcome": "not-applicable"}]))
    assert (beside[0].verdict, beside[1].outcome) == ("pass", "not-applicable")


def test_limits_and_own_reasons_are_told_together() -> None:
    blind = {"query": "SELECT app FROM package", "zh": "看不见", "en": "not seen"}
    hidden = Evidence.of([package()], [LimitRow("a", "packed", "360", "w", ("calls",))])
    reason = result(hidden, rule(unseen=[blind]))[1].reason
    assert reason is not None
    assert reason.zh.endswith("；看不见")
    assert reason.en.endswith("; not seen")
