from hypothesis import given
from hypothesis import strategies as st

from kanhe.declared.claims.verbs import verbs


def test_the_longest_verb_is_found() -> None:
    text = "我们会公开披露或委托处理"
    assert [v.word for v in verbs(text, 0, len(text))] == ["公开披露", "委托处理"]


def test_a_word_may_mean_several_things() -> None:
    (verb,) = verbs("您提供手机号", 0, 6)
    assert verb.kinds == {"share", "provide"}


def test_people_are_no_verbs() -> None:
    assert not verbs("使用者与处理者", 0, 7)


def test_english_verbs_are_whole_words() -> None:
    text = "We use it; abuse is not useful"
    assert [v.word for v in verbs(text, 0, len(text))] == ["use"]


@given(st.text(alphabet="收集使用共享abc use，", max_size=60))
def test_places_are_right(text: str) -> None:
    for verb in verbs(text, 0, len(text)):
        assert text[verb.start : verb.end] == verb.word
