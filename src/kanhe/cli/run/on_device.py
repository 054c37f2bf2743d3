"""``kanhe run --device``: from options to a run on a phone, and what is said of it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from kanhe.cli.language import say
from kanhe.cli.outputs import usage
from kanhe.cli.run.folder import folder_for_run
from kanhe.cli.run.steps import telling

if TYPE_CHECKING:
    from kanhe.runtime.device.options import DeviceRun
    from kanhe.runtime.driving.scenarios import Scenario
    from kanhe.runtime.traffic.canaries import Canary

UNUSABLE = 4
"""Exit code: the device, or what it needs, cannot be used as it is."""
ENDED_EARLY = 5
"""Exit code: the run began, and ended before its scenario did."""


def device_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that a phone alone has."""
    file = click.Path(path_type=Path, exists=True, dir_okay=False)
    for option in (
        click.option("--canaries", metavar="FILE", type=click.Path(path_type=Path), help=say("植入手机的标记值（YAML 或 JSON：信息项: 值）", "Values planted on the phone (YAML or JSON: item: value)")),
        click.option("--mitmdump", metavar="FILE", type=file, help=say("已安装的 mitmdump；缺省按固定版本自动准备", "An installed mitmdump; default: one of a pinned version is made ready")),
        click.option("--trust", is_flag=True, help=say("运行期间把检测证书放入手机的系统证书库（需要 root，结束后还原）", "Put the examiner's certificate into the phone's own store for the time of the run (root; undone at the end)")),
        click.option("--no-traffic", is_flag=True, help=say("不记录流量，不改代理设置", "Capture no traffic and leave the proxy setting alone")),
        click.option("--frida-server", metavar="FILE", type=file, help=say("与本机 frida 同版本的 frida-server；缺省用设备上已运行的", "The frida-server of this frida's version; default: the one that runs on the device")),
        click.option("--no-root", is_flag=True, help=say("不装探针，只记录系统自身保留的信息与流量", "Put in no hooks: record what the system itself keeps, and traffic")),
        click.option("--minutes", metavar="N", default=30.0, show_default=True, type=click.FloatRange(0, 24 * 60), help=say("至多使用应用多少分钟", "Use the app for at most so many minutes")),
    ):  # fmt: skip
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class DeviceRequest:
    """What the user asked for."""

    package: Path
    serial: str
    scenario: Scenario
    out: Path | None
    """None: a new folder, named after app and time."""
    canaries: tuple[Canary, ...]
    minutes: float
    root: bool
    frida_server: Path | None
    traffic: bool
    mitmdump: Path | None
    trust: bool = False
    quiet: bool = False


def run_on_phone(request: DeviceRequest) -> int:
    """The exit code.  Everything heavy is imported here.  Raises :class:`~kanhe.package.errors.PackageError`."""
    try:
        from kanhe.runtime.device.options import DeviceOptions
        from kanhe.runtime.device.problem import DeviceError
        from kanhe.runtime.device.running import run_on_device
    except ModuleNotFoundError as error:
        if error.name != "adbutils":
            raise
        return usage(
            "未安装 adbutils：pip install 'kanhe[device]'", "adbutils is not installed: pip install 'kanhe[device]'"
        )
    from kanhe.package import open_package

    out = folder_for_run(request.out, request.package)
    options = DeviceOptions(
        out, request.scenario, request.serial, request.minutes, request.root, request.frida_server,
        request.traffic, request.mitmdump, request.trust, canaries=request.canaries,
    )  # fmt: skip
    try:
        with open_package(request.package) as package, _terminations():
            run = run_on_device(package, options, telling(request.quiet))
            _report(run, request, out)
    except DeviceError as error:
        click.echo(f"kanhe: {say(error.zh, error.en)}", err=True)
        return UNUSABLE
    except KeyboardInterrupt:
        click.echo(f"kanhe: {say('已取消，设备已还原', 'cancelled; the device was put back')}", err=True)
        return 130
    finally:
        with suppress(OSError):  # where nothing came of it: an empty folder is no evidence
            out.rmdir()
    return ENDED_EARLY if run.ended_by is not None else 0


@contextmanager
def _terminations() -> Iterator[None]:
    """An order to end is heard like Ctrl-C, so that the device is put back then too."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _report(run: DeviceRun, request: DeviceRequest, out: Path) -> None:
    from kanhe.cli.run.seen import seen
    from kanhe.runtime.trace.gaps import sentence

    app, device = run.run.app, run.device
    click.echo(
        f"{app.pkg} {app.ver or ''} · {device.model} · Android {device.release} (API {device.sdk}) · {device.abi}"
    )
    click.echo(say(*_played(run, request.scenario)))
    for line in seen(run.trace):
        click.echo(line)
    for zh, en in run.notes:
        click.echo(f"! {say(zh, en)}")
    if run.ended_by is not None:
        click.echo(f"! {say(*sentence(run.ended_by))}")
    for left in run.not_restored:
        click.echo(
            say(
                f"! 设备未能还原，请执行：{left.what}（{left.why}）",
                f"! the device could not be put back; do: {left.what} ({left.why})",
            )
        )
    counts = ", ".join(f"{kind} {count}" for kind, count in run.records.items())
    click.echo(say(f"证据：{out}（{counts}）", f"evidence: {out} ({counts})"))
    command = f"kanhe inspect {request.package} --trace {run.trace}"
    click.echo(say(f"接着：{command}", f"next: {command}"))


def _played(run: DeviceRun, scenario: Scenario) -> tuple[str, str]:
    """What became of the scenario, in one line."""
    zh, en = ("出现同意界面", "consent screen shown") if run.played.asked else ("未出现同意界面", "no consent screen")
    for answer in run.played.answered:
        zh += "，已同意" if answer == "accept" else "，已拒绝"
        en += ", accepted" if answer == "accept" else ", declined"
    return f"{scenario.zh}：{zh}", f"{scenario.en}: {en}"
