"""Runs ``kanhe`` in this process, as main() does it, against a database of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from kanhe.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str, database: Path | None = None, lang: str = "en") -> Done:
    out, err = io.StringIO(), io.StringIO()
    environment = {"KANHE_LANG": lang, "KANHE_ACTOR": "tester"}
    if database is not None:
        environment["KANHE_DATABASE_URL"] = f"sqlite:///{database}"
    with (
        mock.patch.dict(os.environ, environment), mock.patch("sys.argv", ["kanhe", *arguments]),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):  # fmt: skip
        try:
            main(list(arguments))
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


class Ledger:
    """Commands of ``kanhe ledger`` on one database."""

    def __init__(self, database: Path) -> None:
        self.database = database
        assert self("init").code == 0

    def __call__(self, *arguments: str, lang: str = "en") -> Done:
        return run("ledger", *arguments, database=self.database, lang=lang)

    def id(self, *arguments: str) -> str:
        """The id of what a command made."""
        done = self(*arguments, "--json")
        assert done.code == 0, done.err
        return str(done.json["id"])

    def gate(self, *arguments: str) -> Done:
        return run("gate", *arguments, database=self.database)
