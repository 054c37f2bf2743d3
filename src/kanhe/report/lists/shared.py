"""The list of information shared with third parties (与第三方共享个人信息清单): one row an SDK whose code is in the app."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kanhe.evidence import Evidence
from kanhe.knowledge.sdks import Sdk, sdks
from kanhe.report.lists.cells import permission_cell, proof, scenes, sdk_purpose
from kanhe.report.lists.model import Cell, Line, SharedRow
from kanhe.report.lists.observed import LEVELS, MET, Observation, Observed
from kanhe.report.lists.phrases import phrase
from kanhe.report.lists.said import Said, SdkWords
from kanhe.report.lists.words import actor, gap, item_name, joined, kind_names, permission_name, same
from kanhe.rules.wording import readable

_WEB = ("http://", "https://")
_PROOFS = 3
"""Proofs of an SDK that a basis names."""


def shared(evidence: Evidence, seen: Observed, said: Said, level: str = "reachable") -> tuple[SharedRow, ...]:
    """Rows of the SDKs at the level or above that collect something, by name; what collects nothing is left out."""
    permissions = evidence.rows("permissions")
    found = []
    for row in evidence.rows("sdks"):
        known = sdks().get(row["sdk"])
        own = [o for o in seen.counted if o.actor == row["sdk"]]
        given = tuple(dict.fromkeys(g.item for g in seen.given if g.recipient == row["sdk"]))
        reached = LEVELS.index(row["level"]) >= LEVELS.index(level) or own or given
        if known is None or known.kind != "sdk" or not reached or not (own or given or row["collects"]):
            continue
        found.append(_row(row, known, own, given, permissions, said, seen))
    return tuple(sorted(found, key=lambda r: (_vendor(r), r.sdk)))


def _vendor(row: SharedRow) -> str:
    return row.vendor[0].text.zh if row.vendor and not row.vendor[0].gap else "~"


def _row(
    row: dict[str, Any], known: Sdk, own: list[Observation], given: tuple[str, ...], permissions: list[dict[str, Any]],
    said: Said, seen: Observed,
) -> SharedRow:  # fmt: skip
    words = said.sdks.get(known.id) or SdkWords(known.id)
    found = tuple(dict.fromkeys((*(o.item for o in own), *given)))
    published = tuple(row["collects"])
    optional = tuple(i for i in published if i in known.collects_optional and i not in found)
    started = Observation("", known.id, row["level"], tuple(p for p in MET if p == row["initialised_at"]))
    phases = {p for o in (*own, started) for p in o.phases}
    return SharedRow(
        sdk=known.id,
        name=actor(known.id),
        vendor=_company(known, words),
        kinds=_kinds(found, published, optional),
        purpose=(_plain(sdk_purpose(known.id, said)),),
        scene=tuple(_plain(line) for line in scenes(known.id, [*own, started], said)),
        means=_means(own, given, words),
        permissions=_permissions(permissions, known, found),
        policy=_policy(known, words),
        basis=(*_identified(row), *_proofs(own, seen, known.id, published, optional)),
        level=row["level"],
        phases=tuple(p for p in MET if p in phases),
        found=found,
        published=published,
        optional=optional,
        given=given,
    )


def _plain(line: Line) -> Line:
    """The row is of one SDK: its lines need not name it."""
    return replace(line, who=())


def _company(known: Sdk, words: SdkWords) -> Cell:
    if known.vendor:
        return (Line(same(known.vendor), "knowledge"),)
    return (Line(same(words.vendor), "policy"),) if words.vendor else (gap("gap.vendor"),)


def _kinds(found: tuple[str, ...], published: tuple[str, ...], optional: tuple[str, ...]) -> Cell:
    named = [*found, *(i for i in published if i not in optional and i not in found)]
    line = Line(kind_names(named), "evidence" if found else "knowledge")
    return (*((line,) if named else ()), *((gap("gap.optional", names=kind_names(optional)),) if optional else ()))


def _means(own: list[Observation], given: tuple[str, ...], words: SdkWords) -> Cell:
    if words.means:
        lines = [Line(same(words.means), "policy")]
    else:
        lines = [Line(phrase("share.itself"), "evidence" if own else "knowledge")]
    if given:
        lines.append(Line(phrase("share.given", names=kind_names(given))))
    if gone := [o.item for o in own if "network" in o.sinks]:
        lines.append(Line(phrase("share.network", names=kind_names(gone))))
    return tuple(lines)


def _permissions(rows: list[dict[str, Any]], known: Sdk, found: tuple[str, ...]) -> Cell:
    """Permissions it is known to ask for or was found to use, and those that open what it reads."""
    asked = [
        permission_name(r["name"]) for r in rows
        if r["protection"] in ("dangerous", "special") and known.id in (*r["declared_by"], *r["used_by"])
    ]  # fmt: skip
    by_item = [line.text for line in permission_cell(rows, found)]
    return tuple(Line(text) for text in dict.fromkeys([*asked, *by_item]))


def _policy(known: Sdk, words: SdkWords) -> Cell:
    title = phrase("policy.title", title=known.privacy_policy_title) if known.privacy_policy_title else None
    if words.link and words.link.startswith(_WEB):
        return (Line(title or same(words.link), "policy", href=words.link),)
    if link := _address(known):
        return (Line(title or same(link), "knowledge", href=link),)
    return (*((Line(title, "knowledge"),) if title else ()), gap("gap.link"))


def _address(known: Sdk) -> str | None:
    """The address of an SDK's policy, its own or that of the same policy of the same vendor."""
    if known.privacy_policy_url or not known.privacy_policy_title:
        return known.privacy_policy_url
    return next(
        (s.privacy_policy_url for s in sdks().values() if s.privacy_policy_url and s.vendor == known.vendor
         and s.privacy_policy_title == known.privacy_policy_title), None,
    )  # fmt: skip


def _identified(row: dict[str, Any]) -> Cell:
    proofs = joined(same(p) for p in row["proofs"][:_PROOFS])
    if row["version"]:
        return (Line(phrase("basis.sdk", version=row["version"], proofs=proofs)),)
    return (Line(phrase("basis.sdk.unversioned", proofs=proofs)),)


def _proofs(
    own: list[Observation], seen: Observed, sdk: str, published: tuple[str, ...], optional: tuple[str, ...]
) -> Cell:  # fmt: skip
    lines = [_plain(proof(o)) for o in own]
    given = [g for g in seen.given if g.recipient == sdk]
    lines += [Line(phrase("basis.given", caller=readable(g.caller), name=item_name(g.item))) for g in given]
    found = {*(o.item for o in own), *(g.item for g in given)}
    if beyond := [o.item for o in own if o.item not in published]:
        lines.append(Line(phrase("basis.beyond", names=kind_names(beyond))))
    if unseen := [i for i in published if i not in found and i not in optional]:
        lines.append(Line(phrase("basis.published", names=kind_names(unseen)), "knowledge"))
    return tuple(lines)
