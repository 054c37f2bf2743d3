"""The comparison as one HTML page: the answer, its reasons, every change; needs no network and no script to be read.

Everything from packages and documents is text to the template (autoescape), and the page forbids itself every request.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from kanhe.report.characters import clean
from kanhe.report.diff.document import document
from kanhe.report.diff.model import Comparison
from kanhe.report.diff.words import WORDS
from kanhe.report.names import text
from kanhe.report.phrases import PHRASES
from kanhe.rules.wording import readable

MOST_OF_A_REASON = 8
"""Changes of a reason that are shown at once; the rest opens."""


def render_html(comparison: Comparison, lang: str = "zh") -> str:
    """The page; ``lang`` is shown first, the reader may switch."""
    data = document(comparison)
    return _template().render(doc=data, lang=lang, most=MOST_OF_A_REASON, reasons=_reasons(data))


def _reasons(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The reasons with the changes in full, as the sections hold them."""
    changes = [change for section in data["sections"] for change in section["changes"]]
    return [
        {**reason, "changes": [change for change in changes if reason["condition"] in change["conditions"]]}
        for reason in data["answer"]["reasons"]
    ]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kanhe.report.diff", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.ChainableUndefined,
    )  # fmt: skip
    environment.filters["both"] = _both
    environment.filters["clean"] = clean
    environment.filters["readable"] = lambda name: clean(readable(str(name)))
    environment.filters["strong"] = lambda changes: [c for c in changes if c["weight"] != "weak"]
    environment.filters["faint"] = lambda changes: [c for c in changes if c["weight"] == "weak"]
    environment.globals["t"] = lambda key: _both(text(WORDS[key]))
    environment.globals["p"] = lambda key: _both(text(PHRASES[key]))
    environment.globals["count"] = lambda key, n: _both(
        {"zh": WORDS[key].zh.format(n=n), "en": WORDS[key].en.format(n=n)}
    )
    environment.globals["proofs"] = proofs
    return environment.get_template("diff.html.j2")


def _both(said: dict[str, Any]) -> Markup:
    """A text in both languages, of which the page shows one."""
    if said["zh"] == said["en"]:
        return escape(clean(said["zh"]))
    return Markup('<span lang="zh">{}</span><span lang="en">{}</span>').format(clean(said["zh"]), clean(said["en"]))


def proofs(change: dict[str, Any]) -> list[dict[str, Any]]:
    """What stands behind a change in either build: the words of a document, or the way through the code."""
    found = []
    for when in ("before", "after"):
        facts = change[when] or {}
        quote = facts.get("sentence") or facts.get("quote")
        place = facts.get("place") or facts
        path = place.get("path") or []
        caller = place.get("sink_caller") or place.get("caller")
        if quote or path or caller:
            found.append({
                "when": when, "quote": quote, "heading": facts.get("heading"), "path": path or ([caller] if caller else []),
                "entry": place.get("entry"), "line": place.get("line") or place.get("sink_line"),
                "api": place.get("sink_api") or place.get("api"),
            })  # fmt: skip
    return found
