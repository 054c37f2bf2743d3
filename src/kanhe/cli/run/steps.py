"""What a run is at, in words for the terminal; the same words for both devices."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from kanhe.cli.language import say

WORDS = {
    "device": ("检查设备", "looking at the device"), "install": ("安装应用", "installing the app"),
    "traffic": ("开始记录流量", "starting to capture traffic"), "translate": ("转换字节码", "translating the bytecode"),
    "start": ("启动应用", "starting the app"), "wait": ("等待，不触碰", "waiting, touching nothing"),
    "answer": ("作答", "answering"), "exercise": ("使用应用", "using the app"),
    "background": ("置于后台", "leaving it in background"), "boot": ("告知系统已启动", "telling it that the system started"),
    "end": ("还原设备并收集证据", "putting the device back"),
}  # fmt: skip


def telling(quiet: bool) -> Callable[[str], None]:
    """Tells each step on standard error; what has no word here (a file that is fetched) as it is."""

    def told(step: str) -> None:
        if not quiet:
            click.echo(f"… {say(*WORDS.get(step, (step, step)))}", err=True)
            sys.stderr.flush()

    return told
