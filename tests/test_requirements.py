"""What a new machine installs: each package by a version that registries have, none from somebody's disk."""

import re
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"


def test_every_requirement_is_a_name_and_a_version() -> None:
    lines = [line for line in LOCK.read_text().splitlines() if line and not line.startswith("#")]
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[A-Za-z0-9.+!]+", line)] == []
