from pathlib import Path

import pytest

from kanhe.knowledge import store


def test_compiled_once_and_again_from_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANHE_CACHE", str(tmp_path))
    first = store.load("limit_kinds", dict[str, dict[str, object]])
    (kept,) = (tmp_path / "knowledge").iterdir()
    assert store.load("limit_kinds", dict[str, dict[str, object]]) == first
    kept.write_bytes(b"{damaged")
    assert store.load("limit_kinds", dict[str, dict[str, object]]) == first


def test_cache_that_cannot_be_written_only_costs_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANHE_CACHE", "/proc/nowhere")
    assert store.load("limit_kinds", dict[str, dict[str, object]])


def test_wrong_shape_names_file_and_place() -> None:
    with pytest.raises(store.KnowledgeError, match=r"limit_kinds.yaml.*\$"):
        store.load("limit_kinds", dict[str, int])


def test_broken_yaml_names_the_file() -> None:
    with pytest.raises(store.KnowledgeError, match=r"a\.yaml"):
        store.load_text("t", {"a.yaml": b"{ [unclosed"})


def test_digest_is_stable() -> None:
    assert store.digest() == store.digest()
    assert len(store.digest()) == 16
