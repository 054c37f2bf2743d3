"""``kanhe rules``: list, show and lint the rules."""

from __future__ import annotations

import os
import sys

import click

from kanhe.cli.language import detect, say


@click.group("rules", help=say("列出、显示、检查规则", "List, show and lint the rules"))
def command() -> None:
    pass


@command.command("list", help=say("列出全部规则", "List all rules"))
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def list_rules() -> int:
    from kanhe.rules.rule import catalogue

    lang = detect(sys.argv[1:], os.environ)
    for rule in catalogue().values():
        click.echo(f"{rule.id:38} {rule.severity:9} {rule.effect:10} {rule.title.in_language(lang)}")
    return 0


@command.command("show", help=say("显示一条规则", "Show one rule"))
@click.argument("rule_id", metavar="ID")
@click.option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help=say("语言", "Language"))
def show(rule_id: str) -> int:
    from kanhe.rules.pages import page
    from kanhe.rules.rule import catalogue

    rule = catalogue().get(rule_id)
    if rule is None:
        raise click.BadParameter(
            say(f"没有规则 {rule_id}，见 kanhe rules list", f"there is no rule {rule_id}; see kanhe rules list")
        )
    click.echo(page(rule, detect(sys.argv[1:], os.environ)))
    return 0


@command.command("lint", help=say("检查全部规则文件", "Lint all rule files"))
def lint_rules() -> int:
    from kanhe.rules.lint import lint

    problems = lint()
    for problem in problems:
        click.echo(f"{problem.rule}: {problem.check}: {problem.message}")
    click.echo(say(f"{len(problems)} 个问题", f"{len(problems)} problems"))
    return 1 if problems else 0
