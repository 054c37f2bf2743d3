"""Cases of public suites of leaking apps and what is true of them, read from a folder that the user has.

No suite's app, source or name of a case is kept here: DroidBench and ICC-Bench write the number of leaks into their
sources, UBCBench into a spreadsheet together with what three other tools found.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_LEAKS = re.compile(r"@number_of_leaks\s+(\d+)")
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Case:
    """One app of a suite."""

    group: str
    name: str
    path: Path
    leaks: int
    """Sinks that are reached, by the authors' count."""
    others: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Other tool → (leaks missed, false alarms), as the suite reports them."""


def droidbench(root: Path) -> Iterator[Case]:
    """Every APK below ``apk``, with the truth in the Java sources of the project of the same name."""
    sources: dict[str, Path] = {}
    for folder in sorted((root / "eclipse-project").glob("*/**/src")):
        sources.setdefault(_plain(str(folder.parent.relative_to(root / "eclipse-project"))), folder)
    by_name: dict[str, Path] = {}
    for key, folder in sources.items():
        by_name.setdefault(key.split("/")[-1], folder)
    for apk in sorted((root / "apk").rglob("*.apk")):
        relative = apk.relative_to(root / "apk").with_suffix("")
        folder = sources.get(_plain(str(relative))) or by_name.get(_plain(apk.stem))
        yield Case(relative.parts[0], str(relative), apk, _marked(folder) if folder else 0)


def icc_bench(root: Path) -> Iterator[Case]:
    """Every APK below ``apks``; a project without a number leaks where its comment names a flow that a sink ends."""
    for apk in sorted((root / "apks").rglob("*.apk")):
        folder = root / apk.stem
        yield Case(apk.parent.name, apk.stem, apk, _marked(folder / "src/main") if folder.exists() else 0)


def ubc_bench(root: Path) -> Iterator[Case]:
    """Every APK below ``apk``, with its row of the spreadsheet."""
    table = {_plain(row["B"]): row for row in _rows(next(root.glob("*.xlsx"))) if "B" in row}
    for apk in sorted((root / "apk").rglob("*.apk")):
        row = table.get(_plain(apk.stem)) or table.get(_plain(apk.stem.replace("Reflction", "Reflection")))
        if row is None:
            continue
        leaks = int(row["E"])
        others = {
            name: (int(row.get(missed, "0")), int(row.get(false, "0")))
            for name, missed, false in (
                ("FlowDroid+IccTA", "I", "J"), ("AmanDroid", "O", "P"), ("DroidSafe", "U", "V"),
            )
        }  # fmt: skip
        yield Case(apk.parent.name if apk.parent.name != "apk" else "", apk.stem, apk, leaks, others)


def tested_by_flowdroid(root: Path) -> frozenset[str]:
    """Names of the cases, as paths without suffix, that FlowDroid's own tests run and do not skip."""
    found = set()
    for source in root.rglob("droidBench/*.java"):
        for test in re.split(r"(?=@Test|@Ignore)", source.read_text()):
            if test.startswith("@Ignore"):
                continue
            found.update(re.findall(r'"([\w ]+(?:/[\w ]+)+)\.apk"', test))
    return frozenset(found)


SUITES = {"droidbench": droidbench, "iccbench": icc_bench, "ubcbench": ubc_bench}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9/]", "", name.lower())


def _marked(folder: Path) -> int:
    texts = [source.read_text(errors="replace") for source in sorted(folder.rglob("*.java"))]
    return max((int(n) for text in texts for n in _LEAKS.findall(text)), default=0)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of the first sheet: column letter → text."""
    with zipfile.ZipFile(path) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(t.text or "" for t in item.iter(f"{_CELL}t")) for item in shared.iter(f"{_CELL}si")]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{_CELL}row"):
        cells = {}
        for cell in row.iter(f"{_CELL}c"):
            held = cell.find(f"{_CELL}v")
            if held is not None and held.text:
                column = re.sub(r"\d", "", cell.get("r", ""))
                cells[column] = texts[int(held.text)] if cell.get("t") == "s" else held.text
        yield cells
