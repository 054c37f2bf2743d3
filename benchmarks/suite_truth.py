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
_IGNORED_CLASS = re.compile(r"(?m)^@Ignore\b")
_SETTINGS: dict[str, tuple[str, ...]] = {
    r'\.apk",\s*true\)': ("-i", "ALL"),
    r"AllParametersAsSources": ("-cs", "ALL"),
    r"LayoutMatchingMode\.MatchAll": ("-l", "ALL"),
    r"enableReflectionCallback": ("-r",),
}
"""What a test sets in code → options of the command line."""


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


@dataclass(frozen=True, slots=True)
class PeerTest:
    """One test of FlowDroid's own over one case, as its source has it."""

    name: str
    """Case, as a path without suffix."""
    group: str
    """Class of tests."""
    claimed: int
    """Leaks that the test asserts FlowDroid to find, going forwards (its default)."""
    claimed_backwards: int
    leaks: int
    """Leaks that the test takes for the truth (its mode DROIDBENCH): not always the number in the case's source."""
    flags: tuple[str, ...]
    """Settings of this test alone, as options of FlowDroid's command line."""
    skipped: bool
    """The method bears ``@Ignore``, or the concrete class that JUnit runs does."""
    skipped_class: bool
    """The abstract class bears ``@Ignore``; JUnit 4 does not inherit that, so that the test runs all the same."""


def flowdroid_tests(root: Path) -> Iterator[PeerTest]:
    """FlowDroid's tests over DroidBench, out of a checkout of it."""
    folder = next(iter(sorted(root.rglob("android/test/droidBench"))), None)
    for source in sorted(folder.glob("*Test.java")) if folder else ():
        text = re.sub(r"(?m)^\s*//.*$", "", source.read_text())
        head, *methods = re.split(r"\n(?=\t(?:@Ignore[^\n]*\n\s*)?@Test)", text)
        concrete = folder / "forward" / source.name
        skipped_class = bool(_IGNORED_CLASS.search(head))
        skipped_concrete = concrete.exists() and bool(_IGNORED_CLASS.search(concrete.read_text()))
        for method in methods:
            name = re.search(r'analyzeAPKFile\(\s*"([^"]+)\.apk"', method)
            if name is None:
                continue
            yield PeerTest(
                name[1],
                source.stem.removesuffix("Test"),
                _asserted(method, "FLOWDROID_FORWARDS"),
                _asserted(method, "FLOWDROID_BACKWARDS"),
                _asserted(method, "DROIDBENCH"),
                tuple(f for pattern, flags in _SETTINGS.items() if re.search(pattern, method) for f in flags),
                "@Ignore" in method or skipped_concrete,
                skipped_class,
            )


def tested_by_flowdroid(root: Path) -> frozenset[str]:
    """Names of the cases, as paths without suffix, that FlowDroid's own tests mean to run.

    Left out are single tests with ``@Ignore`` and whole classes with it: between applications, between components, and
    between components by reflection.  (JUnit 4 does not inherit ``@Ignore``, and only the last of the three has it on the
    concrete class too: the other two run with expectations that follow what FlowDroid finds; see ``flowdroid_tests``.)
    """
    return frozenset(t.name for t in flowdroid_tests(root) if not (t.skipped or t.skipped_class))


def _asserted(method: str, mode: str) -> int:
    """The number that a test asserts in one mode; ``expected`` is set by conditions on the mode."""
    found = re.search(r"assertEquals\((\w+),\s*res\.size\(\)\)", method)
    if found is None:
        return 0  # "nothing, or an empty result"
    if found[1] != "expected":
        return int(found[1])
    value = int(re.search(r"int expected = (\d+);", method)[1])  # type: ignore[index]
    for condition, then in re.findall(r"if \((mode [^)]*)\)\s*\{?\s*expected = (\d+);", method):
        tests = re.findall(r"mode ([!=]=) TestResultMode\.(\w+)", condition)
        if any((operator == "==") == (name == mode) for operator, name in tests):
            value = int(then)
    return value


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
