import dataclasses

from kanhe.evidence.runtime_rows import EventRow, RequestRow, RunRow
from kanhe.evidence.vocabulary import TABLES_OF_RUNS, VOCABULARY
from kanhe.runtime.trace.records import FORMAT


def test_every_row_names_its_run_and_source() -> None:
    assert TABLES_OF_RUNS == ("runs", "events", "requests")
    for row in (RunRow, EventRow, RequestRow):
        names = [f.name for f in dataclasses.fields(row)]
        assert names[:3] == ["app", "run", "source"]
        assert dataclasses.fields(row)[2].metadata["one_of"] == "run_source"


def test_the_format_of_traces_is_one_of_the_formats() -> None:
    assert FORMAT in VOCABULARY["run_format"]
