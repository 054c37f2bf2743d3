from kanhe.rules.knowledge_tables import knowledge_tables


def pairs(name: str) -> set[tuple[str, str]]:
    return {tuple(row.values()) for row in knowledge_tables()[name].to_pylist()}


def test_every_item_covers_itself() -> None:
    covers = pairs("covers")
    assert all((i, i) in covers for i in knowledge_tables()["item"].column("id").to_pylist())
    assert ("device-information", "imei") not in covers
    assert ("device-information", "imei") in pairs("alludes")


def test_items_that_no_code_shows_are_not_observable() -> None:
    table = {row["id"]: row for row in knowledge_tables()["item"].to_pylist()}
    assert table["imei"]["observable"]
    assert not table["marital-status"]["observable"]


def test_words_are_long_enough_to_be_looked_for() -> None:
    words = {word for _, word in pairs("item_word")}
    assert "通讯录" in words
    assert "IP" not in words
