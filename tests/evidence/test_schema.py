import pyarrow as pa
import pytest

from kanhe.evidence.schema import schema


def test_types_and_documentation() -> None:
    calls = schema("calls")
    assert calls.field("path").type == pa.list_(pa.string())
    assert calls.field("offset").type == pa.int64()
    assert calls.field("phase").nullable
    assert not calls.field("item").nullable
    assert calls.field("level").metadata[b"one_of"] == b"level"


def test_unknown_table() -> None:
    with pytest.raises(KeyError):
        schema("nothing")
