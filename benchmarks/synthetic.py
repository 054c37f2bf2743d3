"""One large synthetic app: many dex files of 60,000 methods each, with calls, fields, strings and known reads.

    python benchmarks/synthetic.py TARGET.apk [--methods 1500000]

One dex file is written in full; the others are stamped from it with package names of the same length, so that their
tables stay sorted.  Deterministic.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.builders.dex import (  # noqa: E402
    RETURN_VOID,
    STATIC_CALL,
    VIRTUAL,
    Class,
    Method,
    const_string,
    fieldref,
    invoke,
    method,
    seal,
    sget,
    write_dex,
)  # fmt: skip

CLASSES, PER_CLASS = 2000, 30
MANIFEST_FROM = ROOT / "tests/specimens/apk/backup-allowed-complies.apk"


def template() -> bytes:
    """A dex file of 60,000 methods in package p00, which calls its successor p01."""
    read = method(
        "Landroid/provider/Settings$Secure;",
        "getString",
        "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;",
    )
    classes = []
    for c in range(CLASSES):
        owner = f"Lp00/C{c:04d};"
        methods = []
        for m in range(PER_CLASS):
            code = [
                const_string(0, f"text {c % 500} {m}"),
                invoke(VIRTUAL, [7], method(owner, f"m{(m + 1) % PER_CLASS}", "()V")),
                invoke(VIRTUAL, [7], method(f"Lp00/C{(c * 7 + m) % CLASSES:04d};", f"m{m}", "()V")),
                sget(1, fieldref(f"Lp00/C{(c + 1) % CLASSES:04d};", "f", "Ljava/lang/String;")),
                invoke(VIRTUAL, [0], method("Ljava/lang/String;", "length", "()I")),
            ]
            if c % 200 == 0 and m == 0:
                code += [const_string(1, "android_id"), invoke(STATIC_CALL, [0, 1], read)]
            if c == 0 and m == 1:
                code.append(invoke(VIRTUAL, [7], method("Lp01/C0000;", "m0", "()V")))
            methods.append(Method(f"m{m}", "()V", [*code, RETURN_VOID]))
        above = f"Lp00/C{c - 1:04d};" if c % 4 else "Landroid/app/Activity;"
        classes.append(Class(owner, above, methods=methods))
    return write_dex(classes)


def stamp(image: bytes, number: int) -> bytes:
    """The template with its packages renamed: p00 to p<number>, p01 to the one after it."""
    renamed = image.replace(b"Lp01/", b"Lp%02d/" % (number + 1)).replace(b"Lp00/", b"Lp%02d/" % number)
    return seal(bytearray(renamed))


def write_app(target: Path, methods: int) -> int:
    """Write the app; returns how many methods it defines."""
    image = template()
    count = -(-methods // (CLASSES * PER_CLASS))
    with (
        zipfile.ZipFile(MANIFEST_FROM) as base,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        for name in base.namelist():
            if not name.endswith(".dex") and not name.startswith("META-INF/"):
                out.writestr(name, base.read(name))
        for k in range(count):
            out.writestr("classes.dex" if k == 0 else f"classes{k + 1}.dex", stamp(image, k))
    return count * CLASSES * PER_CLASS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--methods", type=int, default=1_500_000)
    options = parser.parse_args()
    print(f"{write_app(options.target, options.methods):,} methods")
