"""A page as one self-contained HTML file: a table on a desk, cards on a phone, and no script.

Everything from the package is text to the template (autoescape); only web addresses become links.
"""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup, escape

from kanhe.report.characters import clean
from kanhe.report.lists.page import Page

_WEB = ("http://", "https://")


def render_html(page: Page) -> str:
    internal = any(t.internal or any(c.internal for c in t.columns) for t in page.tables)
    return _template().render(page=page, internal=internal)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kanhe.report.lists", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["clean"] = clean
    environment.filters["breakable"] = _breakable
    environment.filters["web"] = lambda href: bool(href) and href.startswith(_WEB)
    return environment.get_template("lists.html.j2")


def _breakable(text: str) -> Markup:
    """Text that may be broken behind the dots and underscores of long names."""
    return Markup(str(escape(clean(text))).replace("_", "_<wbr>").replace(".", ".<wbr>"))  # escaped before
