from kanhe.evidence.limits import limit
from kanhe.report.diff.model import Change, Section
from kanhe.rules.model import Text
from tests.report.diff.builds import build, call, flow


def test_a_view_leaves_out_what_rules_leave_out() -> None:
    opened = "Landroid/os/Environment;->getExternalStorageDirectory()Ljava/io/File;"
    side = build(call(), call("camera", api=opened), flow(), flow(implicit=True, sink_offset=9))
    assert [row["api"] for row in side.view("reads")] == [call().api]
    assert [row["sink_offset"] for row in side.view("sent")] == [4]


def test_blind_by_table() -> None:
    side = build(
        limit("a", "packed", "x", "y"), limit("a", "unfinished-run", "x", "y"), limit("a", "native-code", "x", "y")
    )
    assert side.blind["calls"] == ("packed",)
    assert side.blind["phases"] == ("packed", "unfinished-run")
    assert "permissions" not in side.blind


def test_a_section_counts_by_kind() -> None:
    changes = tuple(Change(kind, ("x",), Text("x", "x")) for kind in ("new", "new", "gone"))
    section = Section("hosts", changes)
    assert [section.count(kind) for kind in ("new", "gone", "changed")] == [2, 1, 0]
