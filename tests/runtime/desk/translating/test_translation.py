"""Reports of the translator."""

from __future__ import annotations

from pathlib import Path

from kanhe.runtime.desk.translating.translation import Translation, Untranslated, read_report


def test_a_report_is_read(tmp_path: Path) -> None:
    report = tmp_path / "report.tsv"
    report.write_text(
        "absent\tandroid/view/View.newer()V\nclasses\t7\ndamaged\tclasses2.dex\tit is damaged\n"
        "failed\tLa/B;->m()V\tan opcode is not known\nmethods\t30\nmissing\tcom/huawei/A\n"
        "refused\tjava/A\tits package belongs to the platform\nshadowed\torg/json/JSONObject\n"
    )
    jar = tmp_path / "app.jar"
    assert read_report(report, jar, 1.5) == Translation(
        jar,
        7,
        30,
        1.5,
        (
            Untranslated("damaged", "classes2.dex", "it is damaged"),
            Untranslated("failed", "La/B;->m()V", "an opcode is not known"),
            Untranslated("refused", "java/A", "its package belongs to the platform"),
        ),
        ("com/huawei/A",),
        ("android/view/View.newer()V",),
        ("org/json/JSONObject",),
    )
