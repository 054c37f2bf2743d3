import datetime as dt
import json

import pytest

from kanhe.server.views.submissions import SubmissionRow, Words
from kanhe.server.work.following import after, happened, written
from kanhe.server.work.progress import Stage

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def row(state: str, attempts: int = 0, failure: Words | None = None) -> SubmissionRow:
    started = AT if attempts else None
    ended = None if state in ("queued", "running") else AT
    return SubmissionRow(
        "s", "android:a", "应用", "a", "e", "1", "0" * 64, "new", False, None, None, state, AT, AT, started, ended, attempts,
        "i" if state == "done" else None, "pass" if state == "done" else None, failure,
    )  # fmt: skip


def test_numbers_only_grow_through_attempts_and_restarts() -> None:
    first = (Stage("open", AT, 1), Stage("code", AT, 1), Stage("open", AT, 1, 1))
    seen = list(happened(row("running", 1), first))
    assert [(e.name, e.number) for e in seen] == [
        ("submitted", (0, 0)), ("started", (10, 0)), ("stage", (10, 1)), ("stage", (10, 2)), ("started", (11, 0)),
        ("stage", (11, 1)),
    ]  # fmt: skip
    later = list(happened(row("done", 2), ()))  # another server, which knows no stages
    assert [(e.name, e.number > seen[-1].number) for e in later[1:]] == [("started", True), ("end", True)]
    assert later[-1].data["verdict"] == "pass"


def test_a_failure_is_told_in_both_languages() -> None:
    end = list(happened(row("failed", 1, Words("坏", "bad")), ()))[-1]
    assert end.data["failure"] == {"zh": "坏", "en": "bad"}
    assert list(happened(row("queued"), ()))[-1].name == "submitted"


@pytest.mark.parametrize("last", [None, "", "x", "1", "1.", "-1.2", "9" * 30 + ".1"], ids=range(7))
def test_a_strange_number_is_before_everything(last: str | None) -> None:
    assert after(last) == (-1, 0)
    assert after("10.2") == (10, 2)


def test_an_event_is_written_on_lines_of_its_own() -> None:
    text = written("end", {"zh": "一\n二"}, "1.2")
    assert text.startswith("id: 1.2\nevent: end\ndata: ")
    assert text.count("\n") == 4
    assert json.loads(text.split("data: ")[1]) == {"zh": "一\n二"}
