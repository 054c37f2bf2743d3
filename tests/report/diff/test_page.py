import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kanhe.evidence import HostRow
from kanhe.evidence.limits import limit
from kanhe.report.diff.compare import compare
from kanhe.report.diff.page import proofs, render_html
from tests.report.diff.builds import build, call, declared, finding, policy

OLD = build(policy("1"), declared(purpose="登录", sentence="为登录收集IMEI。"), findings=[finding("1")])
NEW = build(
    policy("2", characters=5), declared(purpose="广告", sentence="为广告收集IMEI。"), call(path=("La;->x()V", "La;->y()V")),
    limit("a", "unfinished-run", "phases", "x"), app="b", version_code=2,
)  # fmt: skip


def test_one_file_without_outside_requests() -> None:
    page = render_html(compare(OLD, NEW), "zh")
    assert page.startswith("<!doctype html>")
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert 'data-lang="zh"' in page
    assert 'data-lang="en"' in render_html(compare(OLD, NEW), "en")


def test_quotes_and_paths_stand_beside_each_other() -> None:
    page = render_html(compare(OLD, NEW))
    before, after = page.index("<blockquote>为登录收集IMEI。"), page.index("<blockquote>为广告收集IMEI。")
    assert before < after
    assert '<li title="La;-&gt;y()V">a.y</li>' in page


def test_the_rule_stands_in_full_and_marks_what_is_met() -> None:
    page = render_html(compare(OLD, NEW))
    rule = page[page.index('<ol class="rule">') :]
    assert rule.count("<li") == 13
    assert rule.count('class="met"') == 3  # item, limit, policy


def test_every_answer_renders() -> None:
    for old, new in ((OLD, OLD), (build(), build(app="b")), (NEW, OLD)):
        assert "</html>" in render_html(compare(old, new), "en")


def test_hostile_text_stays_text() -> None:
    evil = "<script>alert(1)</script>\u202e"
    page = render_html(
        compare(OLD, build(HostRow("a", evil, "code", evil), policy(name=evil, title=evil), app="b", label=evil))
    )
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page


def test_many_changes_are_folded() -> None:
    hosts = [HostRow("a", f"h{n}.example.cn", "code", "c") for n in range(1000)]
    page = render_html(compare(build(), build(*hosts, app="b")))
    assert len(page) < 1_500_000
    assert "+600 (JSON)" in page


def test_no_proof_no_box() -> None:
    assert proofs({"before": None, "after": {"host": "x"}}) == []


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
def test_a_browser_shows_it(tmp_path: Path) -> None:
    page = tmp_path / "d.html"
    page.write_text(render_html(compare(OLD, NEW), "zh"), "utf-8")
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "需要完整检测" in done.stdout
