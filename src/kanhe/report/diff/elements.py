"""Elements that policies must have, and the documents themselves: lost, gained, or saying something else."""

from __future__ import annotations

from collections.abc import Iterator

from kanhe.knowledge.policy_elements import policy_elements
from kanhe.report.diff.model import Change, Row, Side
from kanhe.report.diff.pairing import pairs
from kanhe.report.diff.statements import cut
from kanhe.report.diff.words import labelled, same, turned, value_text
from kanhe.rules.model import Text

ROLES = {
    "policy": Text("隐私政策", "privacy policy"),
    "sdk-list": Text("SDK 清单", "SDK list"),
    "collected-list": Text("已收集个人信息清单", "list of collected information"),
    "permission-list": Text("权限清单", "list of permissions"),
    "children": Text("儿童个人信息规则", "rules for children's information"),
    "listing": Text("商店展示信息", "store listing"),
}


def element_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change an element: there in either build, and not the same in both."""
    for pair in pairs(old.rows("policy_elements"), new.rows("policy_elements"), lambda row: str(row["element"])):
        before, after = _there(pair.old), _there(pair.new)
        name = _name(pair.key)
        if before is None and after is not None:
            yield Change("new", (pair.key,), name, details=_quote(after), conditions=("policy",), after=_facts(after))
        elif before is not None and after is None:
            yield Change(
                "gone", (pair.key,), name, details=_quote(before), conditions=("policy",), weight="high",
                before=_facts(before),
            )  # fmt: skip
        elif before is not None and after is not None and before["detail"] != after["detail"]:
            yield Change(
                "changed", (pair.key,), name, details=(turned(value_text(before["detail"]), value_text(after["detail"])),),
                conditions=("policy",), before=_facts(before), after=_facts(after),
            )  # fmt: skip


def _name(element: str) -> Text:
    known = policy_elements().get(element)
    return Text(known.zh, known.en) if known else same(element)


def _there(rows: tuple[Row, ...]) -> Row | None:
    return next((row for row in rows if row["present"]), None)


def _quote(row: Row) -> tuple[Text, ...]:
    return (same(f"“{cut(row['quote'])}”"),) if row["quote"] else ()


def _facts(row: Row) -> Row:
    return {k: row[k] for k in ("document", "quote", "detail", "heading", "start", "end")}


def document_changes(old: Side, new: Side) -> Iterator[Change]:
    """One change a document.  One whose bytes differ but whose text has the same measure is told with little weight:
    saved pages differ in scripts and dates."""
    for pair in pairs(old.rows("documents"), new.rows("documents"), lambda row: str(row["document"])):
        row = (pair.new or pair.old)[0]
        name = ROLES[row["role"]]
        if not pair.old:
            yield Change(
                "new",
                (pair.key,),
                name,
                details=_what(row),
                conditions=("policy",),
                weight="high",
                after=_document(row),
            )
        elif not pair.new:
            yield Change(
                "gone",
                (pair.key,),
                name,
                details=_what(row),
                conditions=("policy",),
                weight="high",
                before=_document(row),
            )
        elif pair.old[0]["sha256"] != row["sha256"]:
            yield _rewritten(pair.key, name, pair.old[0], row)


def _what(row: Row) -> tuple[Text, ...]:
    details = [same(row["name"])]
    return (*details, same(f"“{cut(row['title'])}”")) if row["title"] else tuple(details)


def _rewritten(key: str, name: Text, old: Row, new: Row) -> Change:
    measured = ("characters", "sentences", "longest_sentence", "vague_terms", "title", "language", "readable")
    details = []
    if old["characters"] != new["characters"]:
        details.append(labelled("字数", "characters", turned(same(old["characters"]), same(new["characters"]))))
    if old["vague_terms"] != new["vague_terms"]:
        details.append(labelled("含糊用语", "vague terms", turned(same(old["vague_terms"]), same(new["vague_terms"]))))
    rewritten = any(old[column] != new[column] for column in measured)
    if not rewritten:
        details.append(Text("字节不同，正文的字数与句数相同", "other bytes; as many characters and sentences of text"))
    return Change(
        "changed", (key,), name, details=tuple(details), conditions=("policy",) if rewritten else (),
        weight="plain" if rewritten else "weak", before=_document(old), after=_document(new),
    )  # fmt: skip


def _document(row: Row) -> Row:
    return {
        k: row[k] for k in ("name", "source", "sha256", "title", "characters", "sentences", "vague_terms", "readable")
    }
