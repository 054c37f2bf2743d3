from pathlib import Path
from types import SimpleNamespace

import numpy as np

from kanhe.code.dex.debug_info import line_of
from kanhe.inspection import inspect
from tests.specimens.truth import APK


def test_lines_of_a_compiled_app() -> None:
    rows = inspect(APK / "mechanism-build-serial.apk").evidence.rows("calls")
    source = Path(__file__).parents[2] / "specimens/src/mechanisms/build-serial/java/com/example/specimen/Work.java"
    written = source.read_text().splitlines()
    assert "Build.SERIAL" in written[rows[0]["line"] - 1]


def dex_with(programme: bytes) -> SimpleNamespace:
    """An image with a code item at offset 4 whose debug_info_item stands at offset 32."""
    image = bytes(12) + (32).to_bytes(4, "little") + bytes(16) + programme
    return SimpleNamespace(image=np.frombuffer(image, np.uint8))


def test_line_programme() -> None:
    # Line 10, no parameters; 0x0e: line and address as they are; 0x2f: line +3, two code units on; end.
    dex = dex_with(bytes([10, 0, 0x0E, 0x0E + 2 * 15 + 3, 0]))
    assert [line_of(dex, 4, offset) for offset in range(4)] == [10, 10, 13, 13]


def test_truncated_programmes_give_none_or_a_line() -> None:
    for size in range(5):
        assert line_of(dex_with(bytes([10, 0, 0x0E, 0x2F])[:size]), 4, 3) in (None, 10, 13)
