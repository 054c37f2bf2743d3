"""Which methods a call runs."""

from tests.builders.app import define, run, screen, static
from tests.builders.dex import ABSTRACT, INTERFACE, PUBLIC, Class, Field, Method

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"
HELD = "const/4 v7 0\nsget-object v0 Lx/Other;->held:[La/I;\naget-object v0 v0 v7"
"""Leaves in v0 a reference of which nothing is known."""
FACE = Class("La/I;", access=PUBLIC | INTERFACE | ABSTRACT, methods=[Method("m", "()I", [], PUBLIC | ABSTRACT)])


def says(name: str, above: str = "Ljava/lang/Object;", number: int = 0) -> Class:
    """A class whose method m notes that it is run."""
    mine = define("m()I", f"reach {name.lower()}\nconst/16 v0 {number}\nreturn v0")
    return Class(f"La/{name};", above, interfaces=["La/I;"], methods=[mine])


def test_the_class_of_the_object_decides() -> None:
    app = run(
        "new-instance v0 La/B;\ninvoke-virtual {v0} La/A;->m()I",
        FACE,
        says("A"),
        says("B", "La/A;"),
        says("C", "La/A;"),
    )
    assert app.reached == {"b"}


def test_an_interface_method_is_that_of_the_object() -> None:
    app = run(
        "new-instance v0 La/A;\ninvoke-interface {v0} La/I;->m()I\nmove-result v1\nsee v1",
        FACE,
        says("A", number=9),
        says("C"),
    )
    assert (app.reached, app.seen) == ({"a"}, [9])


def test_an_object_of_two_classes_runs_both_and_joins_what_they_return() -> None:
    text = "{}\nnew-instance v0 La/A;\nif-eqz v9 :end\nnew-instance v0 La/C;\n:end\ninvoke-interface {{v0}} La/I;->m()I\nmove-result v1\nsee v1"
    app = run(text.format(UNKNOWN), FACE, says("A", number=1), says("C", number=2))
    assert (app.reached, app.seen) == ({"a", "c"}, [None])
    app = run(text.format(UNKNOWN), FACE, says("A", number=3), says("C", number=3))
    assert app.seen == [3]


def test_a_receiver_of_which_nothing_is_known_is_any_object_made() -> None:
    app = run(
        f"new-instance v1 La/A;\n{HELD}\ninvoke-interface {{v0}} La/I;->m()I",
        FACE, says("A"), says("C"),
    )  # fmt: skip
    assert app.reached == {"a"}


def test_too_many_possible_targets_are_a_bound() -> None:
    many = [says(f"K{k}") for k in range(9)]
    made = "\n".join(f"new-instance v1 La/K{k};" for k in range(9))
    app = run(f"{made}\n{HELD}\ninvoke-interface {{v0}} La/I;->m()I", FACE, *many)
    assert "targets" in app.bounds
    assert app.reached == set()


def test_super_runs_the_method_above() -> None:
    calls = Class(
        "La/B;", "La/A;", methods=[define("m()I", "invoke-super {p0} La/A;->m()I\nmove-result v0\nreach b\nreturn v0")]
    )
    app = run(
        "new-instance v0 La/B;\ninvoke-virtual {v0} La/B;->m()I\nmove-result v1\nsee v1",
        FACE,
        says("A", number=4),
        calls,
    )
    assert (app.reached, app.seen) == ({"a", "b"}, [4])


def test_a_private_method_is_not_overridden() -> None:
    below = Class("La/B;", "La/A;", methods=[define("m()I", "reach b\nconst/4 v0 0\nreturn v0")])
    app = run("new-instance v0 La/B;\ninvoke-direct {v0} La/A;->m()I", FACE, says("A"), below)
    assert app.reached == {"a"}


def test_a_static_method_of_the_superclass() -> None:
    app = run(
        "invoke-static {} La/B;->s()V",
        Class("La/A;", methods=[static("s()V", "reach s\nreturn-void")]),
        Class("La/B;", "La/A;"),
    )
    assert app.reached == {"s"}


def test_calls_by_ranges_of_registers() -> None:
    app = run(screen("const/4 v4 1\nconst/4 v5 2\nconst/4 v6 3\ninvoke-static/range {v4 .. v6} La/Main;->m(III)V",
                     static("m(III)V", "see p0\nsee p1\nsee p2\nreturn-void")))  # fmt: skip
    assert app.seen == [1, 2, 3]


def test_a_call_with_too_few_registers_is_left_out_and_told() -> None:
    app = run(
        screen(
            "const/4 v0 1\ninvoke-static {v0} La/Main;->m(II)V\nreach behind",
            static("m(II)V", "reach inside\nreturn-void"),
        )
    )
    assert app.reached == {"behind"}
    assert "malformed-call" in app.bounds


def test_what_only_one_target_writes_may_be_written() -> None:
    sets = Class("La/A;", interfaces=["La/I;"], methods=[define("m()I", "const/4 v0 7\nsput v0 La/A;->n:I\nreturn v0")],
                 fields=[Field("n", "I")])  # fmt: skip
    app = run(
        f"{UNKNOWN}\nnew-instance v0 La/A;\nif-eqz v9 :end\nnew-instance v0 La/C;\n:end\n"
        "const/4 v1 1\nsput v1 La/A;->n:I\ninvoke-interface {v0} La/I;->m()I\nsget v2 La/A;->n:I\nsee v2",
        FACE, sets, says("C"),
    )  # fmt: skip
    assert app.seen == [None]


# Lambdas and method references


RUN = "invoke-interface {v0} Ljava/lang/Runnable;->run()V"


def test_a_lambda_runs_with_what_it_captured() -> None:
    app = run(screen(f"""
        secret v1
        const/4 v2 3
        invoke-custom {{v1 v2}} run(Ljava/lang/String;I)Ljava/lang/Runnable; static La/Main;->l(Ljava/lang/String;I)V
        move-result-object v0
        {RUN}
    """, static("l(Ljava/lang/String;I)V", "leak p0\nsee p1\nreturn-void")))  # fmt: skip
    assert (app.leaks, app.seen) == ({"imei"}, [3])


def test_a_method_reference_runs_on_its_object() -> None:
    app = run(f"""
        new-instance v1 La/A;
        invoke-custom {{v1}} run(La/A;)Ljava/lang/Runnable; instance La/A;->m()I
        move-result-object v0
        {RUN}
    """, FACE, says("A"))  # fmt: skip
    assert app.reached == {"a"}


def test_a_reference_to_a_constructor_makes_an_object() -> None:
    box = Class("La/Box;", methods=[define("<init>()V", "reach made\nreturn-void")])
    app = run("""
        invoke-custom {} get()Ljava/util/function/Supplier; constructor La/Box;-><init>()V
        move-result-object v0
        invoke-interface {v0} Ljava/util/function/Supplier;->get()Ljava/lang/Object;
        move-result-object v1
        instance-of v2 v1 La/Box;
        see v2
    """, box)  # fmt: skip
    assert (app.reached, app.seen) == ({"made"}, [1])


def test_arguments_follow_what_was_captured() -> None:
    app = run(screen("""
        const/4 v1 1
        secret v2
        invoke-custom {v1} accept(I)Ljava/util/function/Consumer; static La/Main;->l(ILjava/lang/String;)V
        move-result-object v0
        invoke-interface {v0 v2} Ljava/util/function/Consumer;->accept(Ljava/lang/Object;)V
    """, static("l(ILjava/lang/String;)V", "see p0\nleak p1\nreturn-void")))  # fmt: skip
    assert (app.seen, app.leaks) == ([1], {"imei"})


def test_a_lambda_that_captured_a_long() -> None:
    app = run(screen(f"""
        const-wide/16 v2 9
        secret v1
        invoke-custom {{v2 v3 v1}} run(JLjava/lang/String;)Ljava/lang/Runnable; static La/Main;->l(JLjava/lang/String;)V
        move-result-object v0
        {RUN}
    """, static("l(JLjava/lang/String;)V", "leak p2\nreturn-void")))  # fmt: skip
    assert app.leaks == {"imei"}


def test_data_handed_to_an_sdk_is_given_away() -> None:
    app = run('secret v0\ninvoke-static {v0} Lcom/umeng/analytics/X;->track(Ljava/lang/String;)V',
              Class("Lcom/umeng/analytics/X;", methods=[static("track(Ljava/lang/String;)V", "return-void")]))  # fmt: skip
    assert app.flows == {"imei to sdk"}
