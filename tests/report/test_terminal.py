import io
from dataclasses import replace

from rich.console import Console

from kanhe.inspection import Options, inspect
from kanhe.report.terminal import print_terminal
from tests.report.test_document import EXAMPLE
from tests.specimens.truth import APK


def shown(path, lang: str) -> str:
    out = io.StringIO()
    print_terminal(inspect(path), Console(file=out, width=100, no_color=True), lang)
    return out.getvalue()


def test_verdict_first_and_short() -> None:
    text = shown(EXAMPLE, "en")
    assert text.splitlines()[0].startswith(" Fail   晴雨天气 3.0.2")
    assert "JPush 3.3.4" in text
    assert len(text.splitlines()) < 90
    assert "不通过" in shown(EXAMPLE, "zh").splitlines()[0]


def judged_by(path, lang: str, *rules: str) -> str:
    out = io.StringIO()
    print_terminal(inspect(path, Options(rules=rules)), Console(file=out, width=100, no_color=True), lang)
    return out.getvalue()


def test_other_verdicts() -> None:
    assert judged_by(APK / "backup-allowed-complies.apk", "en", "backup-allowed").startswith(" Pass ")
    packed = shown(APK / "format-packed.apk", "en")
    assert packed.startswith(" Incomplete ")
    assert "The app is packed" in packed


def test_a_failure_says_what_else_was_not_judged() -> None:
    judged = inspect(EXAMPLE)
    results = tuple(
        replace(r, outcome="incomplete" if k == 0 else "pass" if r.outcome == "incomplete" else r.outcome)
        for k, r in enumerate(judged.judgement.results)
    )
    out = io.StringIO()
    hidden = replace(judged, judgement=replace(judged.judgement, results=results))
    print_terminal(hidden, Console(file=out, width=100, no_color=True), "en")
    assert "1 of the checks could not be completed" in out.getvalue()


def test_the_quote_stands_beside_the_finding() -> None:
    judged = inspect(EXAMPLE)
    first, *others = judged.judgement.results
    finding = judged.judgement.findings[0]
    quoted = replace(finding, row={**finding.row, "sentence": "我们不会收集\x1b您的设备信息"})
    missing = replace(finding, rule="b", row={**finding.row, "where_zh": "“二、权限”一节", "where_en": "section 2"})
    changed = replace(judged.judgement, results=(replace(first, findings=(quoted, missing)), *others))
    out = io.StringIO()
    print_terminal(replace(judged, judgement=changed), Console(file=out, width=100, no_color=True), "zh")
    assert "“我们不会收集您的设备信息”" in out.getvalue()
    assert "应写在: “二、权限”一节" in out.getvalue()
    assert "做了，无文件可对" in out.getvalue()
