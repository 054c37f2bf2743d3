from kanhe.knowledge.policy_elements import policy_elements
from kanhe.rules.places import places


def test_places_are_of_known_elements() -> None:
    for element, place in places().items():
        assert element in policy_elements(), element
        assert set(place.near) <= set(policy_elements())
        assert element not in place.near
        assert place.zh != place.en


def test_what_rules_miss_has_a_place() -> None:
    always = {e.id for e in policy_elements().values() if e.duty == "always"}
    assert always <= set(places())
