"""Filling the template with the result document.

Everything from the package is text to the template (autoescape), and the page forbids itself every outside request.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup, escape

from kanhe.inspection import Inspection
from kanhe.knowledge.items import items
from kanhe.report.document import document
from kanhe.report.phrases import PHRASES, place
from kanhe.report.terminal import clean
from kanhe.rules.wording import readable

_SEVERITIES = ("critical", "high", "medium", "low")
MAX_FINDINGS_SHOWN = 40
"""Findings of one rule that are shown in full; the JSON document has all."""


def render_html(inspection: Inspection, lang: str = "zh") -> str:
    """The page; ``lang`` is shown first, the reader may switch."""
    data = document(inspection)
    return _template().render(
        doc=data, lang=lang, groups=_groups(data["findings"]), matrix=_matrix(data["reads"]), limit=MAX_FINDINGS_SHOWN
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
    environment.globals["t"] = lambda key: _both({"zh": PHRASES[key].zh, "en": PHRASES[key].en})
    environment.globals["count"] = lambda key, n: _both(
        {"zh": PHRASES[key].zh.format(n=n), "en": PHRASES[key].en.format(n=n)}
    )
    environment.globals["place"] = lambda kind, where: _both({lang: place(kind, where, lang) for lang in ("zh", "en")})
    return environment.get_template("report.html.j2")


def _hit(excerpt: list[str]) -> str:
    """The one line of an excerpt that matters, without its mark and offset."""
    line = next((line for line in excerpt if line.startswith(">")), excerpt[-1])
    return line.partition(": ")[2] or line


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


def _matrix(reads: list[dict[str, Any]]) -> dict[str, Any]:
    """Items × actors of what is read, weak parameters left out."""
    telling = [r for r in reads if r["weight"] != "state"]
    actors = {r["actor"]["id"]: r["actor"] for r in telling}
    ordered = sorted(actors.values(), key=lambda a: (a["id"] != "app", a["id"]))[:12]
    items: dict[str, Any] = {}
    for read in telling:
        row = items.setdefault(read["item"]["id"], {"item": read["item"], "sensitive": read["sensitive"], "cells": {}})
        row["cells"][read["actor"]["id"]] = read
    return {"actors": ordered, "rows": list(items.values())}
