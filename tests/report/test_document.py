import datetime as dt

import jsonschema
import pytest

from kanhe.inspection import Options, inspect
from kanhe.report.document import document
from kanhe.report.json import json_schema
from tests.specimens.truth import APK, FOLDER, table

EXAMPLE = FOLDER.parents[1] / "examples/weather.apk"


@pytest.mark.parametrize("name", [*[t.name for t in table()][::9], "format-packed", "mechanism-subclass-of-context"])
def test_every_document_is_valid_by_its_schema(name: str) -> None:
    path = next(p for p in (APK / name, APK / f"{name}.apk") if p.exists())
    jsonschema.validate(document(inspect(path)), json_schema())


def test_counts_agree() -> None:
    made = document(inspect(EXAMPLE, Options(dt.date(2026, 11, 1))))
    jsonschema.validate(made, json_schema())
    assert made["summary"]["violations"] == sum(f["effect"] == "violation" for f in made["findings"])
    assert sum(made["summary"]["rules"].values()) == len(made["rules"])
    assert sum(r["count"] for r in made["reads"]) == made["summary"]["reads"]
    read = next(f for f in made["findings"] if f["rule"] == "non-resettable-id")
    assert read["actor"]["id"] == "jcore"
    assert read["proof"]["entry"].startswith(("application", "activity", "receiver"))
    assert read["proof"]["path"][-1] == read["caller"]
