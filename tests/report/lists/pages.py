"""A page whose every text tries to be more than text, and readers of what was drawn."""

from __future__ import annotations

from html.parser import HTMLParser

from kanhe.report.lists.page import Column, Page, Table, Words

HOSTILE = (
    "<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "+1+1", "-2", "@SUM(A1)", "a | b\nc", "[x](javascript:alert(1))",
    "`code` *bold* _under_ ~~no~~ # head", "\"><img src=x onerror=alert(1)>", "\u202eevil\x07", "{{ 7*7 }}", "&lt;b&gt;", "\\|",
    "![i](http://x/i.png)", "<!-- -->", "$x$ a_b_c", "\ud800",
)  # fmt: skip

PAGE = Page(
    "zh", "标题 <b>", (("应用", HOSTILE[0]),), (Words("注意 " + HOSTILE[8], "gap"), Words("安静", "quiet")),
    (
        Table("one", "表一", (Column("名", 20), Column("值", 30, internal=True)),
              tuple(((Words(text),), (Words(text, "gap", "https://a.example/p?a=1&b=2"), Words("二"))) for text in HOSTILE),
              note="说明", empty="空"),
        Table("two", "表二", (Column("名", 20),), (), note="无行时不显示", empty="没有行", internal=True),
    ),
    "脚注",
)  # fmt: skip


def page_of(*texts: str, href: str | None = None) -> Page:
    """A page of one table with one row a text."""
    rows = tuple(((Words(text, "plain", href),),) for text in texts)
    return Page("en", "title", (), (), (Table("one", "One", (Column("Name", 20),), rows, empty="none"),))


class Seen(HTMLParser):
    """The tags, addresses and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._styles = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._styles = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._styles = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._styles else data
