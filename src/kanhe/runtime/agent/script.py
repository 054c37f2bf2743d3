"""The agent's script: the Java bridge of frida-tools, and the parts of the agent behind it, as one text.

The bridge is taken from the installed package and is no part of this project.  Knows files; nothing of sessions.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from importlib import resources
from pathlib import Path

from kanhe.runtime.problem import RunError

VERSION = "1"
PARTS = (
    "state", "clock", "digest", "outbox", "loaders", "stacks", "threads", "values", "questions", "hooks", "screens", "requests",
    "native", "main",
)  # fmt: skip
"""The parts, in the order in which they are read."""


def bridge() -> str:
    """The Java bridge.  Raises :class:`RunError` where frida-tools is not installed, or has none."""
    found = importlib.util.find_spec("frida_tools")
    path = None if found is None or found.origin is None else Path(found.origin).parent / "bridges" / "java.js"
    if path is None or not path.is_file():
        raise RunError(
            "没有安装 frida 与 frida-tools（pip install 'kanhe[device]'）",
            "frida and frida-tools are not installed (pip install 'kanhe[device]')",
        )
    return path.read_text(encoding="utf-8")


@cache
def script() -> str:
    """The whole text that a session loads."""
    folder = resources.files("kanhe.runtime.agent") / "js"
    parts = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    java = f"(function () {{\n{bridge()}\nObject.defineProperty(globalThis, 'Java', {{ value: bridge }});\n}})();\n"
    return f"{java}(function () {{\n{parts}\n}})();\n"
