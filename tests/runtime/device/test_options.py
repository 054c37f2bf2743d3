import dataclasses
from pathlib import Path

import pytest

from kanhe.runtime.device.options import DeviceOptions
from kanhe.runtime.driving.scenarios import scenarios


def test_what_is_asked_for_does_not_change() -> None:
    options = DeviceOptions(Path("out"), scenarios()["never"])
    assert (options.root, options.traffic, options.serial) == (True, True, "any")
    with pytest.raises(dataclasses.FrozenInstanceError):
        options.root = False  # type: ignore[misc]
