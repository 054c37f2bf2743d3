import time

import pytest

from kanhe.declared.documents.css import PLAIN, Look, classes_of, is_loud, look_of, size_of


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("font-weight: BOLD", Look(bold=True)),
        ("font-weight:700 !important", Look(bold=True)),
        ("font-weight:400", Look(bold=False)),
        ("text-decoration: underline solid", Look(underlined=True)),
        ("color:#f00", Look(coloured=True)),
        ("color: rgb(51, 51, 51)", Look(coloured=False)),
        ("display:none", Look(hidden=True)),
        ("visibility: hidden;", Look(hidden=True)),
        ("white-space:pre-wrap", Look(as_typed=True)),
        ("font-size:12pt", Look(size=16.0)),
        ("margin:0;padding:0", PLAIN),
        (";;:;a", PLAIN),
    ],
)
def test_look_of_a_style(style: str, look: Look) -> None:
    assert look_of(style) == look


def test_inner_look_goes_over_the_outer_one() -> None:
    look = Look(bold=False).over(Look(bold=True, underlined=True, size=12.0))
    assert look == Look(bold=False, underlined=True, size=12.0)
    assert PLAIN.over(look) is look


@pytest.mark.parametrize(
    ("colour", "loud"),
    [("red", True), ("black", False), ("#333", False), ("#c00", True), ("rgba(0,0,255,.9)", True), ("var(--x)", None)],
)
def test_colours(colour: str, loud: bool | None) -> None:
    assert is_loud(colour) is loud


def test_sizes() -> None:
    assert [size_of(v) for v in ("16px", "1.5em", "large", "calc(1px)", "150%")] == [16.0, 24.0, 18.0, None, 24.0]


def test_classes_of_a_sheet() -> None:
    sheet = (
        "/* .a{} */ .a, p.b { font-weight: bold } .c{margin:0} .a{color:red} div .d{font-weight:bold} #e{display:none}"
    )
    assert classes_of(sheet) == {"a": Look(bold=True, coloured=True), "b": Look(bold=True)}


def test_rules_for_certain_media_say_nothing() -> None:
    sheet = "@media print { .a{display:none} .b{color:red} } .c{display:none} @font-face{src:x} .d{display:none}"
    assert classes_of(sheet) == {"c": Look(hidden=True), "d": Look(hidden=True)}


@pytest.mark.parametrize("sheet", ["{{{{", "}}}}", "@media", "@media a{", ".a{", "/*", "." * 50, "@a{" * 50])
def test_broken_sheets_say_nothing(sheet: str) -> None:
    assert classes_of(sheet) == {}


@pytest.mark.parametrize("piece", ["a", "{", "}", "/*", "@a", "@a{", "a{b:", ".a{color:red}", ".a,", ";", "*/"])
def test_hostile_sheets_cost_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        classes_of(piece * count)
        return time.process_time() - start

    once, four = min(seconds(10_000) for _ in range(2)), min(seconds(40_000) for _ in range(2))
    assert four < 8 * once + 0.3
