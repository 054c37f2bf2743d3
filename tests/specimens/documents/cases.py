"""Specimens of documents: policies, lists and listings beside a specimen app, put together from sections.

``complete/markdown``, ``complete/html`` and ``complete/text`` hold the sections of a complete policy each; another case holds
only the sections that differ (an empty file leaves one out), and further documents, named by their role.  ``truth.yaml``
says what each must give.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kanhe.declared.documents.reading import read_document
from kanhe.declared.evidence import Declared, declared_evidence
from kanhe.evidence import Evidence
from kanhe.evidence.vocabulary import TABLES_OF_RUNS
from kanhe.inspection import Options, inspect
from kanhe.rules.engine import Context, judge
from kanhe.rules.model import Judgement
from kanhe.rules.rule import Rule, catalogue
from tests.specimens.truth import APK

FOLDER = Path(__file__).parent
SHAPES = {"markdown": ".md", "html": ".html", "text": ".txt"}
ROLES = ("sdk-list", "collected-list", "permission-list", "children", "listing")
OF_DOCUMENTS = frozenset({"declarations", "declared_sdks", "policy_elements"})


@dataclass(frozen=True)
class Case:
    name: str
    date: dt.date
    shape: str = "markdown"
    """Base of the policy; 'none' where the case has no policy, 'own' where its ``policy.*`` is the whole of it."""
    apk: str = "policy-absent-complies"
    fails: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    app_type: str | None = None

    @property
    def folder(self) -> Path:
        rule, _, variant = self.name.rpartition("-")
        return FOLDER / rule / variant

    def documents(self) -> Iterator[tuple[str, str, bytes]]:
        """(role, file name, bytes) of each document."""
        if self.shape in SHAPES:
            yield "policy", f"policy{SHAPES[self.shape]}", self._policy()
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if path.stem == "policy" or path.stem in ROLES:
                yield path.stem, path.name, path.read_bytes()

    def _policy(self) -> bytes:
        ending = SHAPES[self.shape]
        sections = {p.name: p for p in (FOLDER / "complete" / self.shape).glob(f"[0-9]*{ending}")}
        sections |= {p.name: p for p in self.folder.glob(f"[0-9]*{ending}")}
        return b"".join(sections[name].read_bytes() for name in sorted(sections))


def cases() -> list[Case]:
    data = yaml.safe_load((FOLDER / "truth.yaml").read_text("utf-8"))
    return [
        Case(name, data["date"], **{k: tuple(v) if isinstance(v, list) else v for k, v in (facts or {}).items()})
        for name, facts in data["specimens"].items()
    ]


@cache
def app_evidence(apk: str) -> Evidence:
    """What the app alone gives, without a word of its documents."""
    evidence = inspect(APK / f"{apk}.apk", Options(dt.date(2026, 11, 1))).evidence
    empty = Evidence()
    limits = evidence["limits"].filter([k != "no-policy" for k in evidence["limits"].column("kind").to_pylist()])
    return evidence.replace(limits=limits, documents=empty["documents"], **{t: empty[t] for t in OF_DOCUMENTS})


def evidence_of(case: Case) -> Evidence:
    """App and documents together."""
    app = app_evidence(case.apk)
    read = [Declared(role, "given", read_document(data, name)) for role, name, data in case.documents()]
    return Evidence.merge(app, declared_evidence(app.rows("package")[0]["app"], read))


RULES = tuple(name for name, rule in catalogue().items() if OF_DOCUMENTS & set(rule.needs))


def judged(case: Case) -> Judgement:
    return judge(evidence_of(case), Context(case.date, case.app_type, rules=RULES))


def asks_documents(rule: Rule) -> bool:
    """Whether a rule says nothing without a document; those that want a run as well have their specimens among the runs."""
    return bool(OF_DOCUMENTS & set(rule.needs)) and not set(TABLES_OF_RUNS) & set(rule.needs)
