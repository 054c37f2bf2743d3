import json
from pathlib import Path

import pytest

from kanhe.server.access import NotThere
from kanhe.server.services import Services
from kanhe.server.work import comparing
from kanhe.server.work.comparing import compared, comparison, make
from tests.server.work.engines import WEATHER


@pytest.fixture
def database() -> str:
    """Nothing here asks the database."""
    return "sqlite"


def evidence(serving: Services, tmp_path: Path, inspection: str) -> None:
    from kanhe.inspection import Options, inspect

    inspect(WEATHER, Options(budget=0)).evidence.save(tmp_path / inspection)
    serving.storage.save_evidence(inspection, tmp_path / inspection)


def test_it_is_made_once_and_kept_in_both_forms(
    serving: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inspection in ("inspection-1", "inspection-2"):
        evidence(serving, tmp_path, inspection)
    assert make(serving.storage.url, "inspection-1", "inspection-2").en == ""
    monkeypatch.setattr(comparing, "run_apart", None)
    said = json.loads(compared(serving, "inspection-1", "inspection-2", "json"))
    assert said["identical"]
    assert b"<html" in compared(serving, "inspection-1", "inspection-2", "html")
    assert comparison("inspection-1") != comparison("inspection-2")


def test_without_evidence_it_says_so(serving: Services) -> None:
    with pytest.raises(NotThere, match="no usable evidence of inspection inspection-8"):
        compared(serving, "inspection-8", "inspection-9", "json")
