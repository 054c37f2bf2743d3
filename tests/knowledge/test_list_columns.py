from kanhe.knowledge.list_columns import list_columns
from kanhe.knowledge.store import load


def test_a_word_announces_one_field() -> None:
    written = [
        w.lower().replace(" ", "") for words in load("list_columns", dict[str, tuple[str, ...]]).values() for w in words
    ]
    assert len(set(written)) >= len(written) - 1  # 'sdk name' stands with and without its space


def test_longest_first() -> None:
    lengths = [len(word) for word in list_columns()]
    assert lengths == sorted(lengths, reverse=True)


def test_fields_are_those_of_the_rows() -> None:
    assert set(list_columns().values()) == {
        "name", "party", "vendor", "items", "purpose", "means", "link", "permissions", "package", "platform", "kind",
        "other",
    }  # fmt: skip
