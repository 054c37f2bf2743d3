from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.knowledge.policy_verbs import policy_verbs


def test_kinds_are_those_of_declarations() -> None:
    affirmed = {verb for verb in VOCABULARY["declared_verb"] if not verb.startswith("not-")}
    assert set(policy_verbs()) == affirmed | {"provide"}


def test_words_are_lower_case_and_listed_once() -> None:
    for words in policy_verbs().values():
        assert all(word == word.lower() for word in words)
        assert len(words) == len(set(words))
