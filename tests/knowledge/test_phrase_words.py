from kanhe.knowledge.item_words import folded, meanings
from kanhe.knowledge.phrase_words import phrase_words


def test_weak_words_are_words_for_information() -> None:
    known = set(meanings())
    singular = {word.removesuffix("s") for word in phrase_words().weak if word.isascii()}
    strangers = {w for w in phrase_words().weak if w not in known and w.removesuffix("s") not in known} - singular
    assert not strangers


def test_what_adds_nothing_is_a_head_or_a_word() -> None:
    assert folded("信息") in phrase_words().transparent & phrase_words().heads


def test_no_word_both_belongs_to_a_name_and_ends_it() -> None:
    assert not phrase_words().heads & phrase_words().not_before
