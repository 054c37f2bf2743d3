"""The command line: ``kanhe`` and its commands, one file each, imported only when called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from kanhe.cli.language import say

USAGE_ERROR = 3
INTERNAL_ERROR = 70

_COMMANDS: dict[str, tuple[str, str]] = {
    "inspect": ("检测一个应用安装包", "Inspect an app package"),
    "diff": ("比较两个版本，判断更新是否需要完整检测", "Compare two builds: does the update need a full inspection?"),
    "policy-check": ("单独检查隐私政策文本", "Check a privacy policy by itself"),
    "run": ("运行一个应用并记录它做了什么", "Run an app and record what it does"),
    "trace": ("检查一次运行的记录（kanhe-trace/1）", "Check the trace of a run (kanhe-trace/1)"),
    "lists": (
        "生成个人信息双清单，或与现有清单比对",
        "Write the two lists of personal information, or check existing ones",
    ),
    "ledger": ("台账：案件、通报、计数、措施", "The ledger: cases, notices, strikes, measures"),
    "gate": ("上架闸口：判定、凭证、密钥", "The gate: decisions, clearances, keys"),
    "serve": ("运行服务器与控制台", "Run the server and its console"),
    "accounts": ("服务器账户：谁可以登录", "Accounts of the server: who may sign in"),
    "rules": ("列出、显示、检查规则", "List, show and lint the rules"),
    "knowledge": ("查询 SDK、个人信息项与权限知识", "Look up SDKs, items and permissions"),
    "schema": ("输出证据表与报告的格式", "Print the schema of evidence and report"),
    "version": ("显示版本", "Show the version"),
}


class LazyGroup(click.Group):
    """A group whose commands are modules, so that ``--help`` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"kanhe.cli.{name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*texts)) for name, texts in _COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=say(
        "勘合：发布前检测移动应用的个人信息合规性，判定此版本可否上架，并保留记录。\n\n"
        "示例：kanhe inspect app.apk --html report.html",
        "Kanhe inspects a mobile app for personal-information compliance before release and decides whether this very "
        "build may be listed.\n\nExample: kanhe inspect app.apk --html report.html",
    ),
)
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def group() -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point.  Exit codes: see ``kanhe inspect --help``."""
    try:
        code = group.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        click.echo(say("用法错误：", "Usage error: ") + error.format_message(), err=True)
        click.echo(say("查看用法：kanhe --help", "See kanhe --help"), err=True)
        sys.exit(USAGE_ERROR)
    sys.exit(code if isinstance(code, int) else 0)
