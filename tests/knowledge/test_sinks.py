from collections.abc import Iterator

import pytest

from kanhe.evidence.vocabulary import VOCABULARY
from kanhe.knowledge import sinks as module
from kanhe.knowledge.framework import framework
from kanhe.knowledge.sinks import sinks
from kanhe.knowledge.store import KnowledgeError

PLATFORM = ("Landroid/", "Ljava/", "Ljavax/", "Lorg/apache/", "Lorg/json/")
LIBRARIES = ("Landroid/support/",)


@pytest.fixture(autouse=True)
def _uncached() -> Iterator[None]:
    yield
    sinks.cache_clear()


def test_every_kind_is_in_the_vocabulary() -> None:
    assert {sink.kind for sink in sinks()} <= set(VOCABULARY["sink"])


def test_every_class_of_the_platform_is_one() -> None:
    named = {
        s.class_name for s in sinks() if s.class_name.startswith(PLATFORM) and not s.class_name.startswith(LIBRARIES)
    }
    assert len(named) > 10
    assert not {name for name in named if framework().position(name) < 0}


def test_no_sink_is_listed_twice() -> None:
    keys = [(s.class_name, s.name, s.proto) for s in sinks()]
    assert len(keys) == len(set(keys))


def read(monkeypatch: pytest.MonkeyPatch, text: str) -> module.Sink:
    monkeypatch.setattr(module, "load", lambda name, shape: {"log": [text]})
    sinks.cache_clear()
    (found,) = sinks()
    return found


def test_how_an_entry_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "La/B;->m") == module.Sink("log", "La/B;", "m", None, None)
    assert read(monkeypatch, "La/B;->m(IJ)V 1 -1") == module.Sink("log", "La/B;", "m", "(IJ)V", (1, -1))


@pytest.mark.parametrize("text", ["La/B;", "a.B->m", "La/B->m"])
def test_an_entry_that_is_no_method(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with pytest.raises(KnowledgeError, match="is no method"):
        read(monkeypatch, text)
