"""What tests fetch once for each machine: where that cannot be done they are left out, but not in continuous integration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kanhe.runtime.device.capture_tool import mitmdump
from kanhe.runtime.device.problem import DeviceError
from tests.runtime.device import world


def _or_left_out(make: Callable[[], Path]) -> Path:
    try:
        return make()
    except (DeviceError, subprocess.SubprocessError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"it could not be fetched: {error}")


def fetched_mitmdump() -> Path:
    return _or_left_out(mitmdump)


def fetched_adbd() -> Path:
    return _or_left_out(world.adbd)
