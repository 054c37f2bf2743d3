from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.documents.tape import BREAK, OwnTape, Tape, merged

TEXTS = st.text(st.sampled_from("ab  \n\u3000中文，\u200b\xa0\U0001f600"), max_size=40)


def folded(source: str) -> str:
    tape = Tape(source)
    tape.raw(0, len(source))
    return tape.fold().passage(0, len(source)).text


def test_white_space_folds_to_one_space() -> None:
    assert folded(" a \t\u3000 b\xa0\n") == "a b"


def test_a_line_break_between_chinese_characters_is_none() -> None:
    assert folded("个人\n  信息") == "个人信息"
    assert folded("个人 信息") == "个人 信息"
    assert folded("device\ninfo") == "device info"
    assert folded("使用\nSDK") == "使用 SDK"


def test_a_break_that_shows_parts_chinese_words_too() -> None:
    tape = Tape("手机邮箱")
    tape.raw(0, 2)
    tape.stand(BREAK, 2, 2)
    tape.raw(2, 4)
    assert tape.fold().passage(0, tape.length).text == "手机 邮箱"


def test_where_lines_break() -> None:
    tape = Tape("中\n文a b \n c")
    tape.raw(0, 6)
    tape.stand(BREAK, 6, 6)
    tape.raw(6, 10)
    found = tape.fold().passage(0, tape.length)
    assert (found.text, found.breaks) == ("中文a b c", (5,))
    assert tape.fold().passage(3, tape.length).lines == ("a b", "c")


def test_what_has_no_shape_is_left_out() -> None:
    assert folded("手\u200b机\ufeff号\xad码\0") == "手机号码"


def test_places_of_what_stands_for_something_else() -> None:
    tape = Tape("a&amp;b")
    tape.raw(0, 1)
    tape.stand("&", 1, 6)
    tape.raw(6, 7)
    passage = tape.fold().passage(0, 3)
    assert passage.text == "a&b"
    assert passage.at.tolist() == [0, 1, 6, 7]
    assert passage.span(2, 3) == (6, 7)


def test_end_of_a_passage_that_ends_in_a_reference() -> None:
    tape = Tape("x&gt;")
    tape.raw(0, 1)
    tape.stand(">", 1, 5)
    assert tape.fold().passage(0, 2).at.tolist() == [0, 1, 5]


def test_stretches_set_off_and_links_are_cut_to_the_passage() -> None:
    tape = Tape("  ab cd ef")
    tape.raw(0, 10)
    ink = tape.fold([(4, 7), (2, 5)], [(5, 10, "u")])
    whole, tail = ink.passage(0, 10), ink.passage(5, 10)
    assert whole.strong == ((0, 5),)
    assert whole.is_strong(0, 5)
    assert not whole.is_strong(0, 6)
    assert tail.strong == ((0, 2),)
    assert [(k.start, k.end, k.target) for k in tail.links] == [(0, 5, "u")]
    assert ink.passage(2, 4).links == ()


def test_an_empty_passage_has_a_place() -> None:
    tape = Tape("  ")
    tape.raw(0, 2)
    passage = tape.fold().passage(0, 2)
    assert passage.text == ""
    assert len(passage.at) == 1


@given(TEXTS)
def test_every_character_stands_where_its_place_says(source: str) -> None:
    tape = Tape(source)
    tape.raw(0, len(source))
    passage = tape.fold().passage(0, len(source))
    assert len(passage.at) == len(passage.text) + 1
    for char, place in zip(passage.text, passage.at, strict=False):
        assert source[place] == char or (char == " " and source[place].isspace())
    assert (passage.at[1:] >= passage.at[:-1]).all()
    assert "  " not in passage.text
    assert passage.text == passage.text.strip(" ")


@given(TEXTS, TEXTS)
def test_a_tape_that_makes_its_source(first: str, second: str) -> None:
    tape = OwnTape()
    tape.write(first)
    tape.between("\n")
    tape.write(second)
    assert tape.made() == f"{first}\n{second}"
    passage = tape.fold().passage(0, tape.length)
    for char, place in zip(passage.text, passage.at, strict=False):
        assert tape.made()[place] == char or char == " "


def test_merged() -> None:
    assert merged([(5, 6), (1, 3), (3, 4), (2, 2)]) == [(1, 4), (5, 6)]
