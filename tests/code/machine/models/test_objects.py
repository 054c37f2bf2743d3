import pytest

from tests.builders.app import define, run, screen
from tests.builders.dex import Class, Field


def test_a_clone_has_fields_of_its_own() -> None:
    box = Class("La/Box;", fields=[Field("n", "I", static=False)], interfaces=["Ljava/lang/Cloneable;"])
    app = run("""
        new-instance v0 La/Box;
        const/4 v1 1
        iput v1 v0 La/Box;->n:I
        invoke-virtual {v0} La/Box;->clone()Ljava/lang/Object;
        move-result-object v2
        check-cast v2 La/Box;
        iget v3 v2 La/Box;->n:I
        see v3
        const/4 v1 2
        iput v1 v2 La/Box;->n:I
        iget v3 v0 La/Box;->n:I
        see v3
    """, box)  # fmt: skip
    assert app.seen == [1, 1]


def test_the_message_of_an_exception() -> None:
    app = run("""
        new-instance v0 Ljava/lang/RuntimeException;
        secret v1
        invoke-direct {v0 v1} Ljava/lang/RuntimeException;-><init>(Ljava/lang/String;)V
        invoke-virtual {v0} Ljava/lang/RuntimeException;->getMessage()Ljava/lang/String;
        move-result-object v2
        leak v2
    """)
    assert app.leaks == {"imei"}


@pytest.mark.parametrize(("name", "seen"), [("min", 2), ("max", 5)])
def test_math(name: str, seen: int) -> None:
    app = run(
        f"const/4 v0 5\nconst/4 v1 2\ninvoke-static {{v0 v1}} Ljava/lang/Math;->{name}(II)I\nmove-result v0\nsee v0"
    )
    assert app.seen == [seen]


def test_abs() -> None:
    assert run("const/4 v0 -5\ninvoke-static {v0} Ljava/lang/Math;->abs(I)I\nmove-result v0\nsee v0").seen == [5]


def test_a_random_number_is_below_its_bound() -> None:
    app = run("""
        new-instance v0 Ljava/util/Random;
        invoke-direct {v0} Ljava/util/Random;-><init>()V
        const/4 v1 4
        invoke-virtual {v0 v1} Ljava/util/Random;->nextInt(I)I
        move-result v1
        const/4 v2 4
        if-ge v1 v2 :above
        reach below
        return-void
        :above
        reach above
    """)
    assert app.reached == {"below"}


def test_an_enum_knows_its_ordinal() -> None:
    made = define(
        "<init>(Ljava/lang/String;I)V",
        "invoke-direct {p0 p1 p2} Ljava/lang/Enum;-><init>(Ljava/lang/String;I)V\nreturn-void",
    )
    kind = Class("La/Kind;", "Ljava/lang/Enum;", methods=[made])
    app = run(screen("""
        new-instance v0 La/Kind;
        const-string v1 "LAST"
        const/4 v2 6
        invoke-direct {v0 v1 v2} La/Kind;-><init>(Ljava/lang/String;I)V
        invoke-virtual {v0} La/Kind;->ordinal()I
        move-result v2
        see v2
        invoke-virtual {v0} La/Kind;->name()Ljava/lang/String;
        move-result-object v1
        invoke-virtual {v1} Ljava/lang/String;->length()I
        move-result v2
        see v2
    """), kind)  # fmt: skip
    assert app.seen == [6, 4]
