"""Reasons of gaps as the terminal tells them."""

from __future__ import annotations

import pytest

from kanhe.cli.run import unseen as module
from kanhe.cli.run.unseen import unseen


def test_each_reason_once_in_the_users_language(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = ["native-library: liba.so", "disconnected", "native-library: liba.so", *(f"other {k}" for k in range(9))]
    monkeypatch.setattr(module, "say", lambda zh, en: zh)
    told = list(unseen(reasons))
    assert told[:3] == ["未观察到：原生库 liba.so 没有执行", "未观察到：设备没有连接", "未观察到：other 0"]
    assert told[-1] == "未观察到：另有 5 项"
    monkeypatch.setattr(module, "say", lambda zh, en: en)
    assert list(unseen(reasons[:1])) == ["not observed: the native library liba.so was not executed"]
    assert list(unseen([])) == []
