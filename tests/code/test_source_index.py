from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.source_index import match_methods, match_overrides
from kanhe.knowledge.sources import MethodSource
from tests.builders.dex import RETURN_VOID, VIRTUAL, Class, Method, invoke, method
from tests.builders.program import program_of

SOURCES = [
    MethodSource("x", "Landroid/content/Context;", "getSystemService", "(Ljava/lang/String;)Ljava/lang/Object;"),
    MethodSource("y", "Landroid/content/Context;", "checkSelfPermission", None),
    MethodSource("z", "Ljava/lang/ProcessBuilder;", "<init>", None),
]


def found(*targets, extra: list[Class] = []) -> set[tuple[str, str]]:  # noqa: B006 - never changed
    code = [invoke(VIRTUAL, [0], t) for t in targets]
    program = program_of(
        [Class("La/Main;", "Landroid/app/Activity;", methods=[Method("m", "()V", [*code, RETURN_VOID])]), *extra]
    )
    matched = match_methods(program, build_hierarchy(program), SOURCES)
    return {(program.method_text(n).partition("(")[0], s.item) for n, many in matched.items() for s in many}


def test_on_the_class_itself_and_on_subclasses() -> None:
    proto = "(Ljava/lang/String;)Ljava/lang/Object;"
    assert found(method("Landroid/content/Context;", "getSystemService", proto)) == {
        ("Landroid/content/Context;->getSystemService", "x")
    }
    assert found(method("La/Main;", "getSystemService", proto)) == {("La/Main;->getSystemService", "x")}
    assert found(method("La/Main;", "checkSelfPermission", "(I)V")) == {("La/Main;->checkSelfPermission", "y")}


def test_not_on_others_and_not_where_the_app_defines_it() -> None:
    proto = "(Ljava/lang/String;)Ljava/lang/Object;"
    assert found(method("Lx/X;", "getSystemService", proto)) == set()
    own = Class("La/Base;", "Landroid/app/Activity;", methods=[Method("getSystemService", proto, [RETURN_VOID])])
    assert found(method("La/Deep;", "getSystemService", proto), extra=[own, Class("La/Deep;", "La/Base;")]) == set()


def test_constructors_are_not_inherited() -> None:
    assert found(method("La/Main;", "<init>", "()V")) == set()


def test_overrides() -> None:
    listener = Class(
        "La/L;",
        interfaces=["Landroid/location/LocationListener;"],
        methods=[Method("onLocationChanged", "(Landroid/location/Location;)V", [RETURN_VOID])],
    )
    program = program_of(
        [
            listener,
            Class("La/N;", methods=[Method("onLocationChanged", "(Landroid/location/Location;)V", [RETURN_VOID])]),
        ]
    )
    source = MethodSource("l", "Landroid/location/LocationListener;", "onLocationChanged", None, callback=True)
    names = [program.method_text(n) for n in match_overrides(program, build_hierarchy(program), [source])]
    assert names == ["La/L;->onLocationChanged(Landroid/location/Location;)V"]
