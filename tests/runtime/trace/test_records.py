import msgspec
import pytest

from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.runtime.trace.records import RECORDS, TAGS, App, Call, Record, Run, tag


def test_each_type_has_a_tag_of_its_own() -> None:
    assert len(TAGS) == len(RECORDS) == 9
    assert tag(Call) == "call"


def test_what_is_not_known_is_not_written() -> None:
    plain = msgspec.json.decode(msgspec.json.encode(Run("r", "desk", App("com.example"))))
    assert plain == {"t": "run", "id": "r", "src": "desk", "app": {"pkg": "com.example"}}


@pytest.mark.parametrize(
    "line",
    [
        b'{"t":"call","n":-1,"ts":1,"api":"a.b"}',
        b'{"t":"call","n":1,"ts":-1,"api":"a.b"}',
        b'{"t":"call","n":1,"ts":1e15,"api":"a.b"}',
        b'{"t":"call","n":1,"ts":1,"api":"' + b"a" * 2000 + b'"}',
        b'{"t":"call","n":99999999999999999999,"ts":1,"api":"a"}',
    ],
)
def test_values_out_of_bounds_are_refused(line: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=Record)


def test_sources_and_ways_are_those_of_the_evidence() -> None:
    hints = {f.name: f.type for f in msgspec.structs.fields(Run)}
    assert set(hints["src"].__args__) == set(VOCABULARY["run_source"])
    via = {f.name: f.type for f in msgspec.structs.fields(Call)}["via"]
    assert set(via.__args__) == set(VOCABULARY["event_via"])
