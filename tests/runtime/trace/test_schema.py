import json

import jsonschema
import pytest

from kanhe.runtime.trace.schema import FILE, json_schema, schema_text
from tests.specimens.runs.cases import cases


def test_the_file_is_not_stale() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "python -m kanhe.runtime.trace.schema"


def test_every_line_of_the_specimens_is_valid() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for case in cases()[:12]:
        for line in case.path.read_text().splitlines()[:60]:
            validator.validate(json.loads(line))


@pytest.mark.parametrize("line", [{"t": "moon"}, {"t": "call", "n": 1}, {"t": "gap", "from": 1, "to": 2}])
def test_what_is_no_record_is_not(line: dict) -> None:
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(line)
