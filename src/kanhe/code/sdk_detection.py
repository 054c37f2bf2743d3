"""Which SDKs are in the package: every proof, the version where the package tells it, and how they are started.

Proofs by class prefix, native library, component or meta-data name establish an SDK; a host alone does not (any app may
name a host), it only adds to the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kanhe.code.actors import Actors
from kanhe.code.dex.static_values import static_strings
from kanhe.code.naming import Lookup, hash_texts
from kanhe.code.program import Program
from kanhe.code.references import References
from kanhe.evidence import HostRow, SdkRow
from kanhe.knowledge.sdk_index import index
from kanhe.knowledge.sdks import ApiName, Sdk, sdks
from kanhe.package.model import Manifest

_VERSION_FIELDS = (
    "SDK_VERSION", "SDK_VERSION_NAME", "VERSION_NAME", "VERSION", "sdkVersion", "SDK_VER", "LIB_VERSION", "SDKVERSION",
    "sdk_version", "PUSH_SDK_VERSION", "BUILD_VERSION", "LIBRARY_VERSION", "SdkVersion", "version",
)  # fmt: skip
_VERSION = re.compile(r"^[vV]?(\d{1,4}(?:\.\d{1,8}){1,4}(?:[-.+_][0-9A-Za-z.]{1,20})?)$")
_META_INF = re.compile(r"^META-INF/([\w.-]+)_([\w.-]+)\.version$")
MAX_PROOFS = 12


@dataclass(slots=True)
class _Case:
    """What speaks for one SDK."""

    proofs: list[str] = field(default_factory=list)
    classes: int = 0
    strong: bool = False

    def add(self, kind: str, value: str, strong: bool = True) -> None:
        proof = f"{kind}:{value}"
        if proof not in self.proofs and len(self.proofs) < MAX_PROOFS:
            self.proofs.append(proof)
        self.strong |= strong


def find_sdks(
    app: str,
    manifest: Manifest,
    files: Iterable[str],
    hosts: Iterable[HostRow],
    program: Program,
    references: References,
    actors: Actors,
    reached: npt.NDArray[np.bool_],
    meta_inf_versions: Mapping[str, str],
) -> list[SdkRow]:
    """Rows of ``sdks``; ``reached`` bool[M] says which methods can run; ``meta_inf_versions`` maps Maven names."""
    cases: dict[str, _Case] = {}

    def case(sdk: str) -> _Case:
        return cases.setdefault(sdk, _Case())

    known = index()
    _by_class(program, actors, cases)
    for path in files:
        name = path.rpartition("/")[2]
        if name.endswith(".so") and (sdk := known.by_library(name)) is not None:
            case(sdk).add("library", name)
    for component in manifest.components:
        if (sdk := known.by_component(component.name)) is not None:
            case(sdk).add("component", component.name)
        for entry in component.meta_data:
            if (sdk := known.by_meta_data(entry.name)) is not None:
                case(sdk).add("meta-data", entry.name)
    for entry in manifest.meta_data:
        if (sdk := known.by_meta_data(entry.name)) is not None:
            case(sdk).add("meta-data", entry.name)
    for row in hosts:
        if row.sdk is not None and row.sdk in cases:
            case(row.sdk).add("host", row.host, strong=False)
    reachable = _reachable(program, actors, reached)
    return [
        _row(app, sdks()[sdk], found, program, references, actors, sdk in reachable, meta_inf_versions)
        for sdk, found in sorted(cases.items())
        if found.strong
    ]


def _by_class(program: Program, actors: Actors, cases: dict[str, _Case]) -> None:
    defined = np.flatnonzero(program.class_dex >= 0)
    owners = actors.of_type[defined]
    for owner in np.unique(owners[owners >= 0]).tolist():
        sdk = actors.names[owner]
        mine = defined[owners == owner]
        found = cases.setdefault(sdk, _Case())
        found.classes = len(mine)
        names = {program.type_name(int(n))[1:-1].replace("/", ".") for n in mine[:50].tolist()}
        for package in sdks()[sdk].packages:
            if any(n == package or n.startswith((package + ".", package + "$")) for n in names):
                found.add("prefix", package)
        if not found.strong:
            found.add("prefix", program.type_name(int(mine[0]))[1:-1].replace("/", "."))


def _reachable(program: Program, actors: Actors, reached: npt.NDArray[np.bool_]) -> set[str]:
    classes = np.unique(program.method_class[reached & (program.method_dex >= 0)])
    owners = np.unique(actors.of_type[classes])
    return {actors.names[o] for o in owners.tolist() if o >= 0}


def _row(
    app: str, sdk: Sdk, found: _Case, program: Program, references: References, actors: Actors, reachable: bool,
    meta_inf_versions: Mapping[str, str],
) -> SdkRow:  # fmt: skip
    version, source = _version(sdk, program, actors, meta_inf_versions)
    consent = _called(sdk, sdk.consent, program, references, actors)
    return SdkRow(
        app=app,
        sdk=sdk.id,
        name=sdk.name,
        name_zh=sdk.name_zh,
        vendor=sdk.vendor,
        category=sdk.category,
        kind=sdk.kind,
        version=version,
        version_source=source,
        level="reachable" if reachable else "present",
        proofs=tuple(found.proofs),
        classes=found.classes,
        collects=sdk.collects,
        consent_api=tuple(a.text for a in sdk.consent if a.class_name),
        consent_api_called=consent,
        start_api_called=_called(sdk, sdk.start, program, references, actors),
    )


def _version(
    sdk: Sdk, program: Program, actors: Actors, meta_inf: Mapping[str, str]
) -> tuple[str | None, str | None]:  # fmt: skip
    for package in sdk.packages:
        for name, version in meta_inf.items():
            if name == package or name.startswith(package + "."):
                return version, f"META-INF {name}"
    if sdk.id not in actors.names:
        return None, None
    owner = actors.names.index(sdk.id)
    wanted = set(hash_texts(_VERSION_FIELDS).tolist())
    best: tuple[int, str, str] | None = None
    for number in np.flatnonzero((actors.of_type == owner) & (program.class_dex >= 0))[:5000].tolist():
        dex = program.dexes[int(program.class_dex[number])]
        row = int(program.class_row[number])
        if int(dex.classes[row, 7]) == 0:
            continue
        for field_index, string_index in static_strings(dex, row):
            name = dex.field_name[field_index]
            if int(dex.string_hash[name]) not in wanted:
                continue
            if (match := _VERSION.match(dex.string(string_index))) is not None:
                rank = _VERSION_FIELDS.index(dex.string(int(name)))
                if best is None or rank < best[0]:
                    best = (rank, match.group(1), dex.field_text(field_index).partition(":")[0])
    return (best[1], best[2]) if best else (None, None)


def _called(
    sdk: Sdk, names: tuple[ApiName, ...], program: Program, references: References, actors: Actors
) -> tuple[str, ...]:
    """Those of the calls that code outside the SDK makes."""
    return tuple(dict.fromkeys(api.text for _, api in calls_from_outside(sdk, names, program, references, actors)))


def calls_from_outside(
    sdk: Sdk, names: tuple[ApiName, ...], program: Program, references: References, actors: Actors
) -> list[tuple[int, ApiName]]:
    """(row of ``references.invocations``, call) for the calls that code outside the SDK makes."""
    named = [a for a in names if a.simple_class]
    if not named:
        return []
    hashes = hash_texts([a.method for a in named])
    candidates = np.flatnonzero(Lookup(np.unique(hashes)).find(program.method_name) >= 0)
    targets: dict[int, ApiName] = {}
    for method in candidates.tolist():
        owner = int(program.method_class[method])
        simple = re.split(r"[/$;]", program.type_name(owner).rstrip(";"))[-1]
        for api, value in zip(named, hashes.tolist(), strict=True):
            if value == int(program.method_name[method]) and simple == api.simple_class:
                belongs = actors.of(owner) in (sdk.id, *sdk.bundles)
                if belongs or (api.class_name or "").count("."):
                    targets[method] = api
    if not targets:
        return []
    uses = references.invocations
    chosen = np.zeros(len(program.methods), np.bool_)
    chosen[list(targets)] = True
    rows = np.flatnonzero(chosen[uses.target])
    owners = actors.of_type[program.method_class[uses.caller[rows]]]
    own = actors.names.index(sdk.id) if sdk.id in actors.names else -2
    return [(k, targets[int(uses.target[k])]) for k in rows[owners != own].tolist()]


def maven_versions(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Maven coordinate (group.artifact, dotted) → version, from ``META-INF/group_artifact.version`` files."""
    found = {}
    for path, data in files:
        match = _META_INF.match(path)
        text = data.decode("utf-8", "replace").strip()
        if match and _VERSION.match(text):
            found[f"{match.group(1)}.{match.group(2)}".replace("-", ".")] = text
    return found
