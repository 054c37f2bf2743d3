from hypothesis import given
from hypothesis import strategies as st

from kanhe.report.characters import clean
from kanhe.report.lists.html import render_html
from kanhe.report.lists.list_page import list_page
from tests.report.lists.pages import HOSTILE, PAGE, Seen, page_of
from tests.report.lists.sample import SHOP, lists


def test_hostile_texts_stay_texts() -> None:
    drawn = render_html(PAGE)
    seen = Seen(drawn)
    assert not {"script", "img", "b", "iframe"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    for text in HOSTILE:
        assert clean(text).split("\n")[0].strip() in seen.text
    assert "\u202e" not in drawn
    assert "\x07" not in drawn


@given(st.text(max_size=60))
def test_no_text_adds_markup(text: str) -> None:
    tags = [t for t in Seen(render_html(page_of(text))).tags if t != "wbr"]
    assert tags == Seen(render_html(page_of(""))).tags


def test_only_web_addresses_become_links() -> None:
    assert "a" in Seen(render_html(page_of("x", href="https://a.example"))).tags
    assert "a" not in Seen(render_html(page_of("x", href="javascript:alert(1)"))).tags


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    drawn = render_html(list_page(lists(*SHOP), "zh"))
    seen = Seen(drawn)
    assert "default-src 'none'" in drawn
    assert "script" not in seen.tags
    assert not [v for name, v in seen.attributes if name in ("src", "srcset", "action")]


def test_what_is_not_for_publication_can_be_hidden() -> None:
    drawn = render_html(list_page(lists(*SHOP), "zh"))
    assert 'id="publish"' in drawn
    assert drawn.count('<th class="internal"') == 2
    assert '<section class="internal" id="checks">' in drawn
    assert 'id="publish"' not in render_html(page_of("x"))


def test_every_cell_names_its_column_for_a_phone() -> None:
    made = lists(*SHOP)
    drawn = render_html(list_page(made, "en"))
    assert drawn.count('data-label="Purpose"') == len(made.collected) + len(made.shared)


def test_an_empty_table_says_so() -> None:
    assert "没有行" in render_html(PAGE)
