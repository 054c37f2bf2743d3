import io

import pytest
from rich.console import Console

from kanhe.evidence import HostRow
from kanhe.evidence.limits import limit
from kanhe.report.diff.compare import compare
from kanhe.report.diff.terminal import print_terminal
from tests.report.diff.builds import build, call, finding


def shown(old, new, lang: str = "en") -> str:
    out = io.StringIO()
    print_terminal(compare(old, new), Console(file=out, width=160, no_color=True), lang)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "en", "zh"),
    [
        (build(), build(app="b"), "No full inspection needed", "无需完整检测"),
        (build(), build(call(), app="b"), "Full inspection needed", "需要完整检测"),
        (
            build(limit("a", "packed", "x", "y")),
            build(limit("a", "packed", "x", "y"), app="b"),
            "Cannot be told",
            "不能确定",
        ),
    ],
    ids=["no", "yes", "unknown"],
)
def test_the_answer_comes_first(old, new, en: str, zh: str) -> None:
    assert shown(old, new).splitlines()[0].startswith(f" {en} ")
    assert shown(old, new, "zh").splitlines()[0].startswith(f" {zh} ")


def test_the_same_file_is_one_sentence() -> None:
    assert shown(build(), build()).splitlines()[1:] == [
        "Both are the same file (equal SHA-256); there is nothing to compare."
    ]


def test_long_lists_are_folded_and_equal_lines_counted() -> None:
    hosts = [HostRow("a", f"h{n}.example.cn", "code", "c", "https") for n in range(50)]
    twice = [finding(str(n)) for n in range(2)]
    text = shown(build(), build(*hosts, app="b", findings=twice))
    assert text.count("example.cn") == 6
    assert "44 more" in text
    assert text.count("title ×2") == 1
    assert len(text.splitlines()) < 25


def test_what_has_little_weight_is_a_count() -> None:
    weak = [call("device-model-params", "jpush"), call("device-model-params"), call("mac-address", level="present")]
    text = shown(build(call("device-model-params")), build(*weak, app="b"))
    assert "Of little weight: Version and signature" not in text
    assert "Personal information read 2" in text


def test_missing_policies_and_what_was_not_seen_are_told() -> None:
    cut = limit("a", "unfinished-run", "phases", "x")
    text = shown(build(cut, call("mac-address")), build(call(), cut, app="b"))
    assert "Privacy policies were not compared" in text
    assert "Not seen in the new build: Not all code could be run" in text
    assert text.count("“gone” may only be unseen") == 1
    assert text.count("“new” may only be newly seen") == 1
    assert text.count("(Personal information read)") == 2  # the only section where something came and went


def test_nothing_from_a_package_steers_the_terminal() -> None:
    text = shown(build(), build(HostRow("a", "x\x1b[31m\u202e.cn", "code", "c"), app="b", label="\x1b[2Jx"))
    assert "\x1b" not in text
    assert "\u202e" not in text
