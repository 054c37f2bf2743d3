"""The folder into which a run writes: new or empty, so that two runs are never mixed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kanhe.cli.language import say
from kanhe.cli.outputs import check_folder


def folder_for_run(given: Path | None, package: Path) -> Path:
    """Made where it is not there; named after the app and the time where none is given.  Raises a usage error."""
    folder = given
    if folder is None:
        folder = Path(f"{package.stem}-{dt.datetime.now():%Y%m%d-%H%M%S}")
    check_folder("--out", folder)
    if next(folder.iterdir(), None) is not None:
        raise click.BadParameter(
            say(
                f"文件夹 {folder} 不是空的，证据不得混放",
                f"the folder {folder} is not empty: the evidence of runs is not mixed",
            ),
            param_hint="--out",
        )
    return folder
