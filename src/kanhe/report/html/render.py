"""Filling the template with the result document.

Everything from the package is text to the template (autoescape), and the page forbids itself every outside request.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup, escape

from kanhe.inspection import Inspection
from kanhe.knowledge.items import items
from kanhe.report.characters import clean
from kanhe.report.document import document
from kanhe.report.html.matrix import matrix
from kanhe.report.html.papers import sdk_match
from kanhe.report.html.timeline import segments, ticks
from kanhe.report.phrases import PHRASES, place, why
from kanhe.rules.wording import readable

_SEVERITIES = ("critical", "high", "medium", "low")
_WORDY = re.compile(r"[a-z0-9 ]*[a-z]{3}[a-z ]*[a-z';, ]+$")
"""A detail of an element that is English words, not a date, a number or an address."""
MAX_QUOTE = 420
"""Characters of a quoted sentence that are shown."""
MAX_FINDINGS_SHOWN = 40
"""Findings of one rule that are shown in full; the JSON document has all."""


def render_html(inspection: Inspection, lang: str = "zh") -> str:
    """The page; ``lang`` is shown first, the reader may switch."""
    data = document(inspection)
    cells = data["tally"]["cells"]
    return _template().render(
        doc=data, alone=data["app"]["format"] == "document",
        lang=lang, groups=_groups(data["findings"]), limit=MAX_FINDINGS_SHOWN, matrix=matrix(cells),
        numbers={(c["actor"]["id"], c["item"]["id"]): k for k, c in enumerate(cells)}, match=sdk_match(data),
        papers={d["document"]: d for d in data["documents"]}, elements=_elements(data["policy_elements"]),
        policy_read=any(d["role"] == "policy" and d["readable"] for d in data["documents"]),
    )  # fmt: skip


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kanhe.report.html", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.ChainableUndefined,
    )  # fmt: skip
    environment.filters["both"] = _both
    environment.filters["item"] = _item
    environment.filters["readable"] = lambda text: clean(readable(str(text)))
    environment.filters["short"] = lambda text: clean(readable(str(text), short=True))
    environment.filters["clean"] = clean
    environment.filters["hit"] = _hit
    environment.filters["clip"] = _clip
    environment.filters["wordy"] = lambda detail: bool(_WORDY.match(detail))
    environment.filters["quoted"] = _quoted
    environment.globals["t"] = lambda key: _both({"zh": PHRASES[key].zh, "en": PHRASES[key].en})
    environment.globals["count"] = lambda key, n: _both(
        {"zh": PHRASES[key].zh.format(n=n), "en": PHRASES[key].en.format(n=n)}
    )
    environment.globals["timeline"] = _timeline
    environment.globals["why"] = lambda kind, told: _both({lang: why(kind, told, lang) for lang in ("zh", "en")})
    environment.globals["place"] = lambda kind, where: _both({lang: place(kind, where, lang) for lang in ("zh", "en")})
    return environment.get_template("report.html.j2")


def _timeline(run: dict[str, Any]) -> dict[str, Any]:
    """The stretches of a run, and how a line's reads are drawn on them."""
    stretches = segments(run)
    return {"segments": stretches, "ticks": lambda line: ticks(stretches, line["moments"])}


def _hit(excerpt: list[str]) -> str:
    """The one line of an excerpt that matters, without its mark and offset."""
    line = next((line for line in excerpt if line.startswith(">")), excerpt[-1])
    return line.partition(": ")[2] or line


def _clip(text: str, length: int) -> str:
    """A text cut to a length, with a sign that it was."""
    return text if len(text) <= length else text[:length].rstrip() + "…"


def _quoted(sentence: str, written: str | None) -> Markup:
    """A sentence of a document, the words that name the item marked; of a long one what surrounds them."""
    text, words = clean(sentence), clean(written or "")
    at = text.find(words) if words else -1
    start = max(0, at - MAX_QUOTE // 2) if at >= 0 and len(text) > MAX_QUOTE else 0
    end = min(len(text), max(start + MAX_QUOTE, at + len(words)))
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    if at < 0:
        return Markup("{}{}{}").format(before, text[start:end], after)
    behind = at + len(words)
    return Markup("{}{}<mark>{}</mark>{}{}").format(before, text[start:at], words, text[behind:end], after)


def _elements(found: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Elements of policies, those that are missing everywhere and those that stand somewhere, each once."""
    best: dict[str, dict[str, Any]] = {}
    for element in found:
        if element["element"] not in best or element["present"]:
            best.setdefault(element["element"], element)
            if element["present"] and not best[element["element"]]["present"]:
                best[element["element"]] = element
    duties = ("always", "when", "advice")
    ordered = sorted(best.values(), key=lambda e: duties.index(e["duty"]))
    return {
        "missing": [e for e in ordered if not e["present"]],
        "present": [e for e in ordered if e["present"]],
    }


def _both(text: dict[str, Any] | None) -> Markup:
    """A text in both languages, of which the page shows one."""
    if text is None:
        return Markup("—")
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(
        escape(clean(text["zh"])), escape(clean(text["en"]))
    )


def _item(name: str) -> Markup:
    """An item of personal information by its id, in both languages."""
    known = items().get(name)
    return _both({"zh": known.zh, "en": known.en} if known else {"zh": name, "en": name})


def _groups(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Violations first, by the regulator's label and then by rule; advice last."""
    groups = []
    for effect in ("violation", "advice"):
        mine = [f for f in findings if f["effect"] == effect]
        worst = {
            f["label"]: min(_SEVERITIES.index(g["severity"]) for g in mine if g["label"] == f["label"]) for f in mine
        }
        mine.sort(key=lambda f: (worst[f["label"]], f["label"] or "~", _SEVERITIES.index(f["severity"]), f["rule"]))
        for label, same in groupby(mine, key=lambda f: f["label"]):
            rules = [{"rule": rule, "findings": list(of)} for rule, of in groupby(list(same), key=lambda f: f["rule"])]
            groups.append(
                {"effect": effect, "label": label, "rules": rules, "count": sum(len(r["findings"]) for r in rules)}
            )
    return groups
