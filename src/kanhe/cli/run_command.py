"""``kanhe run``: an app is run, on the desk or on a phone, and leaves a trace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.documents import check_document
from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.outputs import usage
from kanhe.cli.run.on_device import DeviceRequest, device_options, run_on_phone

if TYPE_CHECKING:
    from kanhe.runtime.desk.run import DeskOptions

FOLDER = "kanhe-run"
SCENARIOS = ("never", "decline", "accept", "accept-background", "cold-starts", "boot")
_HELP = say(
    """运行一个应用，记录它做了什么：何时、由谁、在同意之前还是之后、在前台还是后台、发给了谁。

    --desk 不需要手机：应用自身的字节码在 JVM 上运行，平台框架为真，时钟为虚拟，无网络（需要 JDK 17）。
    --device 在经 adb 连接的手机上运行：Frida 探针先于应用的第一条指令装入，流量由 mitmproxy 记录（见 docs/device.md）。
    记录写入 --out，供 kanhe inspect APP --trace 使用。

    \b
    退出码：0 已运行   3 用法错误或条件不具备   4 设备不可用   5 提前结束，已有的记录有效
            10 不是应用安装包   11 安装包损坏   12 超出上限""",
    """Run an app and record what it does: when, by whom, before or after consent, in front or in background, sent to whom.

    --desk needs no phone: the app's own bytecode runs on a JVM over the platform's real framework, on a virtual clock,
    without a network (needs JDK 17).  --device runs it on a phone connected by adb: Frida's hooks are in before the app's
    first instruction, and mitmproxy captures traffic (docs/device.md).  The trace is written to --out, for
    kanhe inspect APP --trace.

    \b
    Exit codes: 0 it ran   3 usage error, or something is missing   4 the device cannot be used
                5 ended early; what was recorded stands
                10 not an app package   11 damaged package   12 bound exceeded""",
)
_DURATION = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(h|m|)")


def hours_of(told: str) -> float:
    """``24h``, ``90m``, or a number of hours.  Raises a usage error."""
    found = _DURATION.fullmatch(told.strip())
    if found is None:
        raise click.BadParameter(say(f"{told} 不是时长（如 24h、90m）", f"{told} is no duration (24h, 90m)"))
    return float(found[1]) / (60 if found[2] == "m" else 1)


@click.command("run", help=_HELP)
@click.argument("app", type=click.Path(path_type=Path), metavar="APP")
@click.option(
    "--desk", is_flag=True, help=say("在桌面设备上运行，不需要手机", "Run on the desk device, without a phone")
)
@click.option(
    "--device", metavar="SERIAL", is_flag=False, flag_value="any",
    help=say("在此序列号的手机上运行（adb）；只连一台时可省略序列号", "Run on the phone of this serial (adb); with one connected no serial is needed"),
)  # fmt: skip
@click.option(
    "--scenario", type=click.Choice(SCENARIOS),
    help=say("做什么；缺省：桌面为 accept-background，手机为 accept", "What is done; default: accept-background on the desk, accept on a phone"),
)  # fmt: skip
@click.option(
    "--hours", "--background", "hours", metavar="24h", default="24h", show_default=True,
    callback=lambda context, parameter, value: hours_of(value),
    help=say("置于后台的时长，如 24h、90m", "How long it is left in background: 24h, 90m"),
)  # fmt: skip
@click.option(
    "--starts",
    type=int,
    default=3,
    show_default=True,
    help=say("cold-starts 的冷启动次数", "Cold starts of cold-starts"),
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR",
    help=say(f"写入的文件夹；缺省：桌面为 {FOLDER}，手机为以应用与时间命名的新文件夹", f"Folder to write to; default: {FOLDER} on the desk, a new one named after app and time for a phone"),
)  # fmt: skip
@click.option(
    "--grant", is_flag=True, help=say("--desk：预先授予全部权限", "With --desk: all permissions are granted beforehand")
)
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
@device_options
@options("lang", "quiet")
def command(
    app: Path, desk: bool, device: str | None, scenario: str | None, hours: float, starts: int, out: Path | None,
    grant: bool, timeout: float, memory: int, minutes: float, no_root: bool, frida_server: Path | None, no_traffic: bool,
    mitmdump: Path | None, trust: bool, canaries: Path | None, lang: str, quiet: bool,
) -> int:  # fmt: skip
    from kanhe.package import PackageError
    from kanhe.runtime.desk.machine import Bounds
    from kanhe.runtime.desk.run import DeskOptions
    from kanhe.runtime.driving.scenarios import scenarios
    from kanhe.runtime.problem import RunError
    from kanhe.runtime.traffic.canaries import read_canaries

    if trust and (no_root or no_traffic):
        return usage("--trust 需要 root 与流量记录", "--trust needs root and the capture of traffic")
    if desk == (device is not None):
        return usage("请给出 --desk 或 --device SERIAL 之一", "give either --desk or --device SERIAL")
    check_document("APP", app)
    try:
        played = scenarios(hours, starts)[scenario or ("accept-background" if desk else "accept")]
        if device is None:
            return _desk(DeskOptions(app, played, out or Path(FOLDER), Bounds(memory, timeout), grant), quiet)
        if canaries is not None:
            check_document("--canaries", canaries)
        planted = read_canaries(canaries) if canaries is not None else ()
        request = DeviceRequest(
            app, device, played, out, planted, minutes, not no_root, frida_server, not no_traffic, mitmdump, trust, quiet
        )  # fmt: skip
        return run_on_phone(request)
    except RunError as error:
        return usage(error.zh, error.en)
    except PackageError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return error.exit_code
    except OSError as error:
        return usage(f"无法读写 {error.filename}", f"cannot read or write {error.filename}")


def _desk(options: DeskOptions, quiet: bool) -> int:
    from kanhe.cli.run.on_desk import desk_lines
    from kanhe.cli.run.steps import telling
    from kanhe.runtime.desk.run import run_on_desk

    result = run_on_desk(options, telling(quiet))
    for line in desk_lines(result, options.scenario, options.app):
        click.echo(line)
    return 0
