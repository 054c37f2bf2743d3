"""Runs of one method: which branches are taken, what is joined where they meet, and what exceptions do."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.code.machine.conditions import decide
from kanhe.code.machine.instructions import TESTS
from kanhe.code.machine.values import ANY, OBJECT, Range, Value, pointer, value
from tests.builders.app import define, run, screen, static
from tests.builders.dex import Class

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"
"""Leaves a number of which nothing is known in v9."""

NUMBERS = st.integers(-4, 4)
KNOWN = st.one_of(
    NUMBERS.map(value),
    st.tuples(NUMBERS, NUMBERS).map(lambda p: value(Range((min(p), max(p))))),
    st.just(value(ANY)),
)


def members(held: Value) -> range:
    """The numbers that a value may be."""
    if isinstance(held.const, Range):
        return range(held.const[0], held.const[1] + 1)
    return range(held.const, held.const + 1) if isinstance(held.const, int) else range(-5, 6)


COMPARE = {
    "eq": int.__eq__, "ne": int.__ne__, "lt": int.__lt__, "ge": int.__ge__, "gt": int.__gt__, "le": int.__le__,
}  # fmt: skip


@pytest.mark.parametrize("test", TESTS)
@given(left=KNOWN, right=KNOWN)
def test_what_is_decided_holds_for_every_number(test: str, left: Value, right: Value) -> None:
    answers = {COMPARE[test](a, b) for a, b in itertools.product(members(left), members(right))}
    decided = decide(test, left, right)
    assert decided is None or answers == {decided}


@pytest.mark.parametrize("test", TESTS)
@given(a=NUMBERS, b=NUMBERS)
def test_constants_are_always_decided(test: str, a: int, b: int) -> None:
    assert decide(test, value(a), value(b)) is COMPARE[test](a, b)


def test_objects_and_null() -> None:
    null, thing, other, perhaps = value(0), pointer(1), pointer(2), value(ANY, frozenset((1,)))
    assert decide("eq", thing, null) is False
    assert decide("ne", null, value("text")) is True
    assert decide("eq", thing, other) is False
    assert decide("eq", thing, thing) is None  # one abstract object may stand for several
    assert decide("eq", perhaps, null) is None
    assert decide("lt", value(OBJECT), null) is None


def test_only_the_branch_taken_is_run() -> None:
    app = run("const/4 v0 1\nif-nez v0 :yes\nreach no\nreturn-void\n:yes\nreach yes")
    assert app.reached == {"yes"}


def test_both_branches_of_what_is_not_known() -> None:
    app = run(f"{UNKNOWN}\nif-nez v9 :yes\nreach no\ngoto :end\n:yes\nreach yes\n:end\nreach end")
    assert app.reached == {"yes", "no", "end"}


def test_a_branch_tells_what_was_compared() -> None:
    app = run(f"{UNKNOWN}\nif-nez v9 :other\nsee v9\nif-eqz v9 :end\nreach never\n:other\nsee v9\n:end")
    assert app.seen == [0, None]
    assert app.reached == set()


def test_where_branches_meet_equal_values_stay_known() -> None:
    app = run(
        f"{UNKNOWN}\nif-nez v9 :yes\nconst/4 v0 3\nconst/4 v1 5\ngoto :end\n"
        ":yes\nconst/4 v0 4\nconst/4 v1 5\n:end\nsee v0\nsee v1"
    )
    assert app.seen == [None, 5]


def test_a_field_found_to_be_null_is_null() -> None:
    app = run(
        f"{UNKNOWN}\nsput v9 La/B;->f:I\nsget v0 La/B;->f:I\nif-nez v0 :end\nsget v1 La/B;->f:I\nsee v1\n:end",
        Class("La/B;"),
    )
    assert app.seen == [0]


def test_loops_of_constants_are_counted() -> None:
    app = run("const/4 v0 0\nconst/16 v1 30\n:loop\nadd-int/lit8 v0 v0 1\nif-ne v0 v1 :loop\nsee v0")
    assert app.seen == [30]
    assert not app.bounds


def test_a_loop_too_long_to_be_counted_ends() -> None:
    app = run(
        "const/4 v0 0\nconst v1 1000000\nsecret v2\n:loop\nadd-int/lit8 v0 v0 1\nif-ne v0 v1 :loop\nsee v0\nleak v2"
    )
    assert app.seen == [1000000] or app.seen == [None]
    assert app.leaks == {"imei"}
    assert app.simulation.complete


def test_a_loop_that_never_ends_runs_nothing_behind_it() -> None:
    app = run("reach before\n:loop\nconst/4 v0 1\nif-nez v0 :loop\nreach behind")
    assert app.reached == {"before"}


@pytest.mark.parametrize(("number", "name"), [(1, "one"), (2, "two"), (3, "none"), (-1, "none")])
@pytest.mark.parametrize("switch", ["packed-switch v0 1 :one :two", "sparse-switch v0 1:one 2:two"])
def test_switch_of_a_constant(number: int, name: str, switch: str) -> None:
    app = run(f"const/4 v0 {number}\n{switch}\nreach none\nreturn-void\n:one\nreach one\nreturn-void\n:two\nreach two")
    assert app.reached == {name}


def test_switch_of_what_is_not_known() -> None:
    app = run(f"{UNKNOWN}\npacked-switch v9 0 :one\nreach none\nreturn-void\n:one\nreach one")
    assert app.reached == {"none", "one"}


# What a branch on personal information tells


ASKS = 'secret v0\nconst-string v1 "86"\ninvoke-virtual {v0 v1} Ljava/lang/String;->equals(Ljava/lang/Object;)Z\nmove-result v2'


def test_a_value_that_depends_on_a_test_tells_of_it() -> None:
    app = run(f"{ASKS}\nconst/4 v3 1\nif-eqz v2 :end\nconst/4 v3 2\n:end\nleak v3")
    assert app.leaks == {"imei told"}


def test_a_sink_that_only_one_answer_reaches_tells_of_it() -> None:
    app = run(f'{ASKS}\nif-eqz v2 :end\nconst-string v3 "hello"\nleak v3\n:end')
    assert app.leaks == {"imei told"}


def test_behind_the_place_where_both_answers_meet_nothing_is_told() -> None:
    app = run(f'{ASKS}\nif-eqz v2 :end\nnop\n:end\nconst-string v3 "hello"\nleak v3')
    assert app.leaks == set()


def test_a_method_called_on_one_answer_tells_of_it() -> None:
    app = run(
        f"{ASKS}\nif-eqz v2 :end\ninvoke-static {{}} La/B;->m()V\n:end",
        Class("La/B;", methods=[static("m()V", 'const-string v0 "x"\nleak v0\nreturn-void')]),
    )
    assert app.leaks == {"imei told"}


def test_a_test_for_null_tells_nothing() -> None:
    app = run('secret v0\nif-eqz v0 :end\nconst-string v3 "hello"\nleak v3\n:end')
    assert app.leaks == set()


# Consent


AGREED = (
    'const-string v0 "f"\nconst/4 v1 {}\ninvoke-virtual {p0 v0 v1} '
    "Landroid/app/Activity;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;\n"
    'move-result-object v0\nconst-string v2 "{}"\ninvoke-interface {{v0 v2 v1}} '
    "Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z\nmove-result v2"
).replace("{p0 v0 v1}", "{{p0 v0 v1}}")


@pytest.mark.parametrize(
    ("key", "default", "test", "guarded"),
    [
        ("agreed", 0, "if-eqz", True),
        ("agreed", 0, "if-nez", False),
        ("not_agreed", 1, "if-nez", True),
        ("not_agreed", 0, "if-nez", False),  # taken for given as long as nothing is stored
        ("night", 0, "if-eqz", False),
    ],
)
def test_code_behind_a_stored_consent_is_guarded(key: str, default: int, test: str, guarded: bool) -> None:
    app = run(f"{AGREED.format(default, key)}\n{test} v2 :end\nreach inside\n:end\nreach behind")
    startup = {guard for phase, guard in app.moments("inside") if phase == "STARTUP"}
    assert startup == ({key} if guarded else {None})
    assert ("STARTUP", None) in app.moments("behind")


def test_a_consent_asked_for_in_another_method() -> None:
    asks = static("ok(La/Main;)Z", AGREED.format(0, "agreed").replace("p0", "v3").replace("const-string v0", "move-object v3 p0\nconst-string v0", 1) + "\nreturn v2")  # fmt: skip
    app = run(
        screen("invoke-static {p0} La/Main;->ok(La/Main;)Z\nmove-result v0\nif-eqz v0 :end\nreach inside\n:end", asks)
    )
    assert ("STARTUP", "agreed") in app.moments("inside")
    assert ("STARTUP", None) not in app.moments("inside")


# Exceptions


def thrower(kind: str = "La/E;") -> str:
    return f"new-instance v0 {kind}\nthrow v0"


ERRORS = (Class("La/E;", "Ljava/lang/RuntimeException;"), Class("La/F;", "La/E;"))


def test_only_a_handler_of_its_type_catches() -> None:
    app = run(
        f":a\n{thrower('La/E;')}\n:b\n.try :a :b La/F; :f La/E; :e\nreach never\n"
        ":f\nmove-exception v1\nreach f\nreturn-void\n:e\nmove-exception v1\nreach e",
        *ERRORS,
    )
    assert app.reached == {"e"}


def test_a_handler_of_a_supertype_catches_and_the_next_does_not() -> None:
    app = run(
        f":a\n{thrower('La/F;')}\n:b\n.try :a :b La/E; :e * :all\n:e\nmove-exception v1\nreach e\nreturn-void\n"
        ":all\nmove-exception v1\nreach all",
        *ERRORS,
    )
    assert app.reached == {"e"}


def test_what_is_thrown_brings_its_fields_along() -> None:
    app = run(
        ":a\nnew-instance v0 La/E;\nsecret v1\niput-object v1 v0 La/E;->data:Ljava/lang/String;\nthrow v0\n:b\n"
        ".try :a :b La/E; :e\n:e\nmove-exception v2\niget-object v3 v2 La/E;->data:Ljava/lang/String;\nleak v3",
        *ERRORS,
    )
    assert app.leaks == {"imei"}


def test_an_exception_leaves_methods_until_it_is_caught() -> None:
    middle = static("m()V", "invoke-static {} La/Main;->n()V\nreach never\nreturn-void")
    inner = static("n()V", thrower())
    app = run(
        screen(":a\ninvoke-static {} La/Main;->m()V\nreach never\n:b\nreturn-void\n.try :a :b La/E; :e\n:e\nreach caught", middle, inner),
        *ERRORS,
    )  # fmt: skip
    assert app.reached == {"caught"}


def test_a_platform_method_may_throw() -> None:
    app = run(
        ":a\ninvoke-virtual {p0} Landroid/app/Activity;->startLockTask()V\nreach on\n:b\ninvoke-static {} Lx/Y;->z()V\n"
        "return-void\n.try :a :b Ljava/lang/SecurityException; :e\n:e\nreach caught"
    )
    assert "on" in app.reached


def test_a_foreign_method_may_throw_into_its_handler() -> None:
    app = run(
        ":a\ninvoke-static {} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\n:b\nreach on\nreturn-void\n"
        ".try :a :b Ljava/lang/Exception; :e\n:e\nreach caught".replace("{}", "{v0}")
    )
    assert app.reached == {"on", "caught"}


def test_writes_before_the_throw_are_there_in_the_handler() -> None:
    app = run(
        f"const/4 v1 0\nsput v1 La/E;->n:I\n:a\nconst/4 v1 7\nsput v1 La/E;->n:I\n{thrower()}\n:b\n.try :a :b * :e\n"
        ":e\nsget v2 La/E;->n:I\nsee v2",
        *ERRORS,
    )
    assert app.seen == [7]


def test_a_handler_that_guards_itself() -> None:
    app = run(f":a\nmove-exception v1\n{thrower()}\n:b\n.try :a :b * :a\nreach never", *ERRORS)
    assert app.reached == set()
    assert app.simulation.complete


def test_arguments_behind_a_long_are_not_lost() -> None:
    app = run(
        screen(
            "const/4 v0 5\nconst-wide/16 v2 9\ninvoke-static {v0 v2 v3 v0} La/Main;->m(IJI)V\nsecret v4\n"
            "invoke-virtual {p0 v2 v3 v4} La/Main;->n(JLjava/lang/String;)V",
            static("m(IJI)V", "see p0\nsee p3\nlong-to-int v0 p1\nsee v0\nreturn-void"),
            define("n(JLjava/lang/String;)V", "leak p3\nreturn-void"),
        )
    )
    assert app.seen == [5, 5, 9]
    assert app.leaks == {"imei"}


def test_methods_of_the_screen_are_run_with_it() -> None:
    assert "La/Main;->onResume()V" in run(screen("nop", define("onResume()V", "return-void"))).executed
