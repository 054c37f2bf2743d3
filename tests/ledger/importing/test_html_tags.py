import time

import pytest

from kanhe.ledger.importing.html_tags import Tag, tags


def test_tags_text_and_what_is_neither() -> None:
    page = (
        '<!DOCTYPE html><!-- a <b> --><TD rowspan="2" title="x>y">1 &lt; 2</td><script>if (a<b) {}</script><br/>3 < 4'
    )
    assert list(tags(page)) == [
        Tag("td", attributes=' rowspan="2" title="x>y"'), Tag("", text="1 < 2"), Tag("td", closes=True),
        Tag("br", attributes="/"), Tag("", text="3 "), Tag("", text="<"), Tag("", text=" 4"),
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["a<!-- b", "a<td b", "a<script>b", "a<? b", "a<td b='", "a</"])
def test_what_is_not_closed_ends_the_page(page: str) -> None:
    assert "".join(t.text for t in tags(page)) in ("a", "a</")


def test_a_quote_that_is_not_closed_hides_no_more_than_its_tag() -> None:
    assert [t.name or t.text for t in tags("<td it's>x<td>y")] == ["td", "x", "td", "y"]


def test_a_reference_of_thousands_of_digits() -> None:
    assert next(tags("&#" + "9" * 6000 + ";")).text.startswith("&#9")


@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "<!",
        "</",
        "<a ",
        "<a",
        "<![CDATA[",
        "&#",
        "<?",
        '<a b="',
        "<a b='",
        "<script",
        "</script>",
        "<a ='>",
        "<td>",
    ],
)
def test_the_cost_grows_with_the_length(part: str) -> None:
    began = time.perf_counter()
    for _ in tags(part * 200_000):
        pass
    assert time.perf_counter() - began < 5
