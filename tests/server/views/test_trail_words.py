from typing import get_args

from kanhe.ledger.kinds import KINDS
from kanhe.server.accounts.access_log import What
from kanhe.server.views.trail_words import KIND_NAMES, kind_name


def test_every_kind_of_both_has_a_name() -> None:
    assert set(KIND_NAMES) == set(KINDS) | set(get_args(What))


def test_what_is_not_known_is_called_as_it_is() -> None:
    assert kind_name("new-kind") == ("new-kind", "new-kind")
