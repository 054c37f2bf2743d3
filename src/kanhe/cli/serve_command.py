"""``kanhe serve``: the server and its console."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.language import say
from kanhe.cli.serving import place

if TYPE_CHECKING:
    from kanhe.server.demo.filling import Login
    from kanhe.server.settings import Oidc, Settings

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    "serve",
    help=say(
        """运行服务器与控制台。缺省只在本机 127.0.0.1:8080 监听，数据放在 kanhe-server 文件夹；首次启动会给出管理员设定密码的链接。

        \b
        退出码：0 正常结束  3 用法错误  4 不能这样运行  11 密钥或地址有误""",
        """Run the server and its console.  By default it listens on 127.0.0.1:8080 of this machine only and keeps its data in the
        folder kanhe-server; at its first start it gives a link by which the admin chooses a password.

        \b
        Exit codes: 0 ended  3 usage error  4 may not be run so  11 key or address cannot be used""",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=say("监听的地址", "Address to listen on"))
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help=say("端口", "Port"))
@click.option(
    "--public-url",
    metavar="URL",
    envvar="KANHE_PUBLIC_URL",
    help=say(
        "人们访问的地址，如 https://kanhe.example", "Address at which people reach it, e.g. https://kanhe.example"
    ),
)
@click.option(
    "--evidence-url",
    default="",
    envvar="KANHE_EVIDENCE_URL",
    metavar="URL",
    help=say(
        "安装包与证据的存储：file:///… 或 s3://桶/前缀；缺省在文件夹内",
        "Where packages and evidence lie: file:///… or s3://bucket/prefix; default: in the folder",
    ),
)
@click.option(
    "--engine",
    default="",
    metavar="tcp://HOST:PORT",
    help=say("Dask 调度器；缺省用本机的工作进程", "Scheduler of a Dask cluster; default: workers of this machine"),
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help=say("本机工作进程数", "Workers of this machine"),
)
@click.option(
    "--worker-seconds",
    default=600.0,
    show_default=True,
    type=click.FloatRange(10, 86400),
    help=say("一次检测的时间上限（秒）", "Seconds an inspection may take"),
)
@click.option(
    "--worker-megabytes",
    default=4096,
    show_default=True,
    type=click.IntRange(512, 1 << 20),
    help=say("一次检测的内存上限（MB）", "Megabytes an inspection may take"),
)
@click.option(
    "--upload-megabytes",
    default=2048,
    show_default=True,
    type=click.IntRange(1, 1 << 16),
    help=say("安装包大小上限（MB）", "Megabytes a package may have"),
)
@click.option(
    "--tls-certificate",
    type=FILE,
    metavar="PEM",
    help=say("https 证书（含中间证书）", "Certificate for https, with its chain"),
)
@click.option("--tls-key", type=FILE, metavar="PEM", help=say("https 私钥", "Its private key"))
@click.option(
    "--trusted-proxy",
    multiple=True,
    metavar="ADDRESS",
    help=say(
        "采信其转发客户端地址的代理，可多次给出",
        "Proxy whose word on the client's address is taken; may be given again",
    ),
)
@click.option(
    "--oidc-issuer",
    metavar="URL",
    envvar="KANHE_OIDC_ISSUER",
    help=say(
        "统一身份提供方；密钥由环境变量 KANHE_OIDC_CLIENT_SECRET 给出",
        "Identity provider; its secret comes in KANHE_OIDC_CLIENT_SECRET",
    ),
)
@click.option(
    "--oidc-client-id",
    metavar="ID",
    envvar="KANHE_OIDC_CLIENT_ID",
    help=say("在该提供方的客户端编号", "Id of this client there"),
)
@click.option(
    "--insecure", is_flag=True, help=say("允许以 http 向其他机器提供服务", "Serve other machines over plain http")
)
@click.option(
    "--demo",
    is_flag=True,
    help=say(
        "在空台账中填入示例年度，并给出六个账号", "Fill an empty ledger with an example year, and give six accounts"
    ),
)
@place
def command(
    folder: Path, database_url: str, host: str, port: int, public_url: str | None, evidence_url: str, engine: str,
    workers: int, worker_seconds: float, worker_megabytes: int, upload_megabytes: int, tls_certificate: Path | None,
    tls_key: Path | None, trusted_proxy: tuple[str, ...], oidc_issuer: str | None, oidc_client_id: str | None,
    insecure: bool, demo: bool,
) -> int:  # fmt: skip
    from kanhe.server import running
    from kanhe.server.console import assets
    from kanhe.server.settings import Settings
    from kanhe.server.start import open_services

    if (tls_certificate is None) != (tls_key is None):
        raise click.UsageError(
            say("--tls-certificate 与 --tls-key 须同时给出", "--tls-certificate and --tls-key come together")
        )
    address = running.Address(host, port, tls_certificate, tls_key)
    running.check(address, public_url or address.url, insecure)
    listening = running.bound(address)
    address = running.Address(host, listening.getsockname()[1], tls_certificate, tls_key)
    settings = Settings(
        folder=folder, database_url=database_url, evidence_url=evidence_url, engine=engine, workers=workers,
        worker_seconds=worker_seconds, worker_megabytes=worker_megabytes, upload_megabytes=upload_megabytes,
        public_url=(public_url or address.url).rstrip("/"), oidc=_oidc(oidc_issuer, oidc_client_id), demo=demo,
        trusted_proxies=trusted_proxy,
    )  # fmt: skip
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logins = _demo(settings) if demo else ()
    services = open_services(settings)
    link = running.first_link(services.accounts, settings.public_url)
    click.echo(say(f"勘合：{settings.public_url}", f"Kanhe is at {settings.public_url}"))
    if link is not None:
        click.echo(
            say(f"首次使用：打开链接，为管理员（{running.FIRST}）设定密码：{link}", f"First use: open this link and choose the password of the admin ({running.FIRST}): {link}")
        )  # fmt: skip
    for login in logins:
        click.echo(f"  {login.role:<10}  {login.email:<24}  {login.password}  {login.name}")
    if not assets.complete():
        click.echo(say(assets.MISSING_ZH, assets.MISSING_EN), err=True)
    running.run(services, address, listening)
    return 0


def _demo(settings: Settings) -> tuple[Login, ...]:
    from kanhe.server.demo.filling import prepare

    return prepare(settings)


def _oidc(issuer: str | None, client_id: str | None) -> Oidc | None:
    from kanhe.server.accounts.provider import trustworthy
    from kanhe.server.settings import Oidc

    if issuer is None and client_id is None:
        return None
    secret = os.environ.get("KANHE_OIDC_CLIENT_SECRET", "")
    if not issuer or not client_id or not secret:
        raise click.UsageError(
            say(
                "统一身份需要 --oidc-issuer、--oidc-client-id 和环境变量 KANHE_OIDC_CLIENT_SECRET",
                "an identity provider needs --oidc-issuer, --oidc-client-id and KANHE_OIDC_CLIENT_SECRET in the environment",
            )
        )
    if not trustworthy(issuer):
        raise click.UsageError(
            say(f"--oidc-issuer 应以 https:// 开头：{issuer}", f"--oidc-issuer begins with https://: {issuer}")
        )
    return Oidc(issuer, client_id, secret)
