"""Files a command writes: found unwritable before the work, written whole, '-' for standard output; and usage errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanhe.cli.language import say

if TYPE_CHECKING:
    from rich.console import Console

USAGE_ERROR = 3


def check_outputs(files: Mapping[str, str | None]) -> None:
    """``files``: option → file name, '-', or none.  Raises a usage error for what cannot be written."""
    if [*files.values()].count("-") > 1:
        raise click.UsageError(say("只能有一个输出到标准输出（-）", "only one report can go to standard output (-)"))
    for option, name in files.items():
        if name is None or name == "-":
            continue
        path = Path(name)
        folder = path.parent
        if path.is_dir() or not folder.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
            raise click.BadParameter(say(f"无法写入 {name}", f"cannot write {name}"), param_hint=option)


def check_folder(option: str, folder: Path | None) -> None:
    """Make a folder for results.  Raises a usage error when that cannot be done."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(
            say(f"无法建立文件夹 {folder}", f"cannot make the folder {folder}"), param_hint=option
        ) from error


def put(name: str, content: str | bytes) -> None:
    """Write a text (or a file's bytes) to a file, or to standard output for '-'."""
    if isinstance(content, bytes):
        if name == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            Path(name).write_bytes(content)
    elif name == "-":
        sys.stdout.write(content)
        sys.stdout.flush()
    else:
        Path(name).write_text(content, "utf-8")


def show(print_report: Callable[[Console], None], *files: str | None) -> None:
    """Print a report for the terminal.  ``files``: what else is written; a report on standard output stays alone there."""
    from rich.console import Console

    sys.stderr.write("\r\x1b[K" if sys.stderr.isatty() else "")
    console = Console(file=sys.stderr if "-" in files else sys.stdout, highlight=False, soft_wrap=False)
    try:
        print_report(console)
    except (BrokenPipeError, SystemExit):  # the reader has seen enough (| head); what was found stands
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def usage(zh: str, en: str) -> int:
    """Say what is wrong with the arguments and return the exit code for it."""
    click.echo(f"kanhe: {say(zh, en)}", err=True)
    return USAGE_ERROR
