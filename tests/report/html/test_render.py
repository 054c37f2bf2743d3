import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kanhe.declared.given import GivenDocument
from kanhe.evidence import Evidence
from kanhe.inspection import check_documents, inspect
from kanhe.report.html import render_html
from tests.report.test_document import EXAMPLE
from tests.rules.test_views import POLICY, call, lists, says
from tests.specimens.truth import APK


def test_one_file_without_outside_requests() -> None:
    page = render_html(inspect(EXAMPLE), "zh")
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert 'data-lang="zh"' in page
    assert 'data-lang="en"' in render_html(inspect(EXAMPLE), "en")
    for part in ("极光推送", "cn.jiguang.api.utils.DeviceReport.run", "getDeviceId", "JPush", "3.3.4"):
        assert part in page


def test_the_ladder_goes_from_trigger_to_sink_with_code_at_each_step() -> None:
    page = render_html(inspect(APK / "clipboard-sent-violates.apk"), "zh")
    ladder = page[page.index('<ol class="steps">') : page.index("</ol>", page.index('<ol class="steps">'))]
    kinds = re.findall(r'<li class="(\w+)', ladder)
    assert kinds == ["trigger", "step", "step", "step", "read", "carry", "sink"]
    assert ladder.count('<details class="code"') == 4  # every step and carry
    assert ladder.count('class="hit"') == 4
    assert "经 setOnClickListener 交给系统" in ladder
    assert "handed to the platform by setOnClickListener" in ladder
    assert "改这里" in page
    assert "用户点击“同意”之后" in page


@pytest.mark.parametrize("name", ["format-packed", "backup-allowed-complies", "signature-not-verified-violates"])
def test_other_verdicts_render(name: str) -> None:
    assert "</html>" in render_html(inspect(APK / f"{name}.apk"), "en")


def test_hostile_text_stays_text() -> None:
    inspection = inspect(EXAMPLE)
    rows = inspection.evidence["package"]
    evil = "<script>alert(1)</script>\u202e"
    changed = rows.set_column(rows.schema.get_field_index("label"), rows.schema.field("label"), [[evil]])
    page = render_html(replace(inspection, evidence=inspection.evidence.replace(package=changed)), "en")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
def test_a_browser_shows_it(tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    page.write_text(render_html(inspect(EXAMPLE), "zh"), "utf-8")
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "需要整改" in done.stdout
    assert "Refused to" not in done.stderr


def told(*facts: object) -> str:
    inspection = inspect(EXAMPLE)
    more = Evidence.of([replace(f, app=inspection.judgement.app) for f in (POLICY, *facts)])
    return render_html(replace(inspection, evidence=Evidence.merge(inspection.evidence, more)), "zh")


def test_each_seal_opens_to_its_pair() -> None:
    page = told(lists("jcore", "imei"), says("contacts", verb="not-collect"), call("contacts"))
    seals = re.findall(r'<td class="[^"]*full" data-state="([a-z-]+)"><a href="#(c\d+)">', page)
    assert {"declared-and-found", "denied-but-found"} <= {state for state, _ in seals}
    for _, pair in seals:
        assert page.count(f'<details class="pair" id="{pair}">') == 1
    assert "否认却做了" in page
    assert page.count('<div class="sheet ') == len(seals)


def test_the_sentence_stands_on_the_left_with_its_words_marked() -> None:
    page = told(says("contacts", sentence="我们读取<b>通讯录</b>以邀请好友", written="通讯录", heading="一、收集"))
    assert "我们读取&lt;b&gt;<mark>通讯录</mark>&lt;/b&gt;以邀请好友" in page
    assert '<span class="heading">一、收集</span>' in page


def test_a_long_sentence_is_shown_around_the_words() -> None:
    page = told(says("contacts", sentence="甲" * 900 + "通讯录" + "乙" * 900, written="通讯录"))
    assert "<mark>通讯录</mark>乙" in page
    assert "甲" * 500 not in page


def test_without_a_policy_nothing_is_called_undeclared() -> None:
    page = render_html(inspect(EXAMPLE), "zh")
    assert "不代表“未声明”" in page
    assert 'data-state="found-not-declared"' not in page


def test_documents_alone_have_no_code_to_show(tmp_path: Path) -> None:
    policy = tmp_path / "policy.md"
    policy.write_text("# 隐私政策\n\n## 一、收集\n\n我们会收集您的通讯录，用于邀请好友。\n" * 12, "utf-8")
    page = render_html(check_documents((GivenDocument("policy", policy),)), "zh")
    assert "没有检查安装包" in page
    assert 'id="reads"' not in page
    assert "None" not in page[page.index("<main>") : page.index('id="findings"')]


def test_on_a_phone_the_heads_give_way_to_a_name_under_each_seal() -> None:
    page = told(call("contacts"))
    narrow = page[page.index("@media (max-width:720px)") :]
    assert re.search(r"\.matrix thead[^{}]*\{display:none\}", narrow)
    assert re.search(r"\.nm\{display:block", narrow)
    assert '<span class="nm"><span lang="zh">通讯录</span>' in page
