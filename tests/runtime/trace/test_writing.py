import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.problem import Problems
from kanhe.runtime.trace.reading import read_lines
from kanhe.runtime.trace.records import App, Call, GapRecord, Proc, Run, Stack, Ui
from kanhe.runtime.trace.writing import TraceWriter

RUN = Run("r", "desk", App("com.example"))
MOMENT = st.floats(0, 2e9)
RECORD = st.one_of(
    st.builds(Call, st.integers(0, 99), MOMENT, st.text(max_size=30)),
    st.builds(Ui, MOMENT, st.sampled_from(["dialog", "click", "input"]), st.text(max_size=30)),
    st.builds(Proc, MOMENT, st.just("start"), st.text(max_size=30)),
    st.builds(GapRecord, MOMENT, MOMENT, st.text(max_size=30)),
)


@settings(deadline=None)
@given(st.lists(RECORD, max_size=20))
def test_what_is_written_is_read_again(records) -> None:
    file = io.BytesIO()
    TraceWriter(file, RUN).write_all(records)
    file.seek(0)
    assert [line.record for line in read_lines(file, "x", Problems())] == [RUN, *records]


def test_a_stack_is_written_once() -> None:
    file = io.BytesIO()
    writer = TraceWriter(file, RUN)
    assert [writer.stack(["a.B.c:1"]), writer.stack(["d.E.f:2"]), writer.stack(["a.B.c:1"])] == [0, 1, 0]
    file.seek(0)
    stacks = [line.record for line in read_lines(file, "x", Problems()) if isinstance(line.record, Stack)]
    assert [s.frames for s in stacks] == [["a.B.c:1"], ["d.E.f:2"]]


def test_a_trace_has_one_run() -> None:
    with pytest.raises(ValueError, match="one run"):
        TraceWriter(io.BytesIO(), RUN).write(RUN)
