"""The document ``kanhe-diff/1``: a comparison as plain data, in both languages; deterministic.

Described in ``docs/diff.md`` and by the JSON schema beside this module.
"""

from __future__ import annotations

import json
from importlib import resources

from kanhe import __version__
from kanhe.knowledge.limit_kinds import limit_kinds
from kanhe.knowledge.store import digest
from kanhe.report.diff.model import Change, Comparison, Section, Side
from kanhe.report.diff.necessity import RULE
from kanhe.report.diff.words import WORDS, actor_text
from kanhe.report.names import Plain, text

FORMAT = "kanhe-diff/1"
_SIDE = ("file_name", "package_id", "label", "version_name", "version_code", "target_sdk", "size", "signer_sha256")


def document(comparison: Comparison) -> Plain:
    """The whole document."""
    return {
        "format": FORMAT,
        "tool": {"name": "kanhe", "version": __version__, "knowledge": digest()},
        "date": comparison.new.judgement.date,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "identical": comparison.identical,
        "warnings": [text(warning) for warning in comparison.warnings],
        "answer": _answer(comparison),
        "rule": [
            {"condition": name, "title": text(condition.title), "words": text(condition.words)}
            for name, condition in RULE.items()
        ],
        "sections": [_section(section) for section in comparison.sections],
    }


def render_json(comparison: Comparison) -> str:
    """The document, indented; characters outside ASCII as they are."""
    return json.dumps(document(comparison), ensure_ascii=False, indent=2) + "\n"


def json_schema() -> Plain:
    """The JSON schema of ``kanhe-diff/1``."""
    loaded: Plain = json.loads((resources.files("kanhe.report.diff") / "diff.schema.json").read_text("utf-8"))
    return loaded


def _side(side: Side) -> Plain:
    return {
        "sha256": side.package["app"],
        "saved_evidence": side.saved,
        "verdict": side.judgement.verdict,
        **{column: side.package[column] for column in _SIDE},
        "documents": [
            {k: row[k] for k in ("document", "role", "source", "name", "sha256", "title")} for row in side.rows("documents")
        ],
    }  # fmt: skip


def _answer(comparison: Comparison) -> Plain:
    answer = comparison.answer
    section_of = {id(change): section.id for section in comparison.sections for change in section.changes}
    return {
        "full_inspection": answer.need,
        "words": text(WORDS[f"need.{answer.need}"]),
        "reasons": [
            {
                "condition": reason.condition,
                "title": text(RULE[reason.condition].title),
                "words": text(RULE[reason.condition].words),
                "changes": [
                    {"section": section_of[id(c)], "kind": c.kind, "key": list(c.key), "name": text(c.name)}
                    for c in reason.changes
                ],
            }
            for reason in answer.reasons
        ],
        "unseen": [_limit(kind) for kind in answer.unseen],
        "policies_compared": answer.policies,
    }


def _limit(kind: str) -> Plain:
    known = limit_kinds()[kind]
    return {"kind": kind, "zh": known.zh, "en": known.en}


def _section(section: Section) -> Plain:
    return {
        "id": section.id,
        "title": text(WORDS[f"section.{section.id}"]),
        "new": section.count("new"),
        "gone": section.count("gone"),
        "changed": section.count("changed"),
        "stayed": section.stayed,
        "blind": {
            "old": [_limit(kind) for kind in section.blind.old],
            "new": [_limit(kind) for kind in section.blind.new],
        },
        "changes": [_change(change) for change in section.changes],
    }


def _change(change: Change) -> Plain:
    return {
        "kind": change.kind,
        "key": list(change.key),
        "name": text(change.name),
        "actor": {"id": change.actor, **text(actor_text(change.actor))} if change.actor is not None else None,
        "details": [text(detail) for detail in change.details],
        "conditions": list(change.conditions),
        "weight": change.weight,
        "before": change.before,
        "after": change.after,
    }
