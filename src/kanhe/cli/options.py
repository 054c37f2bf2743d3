"""Options that several commands have, each worded once; ``@options("json", "html")`` gives a command those it names."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kanhe.cli.days import DAY, DAY_FORMAT
from kanhe.cli.language import detect, say

EFFORTS = {"quick": 0, "normal": 1, "thorough": 6}
"""How much of the app's code is run abstractly, in budgets."""

_OPTIONS: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "json": click.option(
        "--json",
        "json_",
        metavar="FILE",
        help=say("写出 JSON，- 为标准输出", "Write JSON; - is standard output"),
    ),
    "html": click.option(
        "--html",
        metavar="FILE",
        help=say("写出单文件 HTML 报告，- 为标准输出", "Write the HTML report, one file; - is standard output"),
    ),
    "evidence": click.option(
        "--evidence",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help=say("把证据表写入文件夹（Parquet）", "Write the evidence tables into a folder (Parquet)"),
    ),
    "lang": click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=lambda: detect(sys.argv[1:], os.environ),
        help=say("报告语言，默认取自环境", "Language of the reports; default from the environment"),
    ),
    "app_type": click.option(
        "--app-type",
        metavar="ID",
        callback=lambda context, parameter, value: _app_type(value),
        help=say(
            "39 类常见应用之一，如 map-navigation（见 kanhe knowledge app-types）",
            "One of the 39 app types, e.g. map-navigation (see kanhe knowledge app-types)",
        ),
    ),
    "date": click.option(
        "--date",
        metavar=DAY_FORMAT,
        type=DAY,
        default=lambda: dt.date.today().isoformat(),
        help=say("按该日有效的规则判定，默认今天", "Judge by the rules in force on this day; default today"),
    ),
    "effort": click.option(
        "--effort",
        type=click.Choice(list(EFFORTS)),
        default="normal",
        show_default=True,
        callback=lambda context, parameter, value: EFFORTS[value],
        help=say(
            "运行分析的深度：quick 不运行代码（时机与流向未知，约 1 秒），normal 至多约 15 秒，thorough 至多约 2 分钟",
            "How far the code is run: quick not at all (when reads happen and where data goes stay unknown; about 1 s), "
            "normal up to about 15 s, thorough up to about 2 min",
        ),
    ),
    "quiet": click.option(
        "--quiet", "-q", is_flag=True, help=say("不输出终端报告与进度", "No terminal report and no progress")
    ),
}


def options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of these names, in this order.  ``date`` comes as a day, ``effort`` as a number of
    budgets, ``lang`` never empty."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return decorate


def _app_type(text: str | None) -> str | None:
    from kanhe.knowledge.app_types import app_types

    if text is not None and text not in app_types():
        raise click.BadParameter(
            say(
                f"没有应用类型 {text}，见 kanhe knowledge app-types",
                f"there is no app type {text}; see kanhe knowledge app-types",
            ),
            param_hint="--app-type",
        )
    return text
