import pytest

from kanhe.ledger.importing.numerals import fold, number, with_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [("五", 5), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百零八", 108), ("二〇二五", 2025), ("１７", 17), ("两百", 200),
     ("一千二百", 1200), ("", None), ("第五", None), ("五人", None), ("9" * 30, None)],
)  # fmt: skip
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


def test_dates_in_numerals() -> None:
    assert with_digits("二〇二五年五月三十日") == "2025年5月30日"
    assert with_digits("应在六月十日前") == "应在6月10日前"
    assert with_digits("二○二一年第八批") == "2021年第八批"
    assert fold("（２０２１）") == "(2021)"
