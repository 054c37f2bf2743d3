from kanhe.knowledge import lint


def test_the_knowledge_is_clean() -> None:
    assert lint.lint() == []


def test_a_shared_proof_without_a_note_is_found(monkeypatch) -> None:
    from kanhe.knowledge.sdks import Sdk

    pair = {
        "a": Sdk("a", "A", "sdk", "push", packages=("com.a",)),
        "b": Sdk("b", "B", "sdk", "push", packages=("com.a",)),
    }
    monkeypatch.setattr(lint, "sdks", lambda: pair)
    assert [p.message for p in lint.ProofsUnshared().check()] == ["packages com.a also tells a"]


def test_a_swallowed_prefix_without_a_note_is_found(monkeypatch) -> None:
    from kanhe.knowledge.sdks import Sdk

    pair = {
        "a": Sdk("a", "A", "sdk", "push", packages=("com.a",)),
        "b": Sdk("b", "B", "sdk", "push", packages=("com.a.b",)),
    }
    monkeypatch.setattr(lint, "sdks", lambda: pair)
    assert len(list(lint.PrefixesNoted().check())) == 1


def test_an_element_of_a_policy_without_ground_is_found(monkeypatch) -> None:
    from kanhe.knowledge.policy_elements import PolicyElement, Way

    one = {"x": PolicyElement("x", "甲", "x", "always", (("PIPL", "999"),), (Way(("Abc",), ()),))}
    monkeypatch.setattr(lint, "policy_elements", lambda: one)
    assert len(list(lint.ElementsFounded().check())) == 3
