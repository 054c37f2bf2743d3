"""An official text as one HTML file: everything is text to the template, and the page asks for nothing from outside."""

from __future__ import annotations

from functools import cache

import jinja2

from kanhe.ledger.exporting.official_text import OfficialText, chinese_date, printed


def render_html(text: OfficialText) -> str:
    return _template().render(text=text, date=chinese_date(text.date))


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kanhe.ledger.exporting", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["printed"] = printed
    return environment.get_template("official_text.html.j2")
