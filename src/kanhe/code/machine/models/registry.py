"""How a module of models lists them."""

from __future__ import annotations

from collections.abc import Callable

from kanhe.code.machine.platform import Model, Models


def lister(models: Models) -> Callable[..., Callable[[Model], Model]]:
    """A decorator that puts a model into a module's list: ``@model("Ljava/lang/String;", "trim", "strip")``."""

    def model(owners: str, *names: str) -> Callable[[Model], Model]:
        def enter(function: Model) -> Model:
            for owner in owners.split():
                for name in names:
                    models[owner, name] = function
            return function

        return enter

    return model
