import importlib
import inspect
import pkgutil

import kanhe.ledger
from kanhe.ledger.event import Event
from kanhe.ledger.kinds import KINDS


def test_every_kind_of_the_room_is_known_by_its_name() -> None:
    """A kind left out could be written and never read again."""
    found: dict[str, type[Event]] = {}
    for module in pkgutil.walk_packages(kanhe.ledger.__path__, "kanhe.ledger."):
        if ".migrations" in module.name:
            continue
        for _, value in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(value, Event) and value is not Event:
                found[value.KIND] = value
    assert found == dict(KINDS)


def test_things_begin_with_words_of_their_own() -> None:
    prefixes = [kind.PREFIX for kind in KINDS.values() if kind.PREFIX]
    assert len(prefixes) == len(set(prefixes))
