"""``kanhe run``: an app is run, on the desk or on a device, and leaves a trace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.documents import check_document
from kanhe.cli.language import say
from kanhe.cli.outputs import check_folder, usage

if TYPE_CHECKING:
    from kanhe.runtime.driving.scenarios import Scenario

FOLDER = "kanhe-run"
SCENARIOS = ("never", "decline", "accept", "accept-background", "cold-starts", "boot")
_HELP = say(
    """运行一个应用，记录它做了什么：何时、由谁、在同意之前还是之后、在前台还是后台、发给了谁。

    --desk 不需要手机：应用自身的字节码在 JVM 上运行，平台框架为真，时钟为虚拟，无网络（需要 JDK 17）。
    记录写入 --out，供 kanhe inspect APP --trace 使用。

    \b
    退出码：0 已运行   3 用法错误或条件不具备   10 不是应用安装包   11 安装包损坏   12 超出上限""",
    """Run an app and record what it does: when, by whom, before or after consent, in front or in background, sent to whom.

    --desk needs no phone: the app's own bytecode runs on a JVM over the platform's real framework, on a virtual clock,
    without a network (needs JDK 17).  The trace is written to --out, for kanhe inspect APP --trace.

    \b
    Exit codes: 0 it ran   3 usage error, or something is missing   10 not an app package   11 damaged package
                12 bound exceeded""",
)


@click.command("run", help=_HELP)
@click.argument("app", type=click.Path(path_type=Path), metavar="APP")
@click.option(
    "--desk", is_flag=True, help=say("在桌面设备上运行，不需要手机", "Run on the desk device, without a phone")
)
@click.option(
    "--device", metavar="SERIAL", help=say("在此序列号的设备上运行（adb）", "Run on the device of this serial (adb)")
)
@click.option(
    "--scenario", type=click.Choice(SCENARIOS), default="accept-background", show_default=True,
    help=say("做什么", "What is done"),
)  # fmt: skip
@click.option(
    "--hours", type=float, default=24.0, show_default=True, help=say("置于后台的小时数", "Hours in background")
)
@click.option(
    "--starts",
    type=int,
    default=3,
    show_default=True,
    help=say("cold-starts 的冷启动次数", "Cold starts of cold-starts"),
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(FOLDER), show_default=True,
    help=say("写入的文件夹", "Folder to write to"),
)  # fmt: skip
@click.option(
    "--timeout",
    type=float,
    default=600.0,
    show_default=True,
    help=say("--desk 的时限（秒）", "Seconds that --desk may take"),
)
@click.option(
    "--memory", type=int, default=1536, show_default=True, help=say("--desk 的内存（MiB）", "Memory for --desk (MiB)")
)
def command(
    app: Path, desk: bool, device: str | None, scenario: str, hours: float, starts: int, out: Path, timeout: float,
    memory: int,
) -> int:  # fmt: skip
    from kanhe.package import PackageError
    from kanhe.runtime.driving.scenarios import scenarios
    from kanhe.runtime.problem import RunError

    if desk == (device is not None):
        return usage("请给出 --desk 或 --device SERIAL 之一", "give either --desk or --device SERIAL")
    check_document("APP", app)
    check_folder("--out", out)
    try:
        played = scenarios(hours, starts)[scenario]
        return _desk(app, played, out, timeout, memory) if desk else _device(app, str(device), played, out)
    except RunError as error:
        return usage(error.zh, error.en)
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    except OSError as error:
        return usage(f"无法读写 {error.filename}", f"cannot read or write {error.filename}")


def _desk(app: Path, scenario: Scenario, out: Path, timeout: float, memory: int) -> int:
    from kanhe.cli.run_summary import desk_lines
    from kanhe.runtime.desk.machine import Bounds
    from kanhe.runtime.desk.run import DeskOptions, run_on_desk

    result = run_on_desk(
        DeskOptions(app, scenario, out, Bounds(memory, timeout)), lambda step: click.echo(f"  {step}", err=True)
    )
    for line in desk_lines(result, scenario, app):
        click.echo(line)
    return 0


def _device(app: Path, serial: str, scenario: Scenario, out: Path) -> int:
    return usage("此版本不含真机驱动", "this build has no driver for devices")
