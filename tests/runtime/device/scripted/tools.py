"""Putting the tools of a scripted phone into a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.runtime.device.scripted.phone import TOOLS

SOURCE = Path(__file__).with_name("phone.py")


def put_tools(folder: Path, python: str = f"{sys.executable} -SE") -> None:
    """One file for each tool, under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    text = SOURCE.read_text().replace("#!/usr/bin/env python3", f"#!{python}", 1)
    for name in TOOLS:
        tool = folder / name
        tool.write_text(text)
        tool.chmod(0o755)


def state(folder: Path, **told: object) -> None:
    """Makes or changes the phone's state."""
    file = folder / "phone.json"
    before = json.loads(file.read_text()) if file.exists() else {}
    file.write_text(json.dumps({**before, **told}))


def told(folder: Path) -> dict:
    return json.loads((folder / "phone.json").read_text())
