"""The 复测报告: the sample, what was found before, what the re-test found, and what a re-test has to cover."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger.apps import versions
from kanhe.ledger.cases import Retested, retests
from kanhe.ledger.exporting.official_text import OfficialText, Sheet, printed, regulator_name
from kanhe.ledger.exporting.records import last_event, missing, sample
from kanhe.ledger.inspections import inspection_findings, last_inspection

_VERDICTS = {"pass": "通过", "fail": "不通过", "incomplete": "证据不完整，未能完成"}


def retest_text(connection: Connection, retest: str, signed: str | None = None) -> OfficialText:
    """Raises :class:`Refused` for a re-test that is not there."""
    row: Any = connection.execute(sa.select(retests).where(retests.c.id == retest)).first()
    found = last_event(connection, Retested, id=retest)
    if row is None or found is None:
        raise missing("复测", "re-test", retest)
    about, source = sample(connection, row.case_id), found[1]
    signer = connection.execute(sa.select(versions.c.signer).where(versions.c.sha256 == row.sha256)).scalar()
    facts = (
        ("应用名称", about.name), ("包名", about.package_id), ("开发者", about.developer), ("原检测版本", about.version),
        ("复测版本", row.version_name), ("样品来源", about.source), ("安装包 SHA-256", printed(row.sha256)),
        ("签名证书", printed(signer)), ("备案号", printed(about.filing_number)), ("检测报告", row.report),
    )  # fmt: skip
    problems = tuple(
        (str(at), label, printed(detail), "已整改" if row.passed else "见检测报告")
        for at, (label, detail) in enumerate(about.problems, 1)
    )
    tables = [
        Sheet("一、样品", ("项目", "内容"), facts),
        Sheet("二、原有问题与复测结果", ("序号", "问题", "具体情况", "复测结果"), problems),
    ]
    tables += _inspected(connection, row.sha256)
    verdict = "原有问题均已整改，复测通过。" if row.passed else "未按要求完成整改，复测未通过；各问题的现状见检测报告。"
    return OfficialText(
        "复测报告",
        (
            f"对“{about.name}”{row.version_name}版本进行复测，情况如下：",
            f"结论：{verdict}",
            "复测采用与原检测相同的检测项和设备，并应在其他地域、其他时间和其他应用商店重复，以排除技术对抗；"
            f"覆盖情况与逐项证据见检测报告（{row.report}）。本结论仅对上述安装包有效。",
        ),
        signed or regulator_name(about.regulator), source.day, f"复测 {retest}，案件 {row.case_id}；{source.reference}",
        f"（{retest}）", tables=tuple(tables),
    )  # fmt: skip


def _inspected(connection: Connection, sha256: str | None) -> list[Sheet]:
    """What the last inspection of this very package says."""
    last = last_inspection(connection, sha256) if sha256 else None
    if last is None:
        return []
    f = inspection_findings.c
    rows = connection.execute(
        sa.select(f.severity, f.label, f.zh).where(f.inspection_id == last.id).order_by(f.severity, f.fingerprint)
    ).all()
    caption = f"三、该安装包的检测（{last.id}，{last.ruleset}）：{_VERDICTS[last.verdict]}"
    shown = tuple((str(at), printed(r.label), r.zh) for at, r in enumerate(rows, 1)) or (("—", "—", "未发现违规"),)
    return [Sheet(caption, ("序号", "问题", "具体情况"), shown)]
