from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.elements.place import MAX_QUOTE, Place, place_of, row
from kanhe.declared.elements.sentences import Sentence, policy_of
from tests.builders.policies import document


@given(st.integers(1, 700), st.data())
def test_a_long_sentence_is_cut_around_its_words(length: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, min(length, start + MAX_QUOTE)))
    place = place_of(Sentence(0, 10, 10 + length, "字" * length, 0, "", False), start, end)
    assert 10 <= place.start <= 10 + start
    assert 10 + end <= place.end <= 10 + length
    assert place.end - place.start == min(length, MAX_QUOTE)


def test_a_row_quotes_the_block_and_points_into_the_source() -> None:
    source = "# 期限\n保存**三年**。"
    found = row("a", "policy", policy_of(document(source)), "retention", Place(1, 2, 4, "3 years"))
    assert (found.quote, found.detail, found.heading) == ("三年", "3 years", "期限")
    assert source[found.start : found.end] == "三年"


def test_without_a_place_it_is_absent() -> None:
    found = row("a", "policy", policy_of(document("")), "retention", None)
    assert (found.present, found.quote, found.start) == (False, None, -1)
