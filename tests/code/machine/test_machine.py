"""Objects, summaries and their contexts: what is told apart, and what is not run twice."""

import pytest

from tests.builders.app import define, run, screen, static
from tests.builders.dex import Class, Field

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"
BOX = Class(
    "La/Box;",
    fields=[Field("f", "Ljava/lang/String;", static=False), Field("n", "I", static=False)],
    methods=[
        define("<init>()V", "return-void"),
        define("put(Ljava/lang/String;)V", "iput-object p1 p0 La/Box;->f:Ljava/lang/String;\nreturn-void"),
        define("get()Ljava/lang/String;", "iget-object v0 p0 La/Box;->f:Ljava/lang/String;\nreturn-object v0"),
        static("make()La/Box;", "new-instance v0 La/Box;\nreturn-object v0"),
    ],
)
PUT = "invoke-virtual {{{0} {1}}} La/Box;->put(Ljava/lang/String;)V"
GET = "invoke-virtual {{{0}}} La/Box;->get()Ljava/lang/String;\nmove-result-object {1}"
MAKE = "invoke-static {{}} La/Box;->make()La/Box;\nmove-result-object {0}"


def code(*lines: str) -> str:
    return "\n".join(lines)


def test_a_single_object_is_overwritten() -> None:
    app = run(code("new-instance v0 La/Box;", "secret v1", PUT.format("v0", "v1"), 'const-string v2 "x"',
                   PUT.format("v0", "v2"), GET.format("v0", "v3"), "leak v3"), BOX)  # fmt: skip
    assert app.leaks == set()


def test_of_two_objects_of_one_instruction_one_keeps_its_secret() -> None:
    app = run(code(MAKE.format("v0"), MAKE.format("v1"), "secret v2", PUT.format("v0", "v2"), 'const-string v3 "x"',
                   PUT.format("v1", "v3"), GET.format("v1", "v4"), "leak v4"), BOX)  # fmt: skip
    assert app.leaks == set()
    app = run(code(MAKE.format("v0"), MAKE.format("v1"), "secret v2", PUT.format("v0", "v2"), 'const-string v3 "x"',
                   PUT.format("v1", "v3"), GET.format("v0", "v4"), "leak v4"), BOX)  # fmt: skip
    assert app.leaks == {"imei"}


def test_an_object_that_stands_for_many_is_added_to() -> None:
    # Four boxes of one instruction in a loop: the last stands for several, and overwriting one of them clears none.
    app = run(code("const/4 v0 4", ":loop", "new-instance v1 La/Box;", "secret v2", PUT.format("v1", "v2"),
                   "add-int/lit8 v0 v0 -1", "if-gtz v0 :loop", 'const-string v3 "x"', PUT.format("v1", "v3"),
                   GET.format("v1", "v4"), "leak v4"), BOX)  # fmt: skip
    assert app.leaks == {"imei"}


def test_a_field_of_one_of_two_objects_is_added_to() -> None:
    app = run(code(UNKNOWN, "new-instance v0 La/Box;", "new-instance v1 La/Box;", "secret v2", PUT.format("v0", "v2"),
                   "move-object v3 v0", "if-eqz v9 :end", "move-object v3 v1", ":end", 'const-string v4 "x"',
                   PUT.format("v3", "v4"), GET.format("v0", "v5"), "leak v5"), BOX)  # fmt: skip
    assert app.leaks == {"imei"}


def test_a_field_never_written_is_zero() -> None:
    app = run(code("new-instance v0 La/Box;", "iget v1 v0 La/Box;->n:I", "see v1", "const/4 v2 7",
                   "iput v2 v0 La/Box;->n:I", "iget v1 v0 La/Box;->n:I", "see v1"), BOX)  # fmt: skip
    assert app.seen == [0, 7]


def test_a_method_tells_callers_apart_by_what_they_give() -> None:
    app = run(screen("""
        const/4 v0 3
        invoke-static {v0} La/Main;->twice(I)I
        move-result v1
        see v1
        const/4 v0 5
        invoke-static {v0} La/Main;->twice(I)I
        move-result v1
        see v1
    """, static("twice(I)I", "add-int v0 p0 p0\nreturn v0")))  # fmt: skip
    assert app.seen == [6, 10]


def test_a_call_is_answered_from_its_summary() -> None:
    loop = "const/4 v0 3\nconst/4 v1 0\n:loop\nadd-int/lit8 v1 v1 1\nif-ne v0 v1 :loop\n"
    once = run(screen("invoke-static {} La/Main;->m()I", static("m()I", f"{loop}return v1")))
    often = run(screen("invoke-static {} La/Main;->m()I\n" * 20, static("m()I", f"{loop}return v1")))
    assert often.simulation.steps < once.simulation.steps + 60


def test_a_summary_does_not_hold_when_what_it_read_has_changed() -> None:
    app = run(screen("""
        const/4 v0 1
        sput v0 La/Box;->s:I
        invoke-static {} La/Main;->m()I
        move-result v1
        see v1
        const/4 v0 2
        sput v0 La/Box;->s:I
        invoke-static {} La/Main;->m()I
        move-result v1
        see v1
    """, static("m()I", "sget v0 La/Box;->s:I\nadd-int/lit8 v0 v0 10\nreturn v0")), BOX)  # fmt: skip
    assert app.seen == [11, 12]


def test_recursion_ends_and_keeps_what_goes_through() -> None:
    app = run(screen("""
        const/16 v0 1000
        secret v1
        invoke-static {v0 v1} La/Main;->down(ILjava/lang/String;)Ljava/lang/String;
        move-result-object v2
        leak v2
    """, static("down(ILjava/lang/String;)Ljava/lang/String;", """
        if-eqz p0 :end
        add-int/lit8 v0 p0 -1
        invoke-static {v0 p1} La/Main;->down(ILjava/lang/String;)Ljava/lang/String;
        move-result-object v1
        return-object v1
        :end
        return-object p1
    """)))  # fmt: skip
    assert app.leaks == {"imei"}
    assert app.simulation.complete


def test_calls_nested_too_deeply_are_a_bound() -> None:
    chain = [static(f"m{k}()V", f"invoke-static {{}} La/Main;->m{k + 1}()V\nreturn-void") for k in range(120)]
    app = run(screen("invoke-static {} La/Main;->m0()V", *chain, static("m120()V", "reach bottom\nreturn-void")))
    assert "depth" in app.bounds
    assert app.reached == set()


def test_many_different_arguments_are_taken_together_and_that_is_told() -> None:
    calls = "\n".join(f"const/16 v0 {k}\ninvoke-static {{v0}} La/Main;->m(I)V" for k in range(200))
    app = run(screen(calls, static("m(I)V", "see p0\nreturn-void")))
    (seen,) = app.seen
    assert isinstance(seen, set)
    assert {0, 1, 2, None} <= seen
    assert len(seen) < 200


# Static initialisers


def test_a_static_initialiser_runs_before_the_first_use() -> None:
    lazy = Class("La/L;", fields=[Field("n", "I"), Field("m", "I", 4)], methods=[
        static("<clinit>()V", "sget v0 La/L;->m:I\nadd-int/lit8 v0 v0 1\nsput v0 La/L;->n:I\nreturn-void"),
    ])  # fmt: skip
    app = run("sget v0 La/L;->n:I\nsee v0", lazy)
    assert app.seen == [5]
    assert "La/L;-><clinit>()V" in app.executed


def test_a_static_initialiser_runs_once() -> None:
    counted = Class("La/L;", fields=[Field("c", "I", 0)], methods=[
        static("<clinit>()V", "sget v0 La/L;->c:I\nadd-int/lit8 v0 v0 1\nsput v0 La/L;->c:I\nreturn-void"),
        static("m()V", "return-void"),
    ])  # fmt: skip
    app = run("invoke-static {} La/L;->m()V\nnew-instance v0 La/L;\nsget v1 La/L;->c:I\nsee v1", counted)
    assert app.seen == [1]


def test_static_initialisers_that_need_each_other_end() -> None:
    one = Class("La/L;", methods=[static("<clinit>()V", "sget v0 La/K;->n:I\nreturn-void")])
    other = Class("La/K;", methods=[static("<clinit>()V", "sget v0 La/L;->n:I\nreach inside\nreturn-void")])
    assert run("sget v0 La/L;->n:I", one, other).reached == {"inside"}


@pytest.mark.parametrize(
    ("field", "number"), [(Field("n", "I", -5), -5), (Field("n", "Z", True), 1), (Field("n", "C", 65), 65)]
)
def test_initial_values(field: Field, number: int) -> None:
    app = run(f"sget v0 La/L;->n:{field.kind}\nsee v0", Class("La/L;", fields=[field]))
    assert app.seen == [number]


def test_an_object_made_by_the_caller_comes_back_as_itself() -> None:
    app = run(screen(code("new-instance v0 La/Box;", "invoke-static {v0} La/Main;->same(La/Box;)La/Box;",
                          "move-result-object v1", "secret v2", PUT.format("v1", "v2"), GET.format("v0", "v3"), "leak v3"),
                     static("same(La/Box;)La/Box;", "return-object p0")), BOX)  # fmt: skip
    assert app.leaks == {"imei"}


def test_what_holds_an_object_carries_what_is_in_it() -> None:
    app = run(code("new-instance v0 La/Box;", "secret v1", PUT.format("v0", "v1"),
                   "invoke-static {v0} Ljava/lang/String;->valueOf(Ljava/lang/Object;)Ljava/lang/String;",
                   "move-result-object v2", "leak v2"), BOX)  # fmt: skip
    assert app.leaks == {"imei"}
