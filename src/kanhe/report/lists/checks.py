"""What a human has to look at before the lists are published: what they may lack, and what contradicts them.

Each check names its reason; none of them is a row, as none was proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kanhe.evidence import Evidence
from kanhe.knowledge.double_list import double_list
from kanhe.knowledge.item_coverage import item_coverage
from kanhe.knowledge.items import items
from kanhe.report.lists.model import Check, CheckKind, CollectedRow, SharedRow
from kanhe.report.lists.observed import Observation, Observed
from kanhe.report.lists.phrases import phrase
from kanhe.report.lists.said import Said
from kanhe.report.lists.words import actor, item_name, item_names, joined, permission_name, same
from kanhe.rules.wording import readable

_ACCOUNT = ("account-id", "phone-number", "password")


def checks(
    evidence: Evidence, seen: Observed, said: Said, collected: Sequence[CollectedRow], shared: Sequence[SharedRow]
) -> tuple[Check, ...]:  # fmt: skip
    """All checks, those that contradict a document first."""
    listed = {i for row in collected for i in row.items}
    return (
        *_denied(said, listed),
        *_permissions(evidence, listed),
        *_login(evidence, listed),
        *_sdks(evidence, said, {row.sdk for row in shared}),
        *_other_apps(seen),
        *_declared(said, listed, shared),
        *_folded("library", seen.library),
        *_folded("weak", seen.below),
    )


def _denied(said: Said, listed: set[str]) -> Iterator[Check]:
    for item, sentence in said.denied.items():
        if item in listed:
            yield Check("denied", item_name(item), phrase("check.denied"), sentence)


def _permissions(evidence: Evidence, listed: set[str]) -> Iterator[Check]:
    asked = {r["name"]: r["items"] for r in evidence.rows("permissions") if r["protection"] in ("dangerous", "special")}
    told = _with_parts(listed)
    for name, items_of in asked.items():
        opens = [i for i in items_of if i not in double_list().left_out]
        if opens and not told.intersection(_with_parts(opens)):
            why = phrase("check.unread-permission", names=item_names(opens))
            yield Check("unread-permission", permission_name(name), why, name)


def _with_parts(names: Iterable[str]) -> set[str]:
    """Items and what is a part of them or coarser: a permission for the one is used by whoever reads the other."""
    return {part for name in names for part in item_coverage().covered_by(name)}


def _login(evidence: Evidence, listed: set[str]) -> Iterator[Check]:
    texts = list(dict.fromkeys(r["text"] for r in evidence.rows("screens") if r["role"] == "login" and r["text"]))
    if texts and not listed.intersection(_ACCOUNT):
        why = phrase("check.login", names=item_names(_ACCOUNT))
        yield Check("login", phrase("check.login.subject"), why, " / ".join(texts[:3]))


def _sdks(evidence: Evidence, said: Said, shared: set[str]) -> Iterator[Check]:
    found = {row["sdk"]: row for row in evidence.rows("sdks")}
    for name, row in found.items():
        if row["kind"] == "sdk" and name not in shared:
            kind: CheckKind = "sdk-absent-code" if row["collects"] else "sdk-unknown"
            yield Check(kind, actor(name), phrase(f"check.{kind}"), " ".join(row["proofs"][:2]))
    for name in said.sdks:
        if name not in found:
            yield Check("sdk-not-found", actor(name), phrase("check.sdk-not-found"))


def _other_apps(seen: Observed) -> Iterator[Check]:
    for item, method in seen.to_other_apps:
        yield Check("other-apps", item_name(item), phrase("check.other-apps"), readable(method))


def _declared(said: Said, listed: set[str], shared: Sequence[SharedRow]) -> Iterator[Check]:
    published = {i for row in shared for i in row.items}
    unseen = [i for i in said.collected if i not in listed and i not in double_list().left_out]
    for name, some in (
        ("check.declared-unseen", [i for i in unseen if i not in published]),
        ("check.declared-unseen.sdk", [i for i in unseen if i in published]),
    ):
        if some:
            yield Check("declared-unseen", item_names(some), phrase(name))
    for partner in said.partners:
        why = phrase("check.partner", what=item_names(partner.items))
        yield Check("partner", same(partner.recipient), why, partner.sentence)


def _folded(kind: CheckKind, of: Sequence[Observation]) -> Iterator[Check]:
    """One check an item: code of which it is not known that it runs is told, not spread out."""
    by_item: dict[str, list[Observation]] = {}
    for o in of:
        known = items().get(o.item)
        if known is None or known.weight != "state":
            by_item.setdefault(o.item, []).append(o)
    for item, alike in by_item.items():
        subject = phrase("with-parts", name=item_name(item), parts=joined(actor(o.actor) for o in alike))
        yield Check(kind, subject, phrase(f"check.{kind}"), readable(alike[0].callers[0]))
