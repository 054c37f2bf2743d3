import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.html_tokens import attributes, tokens, write_text
from kanhe.declared.documents.tape import Tape


def told(source: str) -> list[tuple[str, str]]:
    return [(t.kind, t.name or source[t.start : t.end]) for t in tokens(source)]


def test_tags_and_text() -> None:
    assert told("<P class=a>x</p >y") == [("open", "p"), ("text", "x"), ("close", "p"), ("text", "y")]


def test_a_lone_bracket_is_text() -> None:
    assert told("a < b <3 <<i>") == [("text", "a < b <3 <"), ("open", "i")]


@pytest.mark.parametrize(
    ("source", "rest"),
    [("<!-- <p> -->x", "x"), ("<!-->x", "x"), ("<!--->x", "x"), ("<!doctype html>x", "x"), ("<?xml a?>x", "x"), ("</3>x", "x"), ("<!-- <p>", "")],
)  # fmt: skip
def test_what_is_no_element_is_left_out(source: str, rest: str) -> None:
    assert told(source) == ([("text", rest)] if rest else [])


def test_scripts_are_raw() -> None:
    assert told("<script>if (a<b) '</p>'</script>x") == [
        ("open", "script"),
        ("raw", "script"),
        ("close", "script"),
        ("text", "x"),
    ]


def test_a_bracket_in_a_value_does_not_end_the_tag() -> None:
    (tag, text) = tokens("<a title=\"x>y\" href='z>'>t")
    assert attributes(tag.attributes) == {"title": "x>y", "href": "z>"}
    assert text.kind == "text"


def test_a_quote_without_end_does_not_swallow_the_tag() -> None:
    assert told('<p title="a>b</p>c') == [("open", "p"), ("text", "b"), ("close", "p"), ("text", "c")]


def test_attributes_first_of_a_name_counts() -> None:
    assert attributes(' A=1 a=2 hidden b = "&lt;" /') == {"a": "1", "hidden": "", "b": "<"}


def test_references() -> None:
    source = "a&nbsp;&amp;&#20013;&#x6587;&unknown;&"
    tape = Tape(source)
    write_text(tape, 0, len(source))
    text, begins, ends = tape.unfolded()
    assert text == "a\xa0&中文&unknown;&"
    assert source[begins[3] : ends[3]] == "&#20013;"


MARKUP = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "a",
            "<a ",
            '="',
            "'",
            "</",
            "<!--",
            "-->",
            "-",
            "<script>",
            "</script",
            "&amp",
            ";",
            " ",
            "<td>",
            "/>",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP)
def test_tokens_are_in_order_and_do_not_overlap(source: str) -> None:
    position = 0
    for token in tokens(source):
        assert position <= token.start < token.end <= len(source)
        position = token.end


@pytest.mark.parametrize(
    "piece",
    ["<a <a ", "<!--", "<!-", '<a b="', "<a b='", "</a", "<script>", "<script", "<![CDATA[", "&", "&#", "<a =", "<!--->", "</script", "<?", "<a b=\"'", "<textarea>"],
)  # fmt: skip
def test_hostile_source_costs_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        source = piece * count
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            for token in tokens(source):
                write_text(Tape(source), token.start, token.end) if token.kind == "text" else attributes(
                    token.attributes
                )
            best = min(best, time.process_time() - start)
        return best

    seconds(100)
    assert seconds(40_000) < 8 * seconds(10_000) + 0.3
