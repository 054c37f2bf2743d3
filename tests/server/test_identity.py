from typing import get_args

from kanhe.server.identity import ROLES, Person, Role


def test_there_are_six_roles_and_a_session_may_do_what_its_role_may() -> None:
    assert set(ROLES) == set(get_args(Role))
    assert len(ROLES) == 6
    assert Person("1", "甲", "admin").scopes == {"read", "write"}
