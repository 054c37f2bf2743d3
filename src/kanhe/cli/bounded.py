"""A command's work in a process with bounds: the options for them, one line of progress, one sentence when it is stopped.

Knows nothing of what the work is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, ClassVar

import click

from kanhe.cli.language import say
from kanhe.worker import Allowance, Job, WorkerDied, run_bounded

WORKER_DIED = 20


def bounds(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options ``--timeout``, ``--memory`` and ``--no-progress`` of a command."""
    for option in (
        click.option(
            "--memory",
            metavar="MB",
            type=click.IntRange(256),
            default=6144,
            show_default=True,
            help=say("内存上限", "Memory limit"),
        ),
        click.option(
            "--timeout",
            metavar="SECONDS",
            type=click.FloatRange(1),
            default=600,
            show_default=True,
            help=say("时间上限", "Time limit"),
        ),
        click.option("--no-progress", is_flag=True, help=say("不显示进度", "No progress")),
    ):
        command = option(command)
    return command


def bounded(job: Job, timeout: float, memory: int, progress: bool) -> int:
    """Do the work and return its exit code, :data:`WORKER_DIED` when it had to be stopped.  ``memory`` in MB."""
    line = Progress(progress and sys.stderr.isatty())
    try:
        return run_bounded(job, Allowance(timeout, memory), line.show)
    except WorkerDied as death:
        line.clear()
        sentence = {
            "time": say(
                f"检测超过 {death}，已停止（--timeout）",
                f"the inspection took longer than {death} and was stopped (--timeout)",
            ),
            "memory": say(
                f"检测需要的内存超过上限（{death}），已停止（--memory）",
                f"the inspection needed more memory than allowed ({death}) and was stopped (--memory)",
            ),
            "signal": say(f"检测进程异常终止（{death}）", f"the analysis process died ({death})"),
        }[death.reason]
        click.echo(f"kanhe: {sentence}", err=True)
        return WORKER_DIED
    finally:
        line.clear()


class Progress:
    """One line on standard error that says what is being done."""

    _NAMES: ClassVar = {
        "open": ("打开安装包", "opening the package"), "package": ("读取清单", "reading the manifest"),
        "code": ("分析代码", "analysing the code"), "native": ("读取原生库", "reading native libraries"),
        "screens": ("读取界面", "reading screens"), "documents": ("读取隐私政策", "reading the policy"),
        "judge": ("按规则判定", "judging by the rules"), "report": ("写出报告", "writing reports"),
        "lists": ("编写清单", "writing the lists"),
    }  # fmt: skip

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._shown = False

    def show(self, stage: str) -> None:
        if self._wanted:
            sys.stderr.write(f"\r\x1b[K{say(*self._NAMES.get(stage, (stage, stage)))}…")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
