from kanhe.knowledge.lexicon import lexicon


def test_words() -> None:
    assert "同意" in lexicon()["agree_buttons_ok"]
    assert all(lexicon().values())
