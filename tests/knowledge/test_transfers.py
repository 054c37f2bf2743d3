from collections.abc import Iterator

import pytest

from kanhe.knowledge import transfers as module
from kanhe.knowledge.framework import framework
from kanhe.knowledge.store import KnowledgeError
from kanhe.knowledge.transfers import transfers

PLATFORM = ("Landroid/", "Ljava/", "Ljavax/", "Lorg/json/")
LIBRARIES = ("Landroid/support/",)


@pytest.fixture(autouse=True)
def _uncached() -> Iterator[None]:
    yield
    transfers.cache_clear()


def test_every_class_of_the_platform_is_one() -> None:
    named = {owner for owner, _ in transfers() if owner.startswith(PLATFORM) and not owner.startswith(LIBRARIES)}
    assert len(named) > 10
    assert not {name for name in named if framework().position(name) < 0}


def test_kinds() -> None:
    assert set(transfers().values()) <= {"none", "return", "this", "hash"}
    assert transfers()["Ljava/util/Random;", "nextInt"] == "none"


def read(monkeypatch: pytest.MonkeyPatch, *texts: str) -> dict[tuple[str, str], str]:
    monkeypatch.setattr(module, "load", lambda name, shape: {"none": list(texts)})
    transfers.cache_clear()
    return dict(transfers())


def test_how_an_entry_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "La/B;->f g", "La/C;->*") == {
        ("La/B;", "f"): "none", ("La/B;", "g"): "none", ("La/C;", "*"): "none",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["La/B; f", "a/B;->f", "La/B->f"])
def test_an_entry_that_is_no_method(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with pytest.raises(KnowledgeError, match="is no method"):
        read(monkeypatch, text)
