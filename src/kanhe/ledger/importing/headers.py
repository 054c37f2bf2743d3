"""The columns of a notice's table, by the many names that regulators give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from kanhe.ledger.importing.numerals import fold

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("序号", "编号", "no", "no."),
    "name": (
        "应用名称", "app名称", "sdk名称", "应用名", "名称", "软件名称", "产品名称", "应用软件名称", "小程序名称",
        "app/sdk名称", "app(sdk)名称",
        "应用(sdk)名称", "应用/sdk名称", "移动应用名称",
    ),
    "developer": (
        "应用开发者", "开发者", "开发者名称", "开发运营者", "运营者名称", "运营者", "应用主办者", "主办者", "主办者名称",
        "企业名称", "开发企业",
        "运营企业", "单位名称",
        "主办单位", "公司名称", "sdk开发者", "app开发者", "app运营者", "应用运营者", "所属企业",
        "开发运营单位",
    ),
    "source": ("应用来源", "样品来源", "来源", "应用商店", "下载来源", "app来源",
        "样本来源", "应用平台", "分发平台"),
    "version": ("应用版本", "版本号", "下架版本", "版本", "app版本", "sdk版本", "应用版本号", "检测版本", "样品版本"),
    "problems": (
        "所涉问题", "问题项", "问题", "存在问题", "存在的问题", "涉及问题", "违规问题", "主要问题", "问题类型",
        "违规行为", "问题描述", "问题清单",
    ),
    "filing": ("备案编号", "备案号", "app备案号", "app备案编号", "应用备案号", "icp备案号", "备案/许可证号"),
    "region": ("属地", "所属地区", "地区", "省份", "所在地", "属地省份"),
    "kind": ("类型", "类别", "产品类型"),
}  # fmt: skip
"""Column → headers, folded and without spaces."""
_COLUMN = {alias: column for column, aliases in ALIASES.items() for alias in aliases}
_LIKELY = (
    ("problems", "问题|违规行为"), ("filing", "备案"), ("version", "版本"), ("source", "来源|商店|平台名称"),
    ("developer", "开发者|运营者|主办者|企业|开发商|公司|主办单位"),
    ("name", "名称"), ("region", "属地|省份"), ("number", "序号"),
)  # fmt: skip
LONGEST_HEADER = 16
MAX_TEXT = 80
"""Characters of a cell that may be a header, spaces and line breaks included."""


def column(text: str) -> str | None:
    """The column that a header names."""
    return _column_of(text) if len(text) <= MAX_TEXT else None


@lru_cache(4096)
def _column_of(text: str) -> str | None:
    plain = _plain(text)
    if plain in _COLUMN:
        return _COLUMN[plain]
    if len(plain) > LONGEST_HEADER:
        return None
    return next((name for name, pattern in _LIKELY if re.search(pattern, plain)), None)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", fold(text)).lower()


def columns(row: Sequence[str]) -> tuple[str | None, ...] | None:
    """The columns of a row of headers; None for a row that is none: it names the app and one thing more."""
    found = tuple(column(cell) for cell in row)
    known = {c for c in found if c is not None}
    if "name" not in known or not known & {"developer", "source", "version", "problems"}:
        return None
    return found if any(_plain(cell) in _COLUMN for cell in row if len(cell) <= MAX_TEXT) else None


def lists_sdks(row: Sequence[str]) -> bool:
    """The headers speak of SDKs and of no apps."""
    plain = fold(" ".join(row)).lower()
    return "sdk" in plain and "app" not in plain and "应用名" not in plain
