"""How models are listed, and that each takes a call of any shape: an app may name methods that no platform has."""

import pytest

from kanhe.code.machine.models import ALL
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Models
from kanhe.code.machine.values import ZERO
from kanhe.knowledge.framework import framework
from tests.builders.app import run, screen, static

PROTOS = (
    "()V",
    "(I)I",
    "(Ljava/lang/String;)Ljava/lang/Object;",
    "([I)[Ljava/lang/String;",
    "(IILjava/lang/Object;)La/Main;",
)
CALLED = sorted(key for key in ALL if key[1] not in ("exit", "halt"))
"""All models but those that end the app."""
KINDS = ("invoke-static", "invoke-virtual")
FOREIGN = ("Landroidx/", "Landroid/support/", "Lcom/tencent/", "Lokhttp3/", "Lcom/android/volley/", "Lkotlin", "Lokio/",
           "Ljava/io/AbstractStringBuilder;", "Ljava/lang/AbstractStringBuilder;")  # fmt: skip
"""Libraries, and a class of the platform that is not public."""


def test_a_model_is_listed_under_each_class_and_name() -> None:
    models: Models = {}
    model = lister(models)

    @model("La/B; La/C;", "f", "g")
    @model("La/D;", "h")
    def answer(call):
        return ZERO

    assert set(models) == {("La/B;", "f"), ("La/B;", "g"), ("La/C;", "f"), ("La/C;", "g"), ("La/D;", "h")}
    assert set(models.values()) == {answer}


def test_models_are_of_classes_there_are() -> None:
    unknown = {owner for owner, _ in ALL if not owner.startswith(FOREIGN) and framework().position(owner) < 0}
    assert not unknown


def call(owner: str, name: str, proto: str, how: str) -> str:
    """Code that calls a method with arguments of the kinds it asks for, the last of them a secret."""
    given = {"()": "", "(I)": "v0", "(II": "v0 v0 v2", "([I": "v3", "(Lj": "v2"}[proto[: 2 if proto[1] == ")" else 3]]
    receiver = "" if how == "invoke-static" else "v1 "
    return f"{how} {{{receiver}{given}}} {owner}->{name}{proto}"


PREPARED = """
    const/4 v0 2
    new-instance v1 {}
    invoke-direct {{v1}} Ljava/lang/Object;-><init>()V
    secret v2
    filled-new-array {{v0 v0}} [I
    move-result-object v3
"""


@pytest.mark.parametrize("how", KINDS)
@pytest.mark.parametrize("proto", PROTOS)
def test_every_model_takes_a_call_of_any_shape(proto: str, how: str) -> None:
    owners = sorted({owner for owner, _ in CALLED})
    methods = [
        static(
            f"m{k}()V",
            PREPARED.format(owner)
            + "\n".join(call(owner, name, proto, how) for known, name in CALLED if known == owner)
            + f"\nreach r{k}\nreturn-void",
        )
        for k, owner in enumerate(owners)
    ]
    app = run(screen("\n".join(f"invoke-static {{}} La/Main;->m{k}()V" for k in range(len(owners))), *methods))
    assert len(app.executed) == 1 + len(methods)
