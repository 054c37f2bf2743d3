from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kanhe.server.console.navigation import PLACES, Place, is_here, places
from kanhe.server.identity import ROLES, Role


@pytest.mark.parametrize("role", ROLES)
def test_every_place_of_the_menu_is_there_for_its_roles(client: Callable[..., TestClient], role: Role) -> None:
    somebody = client(role)
    for place in PLACES:
        if role in place.roles:
            assert somebody.get(place.href).status_code == 200, place.href


def test_visitors_see_what_is_public(client: Callable[..., TestClient]) -> None:
    shown = list(places(None))
    assert shown
    for place in shown:
        assert client(None).get(place.href).status_code == 200, place.href


def test_a_place_holds_the_pages_under_it() -> None:
    place = Place("", "", "/store/held")
    assert is_here(place, "/store/held")
    assert is_here(place, "/store/held/x")
    assert not is_here(place, "/store/heldx")
    assert not is_here(Place("", "", "/"), "/store")
