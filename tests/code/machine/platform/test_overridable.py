from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.machine.platform.overridable import Callbacks
from kanhe.code.machine.symbols import Symbols
from kanhe.code.references import read_references
from tests.builders.app import define, static
from tests.builders.dex import Class
from tests.builders.program import program_of

LIBRARY = Class("Landroidx/x/Listener;", methods=[define("onIt()V", "return-void"), static("of()V", "return-void")])
MINE = Class("La/Mine;", "Landroidx/x/Listener;", methods=[define("onIt()V", "return-void")])
SCREEN = Class(
    "La/Screen;", "Landroid/app/Activity;", methods=[define("onCreate(Landroid/os/Bundle;)V", "return-void")]
)


def symbols_of(*classes: Class) -> Symbols:
    program = program_of(list(classes))
    return Symbols(program, build_hierarchy(program), read_references(program).field_writes.target)


def names(callbacks: Callbacks, descriptor: str) -> set[str]:
    return {name for name, _, _ in callbacks.of(descriptor)}


def test_callbacks_of_the_platform_those_above_included() -> None:
    callbacks = Callbacks(symbols_of(SCREEN))
    assert names(callbacks, "Ljava/lang/Runnable;") == {"run"}
    assert {"onCreate", "onLowMemory", "attachBaseContext"} <= names(callbacks, "Landroid/app/Activity;")
    assert "toString" not in names(callbacks, "Ljava/lang/Runnable;")


def test_what_a_library_lets_others_override() -> None:
    callbacks = Callbacks(symbols_of(LIBRARY, MINE))
    assert names(callbacks, "Landroidx/x/Listener;") == {"onIt"}
    assert names(callbacks, "Lx/Unheard;") == set()


def test_whether_a_class_overrides() -> None:
    symbols = symbols_of(SCREEN, LIBRARY, MINE)
    callbacks = Callbacks(symbols)
    screen, mine = symbols.type("La/Screen;"), symbols.type("La/Mine;")
    assert callbacks.overrides(screen, "onCreate", "(Landroid/os/Bundle;)V")
    assert not callbacks.overrides(screen, "onCreate", "()V")
    assert callbacks.overrides(mine, "onIt", "()V")
