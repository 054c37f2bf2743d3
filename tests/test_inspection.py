import datetime as dt
import gc

import pytest

from kanhe.inspection import Options, inspect, uncollected
from kanhe.package import NotAPackage
from tests.specimens.truth import APK, FOLDER

EXAMPLE = FOLDER.parents[1] / "examples/weather.apk"


def test_stages_are_told_in_order() -> None:
    stages: list[str] = []
    found = inspect(EXAMPLE, Options(dt.date(2026, 11, 1)), stages.append)
    assert stages == ["open", "package", "code", "native", "screens", "judge"]
    assert [t.stage for t in found.timings] != []
    assert found.judgement.verdict == "fail"


def test_same_input_same_answer() -> None:
    first, second = (inspect(EXAMPLE, Options(dt.date(2026, 11, 1))) for _ in range(2))
    assert first.judgement == second.judgement
    assert all(first.evidence[t].equals(second.evidence[t]) for t in first.evidence)


def test_chosen_rules_and_dates() -> None:
    found = inspect(EXAMPLE, Options(dt.date(2026, 11, 1), rules=("weak-tls",)))
    assert [r.rule for r in found.judgement.results] == ["weak-tls"]
    early = inspect(EXAMPLE, Options(dt.date(2018, 1, 1)))
    assert {r.outcome for r in early.judgement.results if r.rule == "consent-default-checked"} == {"not-applicable"}


def test_what_is_no_package() -> None:
    with pytest.raises(NotAPackage):
        inspect(APK / "nothing.apk")


def test_collection_is_switched_on_again() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()
