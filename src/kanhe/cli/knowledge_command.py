"""``kanhe knowledge``: look up what Kanhe knows of SDKs, items, permissions and app types."""

from __future__ import annotations

import os
import sys

import click

from kanhe.cli.language import detect, say

_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))


@click.group("knowledge", help=say("查询 SDK、个人信息项与权限知识", "Look up SDKs, items and permissions"))
def command() -> None:
    pass


@command.command("sdks", help=say("按名称、厂商或包名查找 SDK", "Find SDKs by name, vendor or package"))
@click.argument("text", required=False, default="")
@_LANG
def find_sdks(text: str) -> int:
    from kanhe.knowledge.sdks import sdks

    lang = detect(sys.argv[1:], os.environ)
    wanted = text.lower()
    for sdk in sdks().values():
        words = (sdk.id, sdk.name, sdk.name_zh or "", sdk.vendor or "", *sdk.aliases, *sdk.packages)
        if any(wanted in word.lower() for word in words):
            click.echo(
                f"{sdk.id:30} {sdk.kind:8} {sdk.display(lang)}  {sdk.vendor or ''}  {' '.join(sdk.packages[:2])}"
            )
    return 0


@command.command("items", help=say("列出个人信息项", "List the items of personal information"))
@_LANG
def list_items() -> int:
    from kanhe.knowledge.items import items

    lang = detect(sys.argv[1:], os.environ)
    for item in items().values():
        click.echo(f"{item.id:32} {item.category}  {item.name(lang)}")
    return 0


@command.command("permissions", help=say("列出权限", "List the permissions"))
@_LANG
def list_permissions() -> int:
    from kanhe.knowledge.permissions import permissions

    zh = detect(sys.argv[1:], os.environ) == "zh"
    for known in permissions().values():
        click.echo(f"{known.name:60} {known.protection:10} {known.zh if zh else known.en}")
    return 0


@command.command("app-types", help=say("列出 39 类常见应用", "List the 39 app types"))
@_LANG
def list_app_types() -> int:
    from kanhe.knowledge.app_types import app_types

    zh = detect(sys.argv[1:], os.environ) == "zh"
    for kind in app_types().values():
        click.echo(f"{kind.id:26} {kind.zh if zh else kind.en}")
    return 0
