from __future__ import annotations

import pytest

from kanhe.code.machine import models
from kanhe.code.machine.platform import Call
from kanhe.code.machine.values import Value, value
from tests.builders.app import run
from tests.builders.dex import Class


def seven(call: Call) -> Value:
    return value(7)


def never(call: Call) -> None:
    return None


def test_a_model_tells_what_a_method_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.ALL, ("Lx/Y;", "of"), seven)
    assert run("invoke-static {} Lx/Y;->of()I\nmove-result v0\nsee v0").seen == [7]


def test_a_model_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.ALL, ("Landroid/app/Activity;", "getTaskId"), seven)
    assert run("invoke-virtual {p0} La/Main;->getTaskId()I\nmove-result v0\nsee v0").seen == [7]


def test_a_constructor_is_not_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.ALL, ("Ljava/util/AbstractList;", "<init>"), never)
    code = "new-instance v0 {0}\ninvoke-direct {{v0}} {0}-><init>()V\nreach behind"
    assert run(code.format("Ljava/util/ArrayList;")).reached == {"behind"}
    assert run(code.format("Ljava/util/AbstractList;")).reached == set()


def test_a_call_that_never_returns_ends_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.ALL, ("Lx/Y;", "never"), never)
    assert run("reach before\ninvoke-static {} Lx/Y;->never()V\nreach behind").reached == {"before"}


def test_what_throws_nothing_reaches_no_handler() -> None:
    code = "const/4 v0 0\n:a\ninvoke-static {{v0 v0}} {}\n:b\nreturn-void\n:c\nreach caught\n.try :a :b * :c"
    log = "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I"
    assert run(code.format(log)).reached == set()
    assert run(code.format("Lx/Y;->d(Ljava/lang/String;Ljava/lang/String;)I")).reached == {"caught"}


def test_a_method_of_the_platform_may_be_overridden_by_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.ALL, ("Landroid/app/Activity;", "getTaskId"), seven)
    other = Class("La/Other;", "Landroid/app/Activity;")
    app = run("new-instance v0 La/Other;\ninvoke-virtual {v0} La/Other;->getTaskId()I\nmove-result v1\nsee v1", other)
    assert app.seen == [7]
