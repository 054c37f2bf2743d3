"""The table of truth as typed values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
APK = FOLDER / "apk"


@dataclass(frozen=True)
class Truth:
    name: str
    date: dt.date
    fails: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    incomplete_all_code: bool = False
    incomplete_phases: bool = False
    app_type: str | None = None
    policy: bool = False
    calls: tuple[tuple[str, ...], ...] = ()
    states: bool = False
    sdks: tuple[str, ...] = ()
    code_files: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    packer: str | None = None
    splits: int = 1

    @property
    def path(self) -> Path:
        plain = APK / self.name
        return plain if plain.exists() else APK / f"{self.name}.apk"


def table() -> list[Truth]:
    """Every specimen with what is known of it."""
    data = yaml.safe_load((FOLDER / "truth.yaml").read_text("utf-8"))
    return [
        Truth(name, data["date"], **{
            k: tuple(tuple(x) if isinstance(x, list) else x for x in v) if isinstance(v, list) else v
            for k, v in (facts or {}).items()
        })
        for name, facts in data["specimens"].items()
    ]  # fmt: skip
