"""``kanhe run``: the app runs, and what it did becomes a trace."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.options import options
from kanhe.cli.run.folder import folder_for_run
from kanhe.cli.run.on_device import DeviceRequest, device_options, run_on_phone

_HELP = say(
    """运行一个应用并记录它做了什么：同意前后、前台后台、何时、多少次、由哪个 SDK、发往何处。

    \b
    退出码：
      0  已按场景执行完    3  用法错误    4  设备不可用    5  提前结束，已有的记录有效
      10 不是应用安装包    11 安装包损坏  12 超出上限""",
    """Run an app and record what it does: before and after consent, in front and in background, when, how often, by which SDK, and
    to whom.

    \b
    Exit codes:
      0  the scenario was played     3  usage error         4  the device cannot be used
      5  ended early; what was recorded stands
      10 not an app package          11 damaged package     12 bound exceeded""",
)


_DURATION = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(h|m|)")


def hours_of(told: str) -> float:
    """``24h``, ``90m``, or a number of hours.  Raises a usage error."""
    found = _DURATION.fullmatch(told.strip())
    if found is None:
        raise click.BadParameter(say(f"{told} 不是时长（如 24h、90m）", f"{told} is no duration (24h, 90m)"))
    return float(found[1]) / (60 if found[2] == "m" else 1)


@click.command("run", help=_HELP)
@click.argument("package", type=click.Path(path_type=Path), metavar="APP")
@click.option(
    "--device",
    metavar="SERIAL",
    is_flag=False,
    flag_value="any",
    help=say(
        "在经 adb 连接的手机上运行；只连一台时可省略序列号",
        "Run on a phone connected by adb; with one connected no serial is needed",
    ),
)
@click.option(
    "--scenario",
    metavar="ID",
    help=say(
        "场景：never、decline、accept、accept-background、cold-starts、boot",
        "Scenario: never, decline, accept, accept-background, cold-starts, boot",
    ),
)
@click.option(
    "--hours",
    "--background",
    "hours",
    metavar="24h",
    callback=lambda context, parameter, value: hours_of(value),
    default="24h",
    show_default=True,
    help=say("置于后台的时长", "How long it is left in background"),
)
@click.option(
    "--starts",
    metavar="N",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help=say("冷启动次数", "Cold starts"),
)
@click.option(
    "--canaries",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=say(
        "预先植入设备的标记值（YAML 或 JSON：信息项: 值）", "Values planted on the device (YAML or JSON: item: value)"
    ),
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("证据文件夹，须为空；缺省新建", "Folder for the evidence, empty; default: a new one"),
)
@device_options
@options("lang", "quiet")
def command(
    package: Path, device: str | None, scenario: str | None, hours: float, starts: int, canaries: Path | None,
    out: Path | None, minutes: float, no_root: bool, frida_server: Path | None, no_traffic: bool, mitmdump: Path | None,
    lang: str,
    quiet: bool,
) -> int:  # fmt: skip
    from kanhe.cli.documents import check_document
    from kanhe.cli.outputs import usage
    from kanhe.runtime.driving.scenarios import scenarios
    from kanhe.runtime.problem import RunError
    from kanhe.runtime.traffic.canaries import read_canaries

    if device is None:
        return usage("请用 --device 指明在哪里运行", "say where to run it: --device")
    try:
        known = scenarios(hours, starts)
        if canaries is not None:
            check_document("--canaries", canaries)
        planted = read_canaries(canaries) if canaries is not None else ()
    except RunError as error:
        return usage(error.zh, error.en)
    name = scenario or "accept"
    if name not in known:
        return usage(f"没有场景 {name}（{'、'.join(known)}）", f"there is no scenario {name} ({', '.join(known)})")
    if not package.exists():
        return usage(f"文件 {package} 不存在", f"there is no file {package}")
    return run_on_phone(
        DeviceRequest(
            package, device, known[name], folder_for_run(out, package), planted, minutes, not no_root, frida_server,
            not no_traffic, mitmdump, quiet,
        )
    )  # fmt: skip
