from kanhe.knowledge.sdk_functions import sdk_functions
from kanhe.knowledge.sdks import sdks


def test_words_are_as_they_are_looked_for() -> None:
    assert all(word == word.lower().replace(" ", "") and len(word) > 1 for word in sdk_functions())


def test_categories_are_known() -> None:
    known = {sdk.category for sdk in sdks().values()}
    assert {c for categories in sdk_functions().values() for c in categories} <= known


def test_a_function_no_category_does() -> None:
    assert sdk_functions()["短信"] == frozenset()
