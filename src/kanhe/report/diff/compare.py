"""The whole comparison in one readable page: two builds → sections of changes → the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kanhe.report.diff.behaviours import behaviour_changes
from kanhe.report.diff.blindness import blindness, limit_changes
from kanhe.report.diff.components import component_changes
from kanhe.report.diff.elements import document_changes, element_changes
from kanhe.report.diff.findings import finding_changes, stayed_count
from kanhe.report.diff.flows import flow_changes
from kanhe.report.diff.hosts import host_changes
from kanhe.report.diff.items import item_changes
from kanhe.report.diff.model import Answer, Change, Comparison, Section, Side
from kanhe.report.diff.necessity import answer
from kanhe.report.diff.package_facts import package_changes
from kanhe.report.diff.permissions import permission_changes
from kanhe.report.diff.sdk_rows import sdk_row_changes
from kanhe.report.diff.sdks import sdk_changes
from kanhe.report.diff.statements import statement_changes
from kanhe.rules.model import Text

Changes = Callable[[Side, Side], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is compared in one section, and the tables (or aspects) a limit on which makes it incomplete."""

    id: str
    changes: Changes
    tables: tuple[str, ...] = ()


ASPECTS = (
    Aspect("package", package_changes, ("package",)),
    Aspect("findings", finding_changes),
    Aspect("limits", limit_changes),
    Aspect("items", item_changes, ("calls", "flows", "phases")),
    Aspect("flows", flow_changes, ("flows", "phases")),
    Aspect("sdks", sdk_changes, ("sdks", "phases")),
    Aspect("permissions", permission_changes, ("permissions",)),
    Aspect("behaviours", behaviour_changes, ("behaviours", "phases")),
    Aspect("hosts", host_changes, ("hosts",)),
    Aspect("components", component_changes, ("components",)),
    Aspect("documents", document_changes),
    Aspect("statements", statement_changes, ("declarations",)),
    Aspect("sdk-rows", sdk_row_changes, ("declared_sdks",)),
    Aspect("elements", element_changes, ("policy_elements",)),
)
"""In the order in which reports show them: the gravest first."""
_OF_DOCUMENTS = frozenset(("statements", "sdk-rows", "elements"))
_KINDS = ("new", "changed", "gone")
_WEIGHTS = ("high", "plain", "weak")


def compare(old: Side, new: Side) -> Comparison:
    """Compare two builds, each judged by the same rules on the same day."""
    if identical(old, new):
        return Comparison(old, new, True, (), (), Answer("not-needed"))
    sections = tuple(_section(aspect, old, new) for aspect in ASPECTS)
    return Comparison(old, new, False, tuple(_warnings(old, new)), sections, answer(old, new, sections))


def identical(old: Side, new: Side) -> bool:
    """The same package, and the same documents beside it."""
    return old.package["app"] == new.package["app"] and _documents(old) == _documents(new)


def _documents(side: Side) -> list[tuple[str, str]]:
    return sorted((row["role"], row["sha256"]) for row in side.rows("documents"))


def _section(aspect: Aspect, old: Side, new: Side) -> Section:
    one_sided = aspect.id in _OF_DOCUMENTS and not (old.rows("documents") and new.rows("documents"))
    # With documents on one side only, every statement would be new or gone; the documents themselves say so once.
    changes: Iterable[Change] = () if one_sided else aspect.changes(old, new)
    return Section(
        aspect.id, tuple(sorted(changes, key=_importance)), blindness(old, new, aspect.tables),
        stayed_count(old, new) if aspect.id == "findings" else 0,
    )  # fmt: skip


def _importance(change: Change) -> tuple[int, bool, int]:
    return _WEIGHTS.index(change.weight), not change.conditions, _KINDS.index(change.kind)


def _warnings(old: Side, new: Side) -> Iterator[Text]:
    before, after = old.package, new.package
    if before["package_id"] != after["package_id"]:
        yield Text(
            f"两个安装包不是同一个应用：{before['package_id']} 与 {after['package_id']}，下列差异不是一次更新的变化。",
            f"These are two different apps, {before['package_id']} and {after['package_id']}; what follows is no update.",
        )
    elif None not in (codes := (before["version_code"], after["version_code"])) and codes[1] < codes[0]:
        yield Text(
            f"“新版本”的版本号更低（{codes[1]} < {codes[0]}），两个参数可能颠倒了。",
            f"The “new” build has the lower version code ({codes[1]} < {codes[0]}); the two may be the wrong way round.",
        )
    elif before["app"] == after["app"]:
        yield Text("安装包相同，只有文件不同。", "The package is the same; only the documents differ.")
    if not (old.rows("documents") or new.rows("documents")):
        return
    for side, name in ((old, Text("旧版本", "the old build")), (new, Text("新版本", "the new build"))):
        if not side.rows("documents"):
            yield Text(
                f"{name.zh}没有隐私政策可供比对，其声明、清单与要素未比对。",
                f"There is no privacy policy of {name.en}; statements, lists and elements were not compared.",
            )
