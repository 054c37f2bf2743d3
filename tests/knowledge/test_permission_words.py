from kanhe.knowledge.permission_words import permission_words
from kanhe.knowledge.permissions import permissions


def test_permissions_are_known() -> None:
    assert {name for names in permission_words().values() for name in names} <= set(permissions())


def test_longest_first() -> None:
    lengths = [len(word) for word in permission_words()]
    assert lengths == sorted(lengths, reverse=True)
