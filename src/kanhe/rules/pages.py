"""A page for each rule, drawn from its file: ``python -m kanhe.rules.pages docs/rules``."""

from __future__ import annotations

import sys
from pathlib import Path

from kanhe.knowledge.instruments import instruments
from kanhe.rules.rule import Rule, catalogue

_WORDS = {
    "zh": {
        "why": "检查什么，为什么", "violates": "违规时的表述", "remedy": "如何整改", "blind": "看不到什么", "basis": "依据",
        "query": "查询", "unconfirmed": "条款号未核实", "severity": "严重程度", "effect": "作用", "label": "通报用语",
        "needs": "所需证据", "requires": "需要告知", "thresholds": "阈值", "specimens": "样例", "index": "规则",
        "violation": "违规（决定结论）", "advice": "提示（不决定结论）",
    },
    "en": {
        "why": "What it looks at, and why", "violates": "What a finding says", "remedy": "What to change",
        "blind": "What it cannot see", "basis": "Basis", "query": "Query", "unconfirmed": "clause unconfirmed",
        "severity": "severity", "effect": "effect", "label": "notice label", "needs": "evidence needed",
        "requires": "must be told", "thresholds": "thresholds", "specimens": "specimens", "index": "Rules",
        "violation": "violation (decides the verdict)", "advice": "advice (does not decide)",
    },
}  # fmt: skip


def page(rule: Rule, lang: str) -> str:
    """Markdown of one rule in one language."""
    w = _WORDS[lang]
    lines = [
        f"# {rule.title.in_language(lang)}", "",
        f"`{rule.id}` · {w['severity']}: {rule.severity} · {w['effect']}: {w[rule.effect]}"
        + (f" · {w['label']}: {rule.label}" if rule.label else ""), "",
        f"## {w['why']}", "", rule.explanation.in_language(lang), "",
        f"## {w['violates']}", "", f"> {rule.message.in_language(lang)}", "",
        f"## {w['remedy']}", "", rule.remedy.in_language(lang), "",
        f"## {w['blind']}", "", rule.blind_to.in_language(lang), "",
        f"## {w['basis']}", "",
    ]  # fmt: skip
    for basis in rule.basis:
        instrument = instruments()[basis.instrument]
        clause = instrument.clauses[basis.clause]
        gist = (clause.zh if lang == "zh" else clause.en) or ""
        name = instrument.zh if lang == "zh" else instrument.en
        mark = "" if clause.confirmed else f" _({w['unconfirmed']})_"
        lines.append(f"- {name}, {basis.clause}{mark}" + (f": {gist}" if gist else ""))
    lines += ["", f"- {w['needs']}: {', '.join(rule.needs)}"]
    if rule.requires:
        lines.append(f"- {w['requires']}: {', '.join(rule.requires)}")
    for name, origin in rule.thresholds.items():
        lines.append(f"- {w['thresholds']}: {name} = {origin}")
    lines += [f"- {w['specimens']}: `{rule.specimens.violates}`, `{rule.specimens.complies}`", ""]
    lines += [f"## {w['query']}", "", "```sql", rule.query.strip(), "```", ""]
    return "\n".join(lines)


def index(lang: str) -> str:
    """Markdown list of all rules."""
    rows = [f"- [{r.id}]({r.id}.md) · {r.severity} · {r.title.in_language(lang)}" for r in catalogue().values()]
    return "\n".join([f"# {_WORDS[lang]['index']}", "", *rows, ""])


def write(folder: Path) -> dict[Path, str]:
    """Every page by its path below ``folder``."""
    pages = {}
    for lang, place in (("en", folder), ("zh", folder / "zh")):
        pages[place / "README.md"] = index(lang)
        for rule in catalogue().values():
            pages[place / f"{rule.id}.md"] = page(rule, lang)
    return pages


if __name__ == "__main__":
    for path, text in write(Path(sys.argv[1])).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
