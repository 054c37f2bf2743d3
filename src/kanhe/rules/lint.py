"""The linter of the rules: one small class a check; a rule file that passes all of them may be trusted by the engine."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from kanhe.evidence import ROWS, Evidence
from kanhe.evidence.vocabulary import ASPECTS, TABLES_OF_DOCUMENTS
from kanhe.knowledge.checks import checks, labels
from kanhe.knowledge.instruments import instruments
from kanhe.rules.engine import Context, connect
from kanhe.rules.model import Text
from kanhe.rules.rule import Rule, catalogue
from kanhe.rules.views import VIEWS
from kanhe.rules.wording import fields

SPECIMENS = Path(__file__).parents[3] / "tests" / "specimens"
"""Only there in a checkout; an installed package has no specimens to look for."""


@dataclass(frozen=True, slots=True)
class Problem:
    rule: str
    check: str
    message: str


class Lint:
    """A check of one rule."""

    name = "lint"

    def check(self, rule: Rule) -> Iterator[str]:
        raise NotImplementedError


class ClausesExist(Lint):
    name = "clauses exist in the knowledge"

    def check(self, rule: Rule) -> Iterator[str]:
        if not rule.basis:
            yield "it stands on no clause"
        for basis in rule.basis:
            known = instruments().get(basis.instrument)
            if known is None or basis.clause not in known.clauses:
                yield f"{basis.instrument} {basis.clause} is not known"


class LegalBasis(Lint):
    name = "a violation stands on more than drafts"

    def check(self, rule: Rule) -> Iterator[str]:
        kinds = {instruments()[b.instrument].kind for b in rule.basis if b.instrument in instruments()}
        if rule.effect == "violation" and kinds <= {"draft", "platform-rule"}:
            yield "its only basis is a draft or a platform's own rule"


class CheckExists(Lint):
    name = "the check exists"

    def check(self, rule: Rule) -> Iterator[str]:
        if rule.check is not None and rule.check not in checks():
            yield f"there is no check {rule.check}"


class LabelExists(Lint):
    name = "the label is one of the regulator's"

    def check(self, rule: Rule) -> Iterator[str]:
        if rule.label is not None and rule.label not in labels():
            yield f"{rule.label} is not a label of notices"


class BothLanguages(Lint):
    name = "both languages are there"

    def check(self, rule: Rule) -> Iterator[str]:
        for part in ("title", "message", "remedy", "explanation", "blind_to"):
            text: Text = getattr(rule, part)
            if not text.zh.strip() or not text.en.strip() or text.zh == text.en:
                yield f"{part} lacks a language"
            elif not re.search(r"[\u4e00-\u9fff]", text.zh):
                yield f"{part}.zh is not Chinese"
            elif re.search(r"[\u4e00-\u9fff]", text.en):
                yield f"{part}.en holds Chinese"


class SameFields(Lint):
    name = "both messages name the same columns"

    def check(self, rule: Rule) -> Iterator[str]:
        for part in ("message", "remedy"):
            text: Text = getattr(rule, part)
            if fields(Text(text.zh, "")) != fields(Text("", text.en)):
                yield f"{part} names other columns in Chinese than in English"


@cache
def _empty() -> duckdb.DuckDBPyConnection:
    """The schema without a row."""
    return connect(Evidence(), Context())


def _columns(query: str) -> list[str]:
    """What a query gives; whatever it did besides is undone.  Raises :class:`duckdb.Error`."""
    connection = _empty()
    connection.begin()
    try:
        return [column[0] for column in connection.execute(query).description or ()]
    finally:
        with contextlib.suppress(duckdb.Error):  # the query may have ended the transaction itself
            connection.rollback()


class QueryRuns(Lint):
    name = "the query runs on the empty schema and gives what is used"

    def check(self, rule: Rule) -> Iterator[str]:
        try:
            columns = set(_columns(rule.query))
        except duckdb.Error as error:
            yield f"the query fails: {str(error).splitlines()[0]}"
            return
        if "app" not in columns:
            yield "the query gives no column app"
        worded = {c.removesuffix("_zh") for c in columns if c.endswith("_zh") and f"{c[:-3]}_en" in columns}
        columns |= {"place" if word == "where" else word for word in worded}
        for used in sorted((fields(rule.message) | fields(rule.remedy) | set(rule.identity)) - columns):
            yield f"the query gives no column {used}"


class UnseenRuns(Lint):
    name = "what it cannot tell is a query for apps, with the reason in both languages"

    def check(self, rule: Rule) -> Iterator[str]:
        for case in rule.unseen:
            try:
                if _columns(case.query) != ["app"]:
                    yield "a query of unseen gives other columns than app"
            except duckdb.Error as error:
                yield f"a query of unseen fails: {str(error).splitlines()[0]}"
            if not re.search(r"[\u4e00-\u9fff]", case.zh) or not case.en or re.search(r"[\u4e00-\u9fff]", case.en):
                yield "a reason of unseen lacks a language"


class QueryOnlyReads(Lint):
    name = "the query is one SELECT"

    def check(self, rule: Rule) -> Iterator[str]:
        bare = re.sub(r"'[^']*'", "''", rule.query)
        if not re.match(r"\s*(?:SELECT|WITH)\b", bare, re.IGNORECASE) or ";" in bare:
            yield "the query is not a single SELECT"
        if _WRITES.search(bare):
            yield "the query does more than read the tables"


_WRITES = re.compile(
    r"\bread_\w+\s*\(|\b(?:COPY|ATTACH|INSTALL|LOAD|PRAGMA|INSERT|UPDATE|DELETE|CREATE)\b", re.IGNORECASE
)


class NeedsMatchQuery(Lint):
    name = "needs are evidence tables that the query reads"

    def check(self, rule: Rule) -> Iterator[str]:
        named = {t for t in (*ROWS, *VIEWS) if re.search(rf"\b(?:FROM|JOIN)\s+{t}\b", rule.query, re.IGNORECASE)}
        read = {t for n in named for t in (VIEWS[n].tables if n in VIEWS else (n,))}
        if not rule.needs:
            yield "needs is empty"
        for table in rule.needs:
            if table not in ROWS and table not in ASPECTS:
                yield f"{table} is not an evidence table"
        if _OF_PHASES.search(rule.query) and read & _WITH_PHASES and "phases" not in rule.needs:
            yield "the query asks when code runs, but needs does not name phases"
        if read & {"documents", *TABLES_OF_DOCUMENTS} and not {*TABLES_OF_DOCUMENTS} & set(rule.needs):
            yield "the query asks what documents say, but needs names none of their tables"
        derived = {
            "permissions": {"calls", "behaviours"},
            "screens": {"hosts"},
            "documents": {*TABLES_OF_DOCUMENTS},
        }
        allowed = read | set(ASPECTS) | {extra for t in read for extra in derived.get(t, set())}
        for table in set(rule.needs) - allowed:
            yield f"needs {table}, which the query does not read"


_OF_PHASES = re.compile(
    r"\b(?:phase|guard|initialised_at)\s+(?:=|<>|IN\b|IS\b)|\brefused\s+AND\b|\binterval_ms\s+(?:<|>|IS\b)",
    re.IGNORECASE,
)
"""Conditions on what only the abstract run tells."""
_WITH_PHASES = frozenset(("calls", "flows", "behaviours", "sdks"))


class RequirementsKnown(Lint):
    name = "requirements are known"

    def check(self, rule: Rule) -> Iterator[str]:
        for what in rule.requires:
            if what not in ("app-type", "policy"):
                yield f"{what} is not something an inspection can be told"
        told = "app-type" in rule.requires or "app_type IS NULL" in rule.query
        if "app_type" in rule.query and not told:
            yield "the query uses the app type but does not require it"


class SpecimensExist(Lint):
    name = "both specimens exist"

    def check(self, rule: Rule) -> Iterator[str]:
        if not SPECIMENS.is_dir():
            return
        for name in (rule.specimens.violates, rule.specimens.complies):
            rule_id, _, variant = name.rpartition("-")
            documents = SPECIMENS / "documents" / rule_id / variant
            run = SPECIMENS / "runs" / "traces" / f"{name}.jsonl"
            if not ((SPECIMENS / "apk" / f"{name}.apk").is_file() or run.is_file() or (rule_id and documents.is_dir())):
                yield f"there is no specimen {name}"


LINTS: tuple[Lint, ...] = (
    ClausesExist(), LegalBasis(), CheckExists(), LabelExists(), BothLanguages(), SameFields(), QueryRuns(), UnseenRuns(),
    QueryOnlyReads(), NeedsMatchQuery(), RequirementsKnown(), SpecimensExist(),
)  # fmt: skip


def lint(rules: Iterable[Rule] | None = None) -> list[Problem]:
    """Every problem of every rule."""
    chosen = list(catalogue().values() if rules is None else rules)
    problems = [Problem(r.id, c.name, message) for r in chosen for c in LINTS for message in c.check(r)]
    seen: dict[str, str] = {}
    for rule in chosen:
        shape = " ".join(rule.query.split())
        if shape in seen:
            problems.append(Problem(rule.id, "no two rules ask the same", f"the query is that of {seen[shape]}"))
        seen.setdefault(shape, rule.id)
    return problems
