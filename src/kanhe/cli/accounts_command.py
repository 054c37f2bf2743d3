"""``kanhe accounts``: who may sign in to the server, from the machine it runs on."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.language import say
from kanhe.cli.serving import by_terminal, open_accounts, place

if TYPE_CHECKING:
    from kanhe.server.accounts.account import Account
    from kanhe.server.accounts.accounts import Accounts

ROLES = ("developer", "store", "inspector", "supervisor", "auditor", "admin")


@click.group("accounts", help=say("服务器账户：谁可以登录", "Accounts of the server: who may sign in"))
def command() -> None:
    pass


@command.command("add", help=say("新增账户，得到设定密码的链接", "Add an account; gives the link to choose a password"))
@click.argument("email")
@click.option("--name", required=True, help=say("姓名", "Name"))
@click.option("--role", required=True, type=click.Choice(ROLES), help=say("角色", "Role"))
@click.option("--enterprise", metavar="ID", help=say("开发者所属企业", "Enterprise of a developer"))
@click.option("--store", metavar="ID", help=say("商店编号", "Store of a store's account"))
@click.option("--password-stdin", is_flag=True, help=say("从标准输入读取密码", "Read the password from standard input"))
@place
def add(
    folder: Path, database_url: str, email: str, name: str, role: str, enterprise: str | None, store: str | None,
    password_stdin: bool,
) -> int:  # fmt: skip
    from typing import cast

    from kanhe.server.accounts.account import Standing
    from kanhe.server.accounts.passwords import check_password
    from kanhe.server.identity import Role

    accounts = open_accounts(folder, database_url)
    password = _from_input() if password_stdin else None
    if password is not None:
        check_password(password, name, email)
    added = accounts.add(email, Standing(name, cast(Role, role), enterprise, store), by_terminal())
    if password is not None:
        accounts.accept(added.invitation, password, "terminal")
        click.echo(added.account.id)
        return 0
    click.echo(added.account.id)
    click.echo(f"/invitation/{added.invitation}")
    click.echo(
        say("在服务器地址后打开上述路径以设定密码，三天内有效", "Open this path on the server to choose a password; good for 3 days"),
        err=True,
    )  # fmt: skip
    return 0


@command.command("list", help=say("列出账户", "List the accounts"))
@place
def list_all(folder: Path, database_url: str) -> int:
    found = open_accounts(folder, database_url).listed()
    for a in found:
        s = a.standing
        state = say("已停用", "disabled") if a.disabled_at else say("有效", "in use")
        click.echo("  ".join((a.id, a.email, s.name, s.role, s.enterprise or s.store or "-", state)))
    if not found:
        click.echo(say("（无）", "(none)"))
    return 0


@command.command("password", help=say("设定密码", "Set a password"))
@click.argument("account", metavar="ID|EMAIL")
@click.option("--password-stdin", is_flag=True, help=say("从标准输入读取密码", "Read the password from standard input"))
@place
def password(folder: Path, database_url: str, account: str, password_stdin: bool) -> int:
    accounts = open_accounts(folder, database_url)
    there = _account(accounts, account)
    if password_stdin:
        chosen = _from_input()
    else:
        prompt = say("新密码", "New password")
        again = say("再次输入", "Once more")
        chosen = click.prompt(prompt, hide_input=True, confirmation_prompt=again)
    accounts.set_password(there.id, chosen, by_terminal())
    click.echo(say("密码已设定，其登录均已失效", "The password is set; its sessions have ended"), err=True)
    return 0


@command.command("disable", help=say("停用账户", "Disable an account"))
@click.argument("account", metavar="ID|EMAIL")
@place
def disable(folder: Path, database_url: str, account: str) -> int:
    accounts = open_accounts(folder, database_url)
    accounts.disable(_account(accounts, account).id, by_terminal())
    click.echo(say("已停用", "disabled"), err=True)
    return 0


@command.command("enable", help=say("恢复账户", "Enable an account again"))
@click.argument("account", metavar="ID|EMAIL")
@place
def enable(folder: Path, database_url: str, account: str) -> int:
    accounts = open_accounts(folder, database_url)
    accounts.enable(_account(accounts, account).id, by_terminal())
    click.echo(say("已恢复", "enabled"), err=True)
    return 0


@command.command("token", help=say("签发接口令牌，只显示一次", "Issue an API token, shown once"))
@click.argument("account", metavar="ID|EMAIL")
@click.option("--name", required=True, help=say("用途", "What it is for"))
@click.option("--scope", multiple=True, type=click.Choice(["read", "write"]), default=("read",), show_default=True)
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True)
@place
def token(folder: Path, database_url: str, account: str, name: str, scope: tuple[str, ...], days: int) -> int:
    accounts = open_accounts(folder, database_url)
    there = _account(accounts, account)
    issued = accounts.issue_token(there.id, name, scope, days, by_terminal())  # type: ignore[arg-type]
    click.echo(issued.secret)
    return 0


@command.command("revoke", help=say("撤销令牌", "Revoke a token"))
@click.argument("token", metavar="ID")
@place
def revoke(folder: Path, database_url: str, token: str) -> int:
    open_accounts(folder, database_url).revoke_token(token, by_terminal())
    click.echo(say("已撤销", "revoked"), err=True)
    return 0


@command.command("tokens", help=say("列出令牌", "List the tokens"))
@place
def tokens(folder: Path, database_url: str) -> int:
    at = dt.datetime.now(dt.UTC)
    for t in open_accounts(folder, database_url).tokens():
        state = say("有效至", "until") + f" {t.expires_at:%Y-%m-%d}" if t.holds(at) else say("已失效", "ended")
        click.echo("  ".join((t.id, t.prefix + "…", t.account, t.name, " ".join(sorted(t.scopes)), state)))
    return 0


def _account(accounts: Accounts, wanted: str) -> Account:
    """By id or e-mail address.  Raises :class:`~kanhe.ledger.event.Refused`."""
    for a in accounts.listed():
        if wanted.lower() in (a.id, a.email):
            return a
    return accounts.found(wanted)


def _from_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")
