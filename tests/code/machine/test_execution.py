"""What single instructions do to registers and heap."""

import pytest

from tests.builders.app import run
from tests.builders.dex import Class, Field

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"
ARRAY = "const/4 v0 3\nnew-array v0 v0 [I"
TEXTS = "const/4 v0 3\nnew-array v0 v0 [Ljava/lang/String;"


def test_moves_and_constants() -> None:
    app = run("""
        const/16 v0 -300
        move v1 v0
        see v1
        const v0 0x12345678
        see v0
        const/high16 v0 0x70000
        see v0
        const-wide v0 0x1234567890
        long-to-int v0 v0
        see v0
    """)
    assert app.seen == [-300, 0x12345678, 0x70000, 0x34567890]


def test_an_array_knows_its_length() -> None:
    assert run(f"{ARRAY}\narray-length v1 v0\nsee v1").seen == [3]


def test_elements_are_told_apart_and_begin_as_zero() -> None:
    app = run(
        f"{ARRAY}\nconst/4 v1 1\nconst/4 v2 7\naput v2 v0 v1\naget v3 v0 v1\nsee v3\nconst/4 v1 2\naget v3 v0 v1\nsee v3"
    )
    assert app.seen == [7, 0]


@pytest.mark.parametrize(("read", "leaks"), [(1, {"imei"}), (2, set())])
def test_only_the_element_written_carries_the_secret(read: int, leaks: set[str]) -> None:
    app = run(
        f"{TEXTS}\nconst/4 v1 1\nsecret v2\naput-object v2 v0 v1\nconst/4 v1 {read}\naget-object v3 v0 v1\nleak v3"
    )
    assert app.leaks == leaks


def test_a_position_that_is_not_known_may_be_any() -> None:
    app = run(f"{UNKNOWN}\n{TEXTS}\nsecret v2\naput-object v2 v0 v9\nconst/4 v1 1\naget-object v3 v0 v1\nleak v3")
    assert app.leaks == {"imei"}
    app = run(f"{UNKNOWN}\n{TEXTS}\nsecret v2\nconst/4 v1 1\naput-object v2 v0 v1\naget-object v3 v0 v9\nleak v3")
    assert app.leaks == {"imei"}


def test_an_element_is_overwritten() -> None:
    app = run(
        f'{TEXTS}\nconst/4 v1 1\nsecret v2\naput-object v2 v0 v1\nconst-string v2 "x"\naput-object v2 v0 v1\naget-object v3 v0 v1\nleak v3'
    )
    assert app.leaks == set()


@pytest.mark.parametrize("index", [3, -1])
@pytest.mark.parametrize("access", ["aget v3 v0 v1", "aput v1 v0 v1"])
def test_outside_an_array_an_exception_is_certain(index: int, access: str) -> None:
    app = run(
        f"{ARRAY}\nconst/4 v1 {index}\n:a\n{access}\n:b\nreach on\nreturn-void\n"
        ".try :a :b Ljava/lang/ArrayIndexOutOfBoundsException; :e\n:e\nreach caught"
    )
    assert app.reached == {"caught"}


def test_inside_an_array_there_is_no_exception() -> None:
    app = run(
        f"{ARRAY}\nconst/4 v1 2\n:a\naget v3 v0 v1\n:b\nreach on\nreturn-void\n"
        ".try :a :b Ljava/lang/ArrayIndexOutOfBoundsException; :e\n:e\nreach caught"
    )
    assert app.reached == {"on"}


def test_filled_with_registers() -> None:
    app = run("const/4 v1 4\nconst/4 v2 5\nfilled-new-array {v1 v2} [I\nmove-result-object v0\nconst/4 v3 1\n"
              "aget v4 v0 v3\nsee v4\narray-length v4 v0\nsee v4")  # fmt: skip
    assert app.seen == [5, 2]


@pytest.mark.parametrize(
    ("size", "given", "seen"),
    [(1, 0xFF, -1), (2, 0xFFFF, 0xFFFF), (4, 0xFFFFFFFF, -1), (8, 7, 7), (1, 0x7F, 0x7F)],
)
def test_filled_with_data(size: int, given: int, seen: int) -> None:
    app = run(f"{ARRAY}\nfill-array-data v0 {size} 1 {given} 3\nconst/4 v1 1\naget v2 v0 v1\nsee v2")
    assert app.seen == [seen]


def test_filled_with_a_great_deal_of_data_nothing_is_known() -> None:
    numbers = " ".join(["5"] * 100)
    app = run(
        f"const/16 v0 100\nnew-array v0 v0 [I\nfill-array-data v0 4 {numbers}\nconst/4 v1 1\naget v2 v0 v1\nsee v2"
    )
    assert app.seen == [None]


KINDS = (Class("La/A;"), Class("La/B;", "La/A;"), Class("La/C;"))


@pytest.mark.parametrize(("made", "asked", "answer"), [("A", "A", 1), ("B", "A", 1), ("A", "B", 0), ("A", "C", 0)])
def test_instance_of(made: str, asked: str, answer: int) -> None:
    app = run(f"new-instance v0 La/{made};\ninstance-of v1 v0 La/{asked};\nsee v1", *KINDS)
    assert app.seen == [answer]


def test_null_is_an_instance_of_nothing_and_a_text_of_string() -> None:
    app = run('const/4 v0 0\ninstance-of v1 v0 La/A;\nsee v1\nconst-string v0 "x"\ninstance-of v1 v0 Ljava/lang/String;\n'
              "see v1\ninstance-of v1 v0 La/A;\nsee v1", *KINDS)  # fmt: skip
    assert app.seen == [0, 1, 0]


def test_instance_of_two_classes_is_not_known() -> None:
    app = run(
        f"{UNKNOWN}\nnew-instance v0 La/A;\nif-eqz v9 :end\nnew-instance v0 La/C;\n:end\ninstance-of v1 v0 La/A;\nsee v1",
        *KINDS,
    )
    assert app.seen == [None]


def test_a_cast_leaves_the_objects_that_pass_it() -> None:
    app = run(
        f"{UNKNOWN}\nnew-instance v0 La/B;\nif-eqz v9 :end\nnew-instance v0 La/C;\n:end\ncheck-cast v0 La/A;\ninstance-of v1 v0 La/B;\nsee v1",
        *KINDS,
    )
    assert app.seen == [1]


def test_a_class_constant_is_no_text() -> None:
    app = run(
        'const-class v0 La/A;\nconst-string v1 "La/A;"\ninvoke-virtual {v0 v1} Ljava/lang/Object;->equals(Ljava/lang/Object;)Z\nmove-result v2\nsee v2',
        *KINDS,
    )
    assert app.seen == [0]


@pytest.mark.parametrize("how", ["div-int v2 v1 v0", "rem-int v2 v1 v0", "div-int/2addr v1 v0"])
def test_division_by_zero_is_an_exception(how: str) -> None:
    app = run(
        f"const/4 v0 0\nconst/4 v1 4\n:a\n{how}\n:b\nreach on\nreturn-void\n.try :a :b Ljava/lang/ArithmeticException; :e\n:e\nreach caught"
    )
    assert app.reached == {"caught"}


def test_division_by_what_is_not_known_may_be_one() -> None:
    app = run(
        f"{UNKNOWN}\nconst/4 v1 4\n:a\ndiv-int v2 v1 v9\n:b\nreach on\nreturn-void\n.try :a :b Ljava/lang/ArithmeticException; :e\n:e\nreach caught"
    )
    assert app.reached == {"on", "caught"}


@pytest.mark.parametrize(("a", "b", "answer"), [(1, 2, -1), (2, 2, 0), (5, 2, 1)])
def test_longs_are_compared(a: int, b: int, answer: int) -> None:
    app = run(f"const-wide/16 v0 {a}\nconst-wide/16 v2 {b}\ncmp-long v4 v0 v2\nsee v4")
    assert app.seen == [answer]


def test_static_fields_hold_what_was_written() -> None:
    app = run("const/4 v0 6\nsput v0 La/A;->n:I\nsget v1 La/A;->n:I\nsee v1\nsecret v0\nsput-object v0 La/A;->s:Ljava/lang/String;\n"
              "sget-object v1 La/A;->s:Ljava/lang/String;\nleak v1", Class("La/A;", fields=[Field("n", "I")]))  # fmt: skip
    assert (app.seen, app.leaks) == ([6], {"imei"})


def test_arithmetic_carries_reads() -> None:
    app = run("secret v0\ninvoke-static {v0} Ljava/lang/Integer;->parseInt(Ljava/lang/String;)I\nmove-result v1\n"
              "add-int/lit8 v1 v1 1\nint-to-long v2 v1\nlong-to-int v1 v2\n"
              "invoke-static {v1} Ljava/lang/Integer;->toString(I)Ljava/lang/String;\nmove-result-object v4\nleak v4")  # fmt: skip
    assert app.leaks == {"imei"}


def test_a_field_of_null_is_nothing() -> None:
    app = run("const/4 v0 0\niget v1 v0 La/A;->n:I\nsee v1\niput v0 v0 La/A;->n:I\nreach on", *KINDS)
    assert app.reached == {"on"}
