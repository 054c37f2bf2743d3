import numpy as np
import pytest

from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.machine.symbols import Symbols, split_proto, words_of
from kanhe.code.machine.values import ONE, ZERO
from tests.builders.dex import ABSTRACT, INTERFACE, PUBLIC, Class, Field, Method
from tests.builders.program import number_of, program_of
from tests.builders.smali import define

NATIVE = 0x100


def symbols_of(*groups: list[Class]) -> Symbols:
    program = program_of(*groups)
    return Symbols(program, build_hierarchy(program), np.array([], np.int32))


def body(signature: str) -> Method:
    return define(signature, "return-void")


def resolved(symbols: Symbols, owner: str, named: str) -> str | None:
    """Text of the definition that a call of a method on an object of a class runs."""
    signature = symbols.method(number_of(symbols.program, named)).signature
    found = symbols.resolve(symbols.type(owner), signature)
    return symbols.program.method_text(found) if found >= 0 else None


FAMILY = [
    Class("La/I;", access=PUBLIC | INTERFACE | ABSTRACT, methods=[body("deflt()V"), Method("m", "()V", [], PUBLIC | ABSTRACT)]),
    Class("La/A;", interfaces=["La/I;"], methods=[body("m()V"), body("n()V")]),
    Class("La/B;", "La/A;", methods=[body("m()V"), Method("n", "()V", [], PUBLIC | NATIVE)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("owner", "named", "runs"),
    [
        ("La/A;", "La/A;->m()V", "La/A;->m()V"),
        ("La/B;", "La/A;->m()V", "La/B;->m()V"),
        ("La/B;", "La/I;->m()V", "La/B;->m()V"),
        ("La/B;", "La/I;->deflt()V", "La/I;->deflt()V"),
        ("La/I;", "La/I;->m()V", None),
    ],
)
def test_resolves_to_the_nearest_definition_with_code(owner: str, named: str, runs: str | None) -> None:
    assert resolved(symbols_of(FAMILY), owner, named) == runs


def test_support_libraries_stand_for_the_platform() -> None:
    symbols = symbols_of([Class("Lokio/Sink;", methods=[body("m()V")]), Class("La/S;", "Lokio/Sink;")])
    assert symbols.defined(symbols.type("Lokio/Sink;"))
    assert not symbols.in_app(symbols.type("Lokio/Sink;"))
    assert resolved(symbols, "La/S;", "Lokio/Sink;->m()V") is None


def test_the_platform_comes_before_a_class_of_its_name() -> None:
    symbols = symbols_of([Class("Landroid/app/Activity;"), Class("Landroid/app/Hidden;")])
    assert not symbols.in_app(symbols.type("Landroid/app/Activity;"))
    assert symbols.in_app(symbols.type("Landroid/app/Hidden;"))


def field_text(symbols: Symbols, text: str) -> str:
    program = symbols.program
    number = next(n for n in range(len(program.fields)) if program.field_text(n) == text)
    return program.field_text(symbols.field(number))


def test_a_field_is_the_same_whichever_subclass_names_it() -> None:
    use = Class("La/U;", methods=[define("u()V", "iget v0 p0 La/B;->f:I\niget v0 p0 La/A;->f:I\nreturn-void")])
    symbols = symbols_of([Class("La/A;", fields=[Field("f", "I", static=False)]), Class("La/B;", "La/A;"), use])
    assert field_text(symbols, "La/B;->f:I") == field_text(symbols, "La/A;->f:I") == "La/A;->f:I"


def test_a_field_of_the_same_name_hides_that_of_the_superclass() -> None:
    fields = [Field("f", "I", static=False)]
    symbols = symbols_of([Class("La/A;", fields=fields), Class("La/B;", "La/A;", fields=fields)])
    assert field_text(symbols, "La/B;->f:I") == "La/B;->f:I"
    assert field_text(symbols, "La/A;->f:I") == "La/A;->f:I"


def test_named_finds_each_overridden_method_once() -> None:
    symbols = symbols_of(FAMILY)
    assert [m.text for m in symbols.named(symbols.type("La/B;"), "m")] == ["La/B;->m()V"]
    assert [m.text for m in symbols.named(symbols.type("La/B;"), "deflt")] == ["La/I;->deflt()V"]


def test_kinship() -> None:
    symbols = symbols_of(FAMILY)
    a, b, i = (symbols.type(f"La/{name};") for name in "ABI")
    assert symbols.is_a(b, i)
    assert symbols.is_a(b, symbols.type("Ljava/lang/Object;"))
    assert not symbols.is_a(a, b)
    assert symbols.type("La/Nowhere;") == -1


def test_arguments_begin_where_the_platform_puts_them() -> None:
    symbols = symbols_of([Class("La/A;", methods=[body("m(IJLa/A;D[JZ)V")])])
    method = symbols.method(number_of(symbols.program, "La/A;->m(IJLa/A;D[JZ)V"))
    assert method.parameters == ("I", "J", "La/A;", "D", "[J", "Z")
    assert method.static_words == (0, 1, 3, 4, 6, 7)
    assert symbols.platform_method("La/A;", "m", "(IJLa/A;D[JZ)V").signature == method.signature


def test_prototypes() -> None:
    assert split_proto("([[La/B;IJ[[D)La/C;") == (("[[La/B;", "I", "J", "[[D"), "La/C;")
    assert words_of(()) == ()
    assert split_proto("([[)V") == (("[[",), "V")
    assert split_proto("(I[La/B)V") == (("I", "[La/B"), "V")


def test_constants_of_the_platform() -> None:
    kind = "Ljava/lang/Boolean;"
    uses = "\n".join(f"sget-object v0 {kind}->{n}:{kind}" for n in ("TRUE", "FALSE", "TYPE"))
    symbols = symbols_of([Class("La/U;", methods=[define("u()V", f"{uses}\nreturn-void")])])
    numbers = {
        symbols.program.field_text(n).partition("->")[2].partition(":")[0]: n
        for n in range(len(symbols.program.fields))
    }
    assert symbols.platform_constant(numbers["TRUE"]) is ONE
    assert symbols.platform_constant(numbers["FALSE"]) is ZERO
    assert symbols.platform_constant(numbers["TYPE"]) is None
