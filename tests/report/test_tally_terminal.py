import io
from dataclasses import replace

from rich.console import Console

from kanhe.evidence import Evidence
from kanhe.inspection import inspect
from kanhe.report.tally_terminal import MAX_ACTORS, print_tally
from tests.report.test_document import EXAMPLE
from tests.rules.test_views import POLICY, call, lists


def shown(lang: str, *facts: object) -> str:
    inspection = inspect(EXAMPLE)
    more = Evidence.of([replace(f, app=inspection.judgement.app) for f in facts])
    out = io.StringIO()
    merged = replace(inspection, evidence=Evidence.merge(inspection.evidence, more))
    print_tally(Console(file=out, width=120, no_color=True), merged, lang)
    return out.getvalue()


def test_counts_and_what_stands_out() -> None:
    text = shown("zh", POLICY, lists("jcore", "imei"), call("contacts"))
    assert "做而未说" in text
    assert "说做相合 1" in text
    assert "· 应用自身: 通讯录" in text
    assert "安卓设备标识" in next(line for line in text.splitlines() if "极光公共组件" in line)
    assert "The app itself: Address book" in shown("en", POLICY, call("contacts"))


def test_what_cannot_be_compared_is_only_counted() -> None:
    text = shown("en")
    assert "no document to compare" in text
    assert "·" not in text


def test_few_actors_are_named() -> None:
    many = [call("imei", actor=f"sdk-{n}") for n in range(MAX_ACTORS + 3)]
    assert "more" in shown("en", POLICY, *many).splitlines()[-1]


def test_nothing_is_no_line() -> None:
    inspection = inspect(EXAMPLE)
    out = io.StringIO()
    bare = inspection.evidence.replace(calls=Evidence()["calls"], flows=Evidence()["flows"])
    print_tally(Console(file=out), replace(inspection, evidence=bare), "en")
    assert out.getvalue() == ""
