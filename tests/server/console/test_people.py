from collections.abc import Callable

from kanhe.server.console.people import people
from kanhe.server.identity import Person
from kanhe.server.services import Services


def test_names_of_accounts_and_of_others_what_is_written(serving: Services, person: Callable[..., Person]) -> None:
    somebody = person("inspector")
    who = people(serving)
    assert who(somebody.id) == "inspector 某"
    assert (who("kanhe"), who("example"), who(None)) == ("勘合", "example", "—")
