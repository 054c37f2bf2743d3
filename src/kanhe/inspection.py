"""The whole job in one readable page: package → evidence → judgement.

Holds the order of the producers and nothing of how any of them works; knows no report and no command line.
"""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kanhe import __version__
from kanhe.code.analysis import CodeAnalysis, analyse_code
from kanhe.code.entries import component_in_code
from kanhe.code.machine.simulation import BUDGET
from kanhe.code.native import native_evidence
from kanhe.code.opaque import opaque_files
from kanhe.code.packers import Packed, recognise
from kanhe.code.sdk_detection import maven_versions
from kanhe.declared.documents.inside import documents_inside
from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence
from kanhe.declared.given import GivenDocument
from kanhe.declared.judge import Endpoint, JudgeError, Suggestion, suggestions
from kanhe.declared.layouts import screens
from kanhe.declared.replacement import with_declared
from kanhe.declared.screens import custom_views, screen_evidence, text_rows
from kanhe.evidence import Evidence
from kanhe.evidence.completion import complete
from kanhe.evidence.from_package import package_evidence
from kanhe.evidence.limits import limit
from kanhe.evidence.rows import PackageRow
from kanhe.evidence.vocabulary import TABLES_OF_DOCUMENTS
from kanhe.knowledge.runtime_profiles import Profile
from kanhe.knowledge.store import digest
from kanhe.package import Bounds, Package, PackageError, open_package
from kanhe.rules.engine import Context, judge, judge_all
from kanhe.rules.model import Judgement
from kanhe.rules.policy import EnterprisePolicy
from kanhe.rules.rule import catalogue
from kanhe.runtime.evidence import with_runs
from kanhe.runtime.given import GivenRuns

Progress = Callable[[str], None]
Stage = Callable[[str], AbstractContextManager[None]]
"""Opened by the name of a stage for as long as it takes."""
_MOST = 256 << 20
"""Bytes of a document that are taken into memory."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an inspection may be told beside the package."""

    date: dt.date = field(default_factory=dt.date.today)
    """Decides which rules and clauses are in force."""
    app_type: str | None = None
    """One of the 39 common app types."""
    policy: EnterprisePolicy | None = None
    rules: tuple[str, ...] = ()
    """Ids of the rules to judge by; empty: all."""
    bounds: Bounds = field(default_factory=Bounds)
    budget: int = BUDGET
    """Instructions of the app that are run abstractly at most; 0 leaves phases and flows unknown."""
    documents: tuple[GivenDocument, ...] = ()
    """Documents that declare what the app does; without a policy among them the package is searched for one."""
    runs: GivenRuns = field(default_factory=GivenRuns)
    """Traces and captured traffic of runs of this very build."""
    profile: Profile | None = None
    """Thresholds for what was seen in runs."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a stage of the inspection took."""

    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Inspection:
    """One app, inspected: what was found, what the rules conclude, and what it took."""

    evidence: Evidence
    judgement: Judgement
    timings: tuple[Timing, ...]
    tool_version: str
    knowledge_version: str
    app_type: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    """What an optional judge believes the documents say; never evidence."""


def inspect(path: Path, options: Options | None = None, progress: Progress = lambda stage: None) -> Inspection:
    """Inspect one app.  Raises the :class:`~kanhe.package.PackageError` family for a file that cannot be inspected, and
    :class:`~kanhe.runtime.problem.RunError` for a run that is unusable or of another app."""
    options = options or Options()
    timings: list[Timing] = []

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        progress(name)
        start = time.perf_counter()
        yield
        timings.append(Timing(name, time.perf_counter() - start))

    evidence = gather(path, options, stage)
    if options.runs:
        with stage("runs"):
            evidence = with_runs(evidence, options.runs)
    with stage("judge"):
        context = Context(options.date, options.app_type, options.policy, options.rules, options.profile)
        judgement = judge(evidence, context)
    return Inspection(evidence, judgement, tuple(timings), __version__, digest(), options.app_type)


def check_documents(
    documents: tuple[GivenDocument, ...], options: Options | None = None, progress: Progress = lambda stage: None
) -> Inspection:
    """Judge documents alone, by the rules that need nothing else; in ``options`` only date, app type and rules count.

    The app digest of the evidence is that of the first document.  Raises ``OSError`` for a file that cannot be read."""
    options = options or Options()
    start = time.perf_counter()
    progress("documents")
    first = documents[0].path
    with first.open("rb") as file:
        app = hashlib.file_digest(file, "sha256").hexdigest()
    alone = PackageRow(app, "android", "document", first.name, "", first.stat().st_size)
    evidence = Evidence.merge(Evidence.of([alone]), declared_half(app, documents))
    read = Timing("documents", time.perf_counter() - start)
    progress("judge")
    deciding = [r for r in catalogue().values() if {*r.needs} <= {*TABLES_OF_DOCUMENTS, "documents"}]
    context = Context(options.date, options.app_type, None, options.rules)
    judgement = judge_all(evidence, context, deciding)[app]
    judged = Timing("judge", time.perf_counter() - start - read.seconds)
    return Inspection(evidence, judgement, (read, judged), __version__, digest(), options.app_type)


def with_suggestions(
    inspection: Inspection, documents: Iterable[GivenDocument], endpoint: Endpoint
) -> tuple[Inspection, JudgeError | None]:
    """The same inspection with what a judge suggests of its policies, and what went wrong, if anything."""
    rows = inspection.evidence.rows("policy_elements")
    missing = {row["element"] for row in rows if not row["present"]}
    found: list[Suggestion] = []
    for count, given in enumerate(d for d in documents if d.role == "policy"):
        document = read_document(_bytes(given.path), given.path.name)
        judged = suggestions("policy" if count == 0 else f"policy-{count + 1}", document, missing, endpoint)
        found.extend(judged.suggestions)
        if judged.problem is not None:
            return replace(inspection, suggestions=tuple(found)), judged.problem
    return replace(inspection, suggestions=tuple(found)), None


@contextmanager
def uncollected() -> Iterator[None]:
    """No cyclic garbage collection meanwhile: the analysis makes many objects and no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def gather(path: Path, options: Options, stage: Stage) -> Evidence:
    """All evidence of an app and of what it declares; the first half of :func:`inspect`."""
    with uncollected():
        with stage("open"):
            package = open_package(path, options.bounds)
        with package:
            evidence = collect(package, stage, options.budget)
            with stage("documents"):
                return Evidence.merge(evidence, declared_half(package.app, options.documents, package))


def collect(
    package: Package, stage: Stage, budget: int = BUDGET
) -> Evidence:  # fmt: skip
    """All evidence of an opened package."""
    with stage("package"):
        from_package = package_evidence(package)
    with stage("code"):
        code = code_analysis(package, budget)
    with stage("native"):
        native = native_evidence(package)
    with stage("screens"):
        shown = screen_evidence(package)
        texts = Evidence.of(text_rows(package.app, _texts(code)))
    names = [c.target or c.name for c in package.manifest.components]
    in_code = component_in_code(code.program, dict.fromkeys(names))
    packed = recognise_packer(package, code, in_code)
    merged = Evidence.merge(from_package, code.evidence, native, shown, texts, _limits(package, packed, in_code, code))
    return complete(merged, in_code, packed.packer if packed and packed.hides_code else None)


def declared_half(app: str, documents: Iterable[GivenDocument], package: Package | None = None) -> Evidence:
    """What the documents say: those given, and of the package those of a role for which none was given.  Raises ``OSError``
    for a file that cannot be read."""
    given = [Declared(d.role, "given", read_document(_bytes(d.path), d.path.name)) for d in documents]
    roles = {d.role for d in given}
    inside = documents_inside(package) if package is not None else []
    return declared_evidence(app, [*given, *(Declared(r, "package", d) for r, d in inside if r not in roles)])


def with_documents(evidence: Evidence, documents: tuple[GivenDocument, ...]) -> Evidence:
    """The evidence of one app with the given documents in place of those of the same roles.  Raises ``OSError``."""
    if not documents:
        return evidence
    app = evidence["package"].column("app")[0].as_py()
    return with_declared(evidence, declared_half(app, documents), {document.role for document in documents})


def _bytes(path: Path) -> bytes:
    """A file, cut far above what the reader takes, so that it can say that the file is too large."""
    with path.open("rb") as file:
        return file.read(_MOST)


def code_analysis(package: Package, budget: int = BUDGET) -> CodeAnalysis:
    """Read the package's dex files; what could not be read is among the limits.  ``budget``: instructions that are run
    abstractly at most, none with 0."""
    images, obstacles = package.code_images()
    analysis = analyse_code(
        package.app,
        images,
        package.manifest,
        files=[entry.path for entry in package.entries()],
        created_by_resources=custom_views(package),
        maven=maven_versions(_version_files(package)),
        screens=screens(package),
        budget=budget,
    )
    extra = Evidence.of(limit(package.app, o.kind, o.where, o.why) for o in obstacles)
    return CodeAnalysis(
        Evidence.merge(analysis.evidence, extra), analysis.program, analysis.hierarchy, analysis.references,
        analysis.reach, analysis.actors, analysis.texts,
    )  # fmt: skip


def recognise_packer(package: Package, code: CodeAnalysis, in_code: dict[str, bool]) -> Packed | None:
    """The packer of the app, if any."""
    application = package.manifest.application_class
    loads = any(
        row["behaviour"] == "dynamic-code" and row["actor"] == "app" for row in code.evidence.rows("behaviours")
    )
    return recognise(
        (entry.path for entry in package.entries()), application, len(in_code),
        sum(not found for found in in_code.values()), loads, opaque_files(package),
    )  # fmt: skip


def _limits(package: Package, packed: Packed | None, in_code: dict[str, bool], code: CodeAnalysis) -> Evidence:
    rows = []
    if packed is not None and packed.hides_code:
        rows.append(limit(package.app, "packed", packed.name, "; ".join(packed.proofs)))
    missing = [name for name, found in in_code.items() if not found]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        rows.append(limit(package.app, "missing-code", "AndroidManifest.xml", shown))
    reachable = [r for r in code.evidence.rows("behaviours") if r["level"] == "reachable"]
    rows.extend(
        limit(package.app, "dynamic-code", row["caller"], row["api"], row["actor"])
        for row in reachable
        if row["behaviour"] == "dynamic-code" and row["actor"] == "app"
    )
    if any(row["behaviour"] == "web-content" for row in reachable):
        rows.append(limit(package.app, "web-content", "WebView", "pages are shown that are not in the package"))
    return Evidence.of(rows)


def _texts(code: CodeAnalysis) -> Iterator[tuple[str, str]]:
    for method, uses in code.texts.items():
        for use in uses:
            yield code.program.method_text(method), use.text


def _version_files(package: Package) -> Iterator[tuple[str, bytes]]:
    for entry in package.entries():
        if entry.path.startswith("META-INF/") and entry.path.endswith(".version") and entry.size < 200:
            try:
                yield entry.path, package.read(entry)
            except PackageError:
                continue  # a version that cannot be read is a version that is not known
