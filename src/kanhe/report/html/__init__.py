"""The HTML report: one self-contained file in both languages, readable on a phone and in print."""

from kanhe.report.html.render import render_html

__all__ = ["render_html"]
