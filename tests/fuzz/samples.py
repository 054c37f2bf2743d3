"""The good packages that hostile ones are made of: specimens of every format, and some of every mechanism."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "specimens/apk"
SAMPLES: tuple[Path, ...] = tuple(
    sorted({
        *FOLDER.glob("format-*.*apk*"),
        *FOLDER.glob("mechanism*.apk"),
        *FOLDER.glob("consent-default-checked-*.apk"),
        *FOLDER.glob("private-channel-read-*.apk"),
        *FOLDER.glob("sdk-*-violates.apk"),
        *FOLDER.glob("plaintext-*-violates.apk"),
        *FOLDER.glob("weak-tls-violates.apk"),
    })
)  # fmt: skip
