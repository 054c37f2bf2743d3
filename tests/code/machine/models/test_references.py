import pytest

from tests.builders.app import define, run, screen
from tests.builders.dex import Class


@pytest.mark.parametrize("owner", ["Ljava/lang/ref/WeakReference;", "Ljava/util/concurrent/atomic/AtomicReference;"])
def test_a_reference_holds_what_it_is_given(owner: str) -> None:
    app = run(f"""
        secret v1
        new-instance v0 {owner}
        invoke-direct {{v0 v1}} {owner}-><init>(Ljava/lang/Object;)V
        invoke-virtual {{v0}} {owner}->get()Ljava/lang/Object;
        move-result-object v2
        leak v2
    """)
    assert app.leaks == {"imei"}


def test_an_atomic_value_is_overwritten() -> None:
    owner = "Ljava/util/concurrent/atomic/AtomicInteger;"
    app = run(f"""
        new-instance v0 {owner}
        const/4 v1 3
        invoke-direct {{v0 v1}} {owner}-><init>(I)V
        const/4 v1 4
        invoke-virtual {{v0 v1}} {owner}->getAndSet(I)I
        move-result v2
        see v2
        invoke-virtual {{v0}} {owner}->get()I
        move-result v2
        see v2
    """)
    assert app.seen == [3, 4]


OPTIONAL = "secret v1\ninvoke-static {v1} Ljava/util/Optional;->of(Ljava/lang/Object;)Ljava/util/Optional;\nmove-result-object v0\n"


def test_an_optional_value() -> None:
    get = "invoke-virtual {v0} Ljava/util/Optional;->get()Ljava/lang/Object;\nmove-result-object v2\nleak v2"
    assert run(OPTIONAL + get).leaks == {"imei"}


@pytest.mark.parametrize(
    ("interface", "method", "call"),
    [
        ("Ljava/util/function/Function;", "apply(Ljava/lang/Object;)Ljava/lang/Object;", "map(Ljava/util/function/Function;)Ljava/util/Optional;"),
        ("Ljava/util/function/Consumer;", "accept(Ljava/lang/Object;)V", "ifPresent(Ljava/util/function/Consumer;)V"),
    ],
)  # fmt: skip
def test_functions_are_handed_the_value(interface: str, method: str, call: str) -> None:
    end = "return-void" if method.endswith("V") else "return-object p1"
    function = Class("La/F;", interfaces=[interface], methods=[define(method, f"leak p1\n{end}")])
    app = run(
        screen(OPTIONAL + f"new-instance v3 La/F;\ninvoke-virtual {{v0 v3}} Ljava/util/Optional;->{call}"), function
    )
    assert app.leaks == {"imei"}


LIVE = "Landroidx/lifecycle/MutableLiveData;"
OBSERVER = Class("La/O;", interfaces=["Landroidx/lifecycle/Observer;"], methods=[
    define("onChanged(Ljava/lang/Object;)V", "leak p1\nreturn-void")])  # fmt: skip
MADE = f"new-instance v0 {LIVE}\ninvoke-direct {{v0}} {LIVE}-><init>()V\nsecret v1\nnew-instance v2 La/O;\n"
SET = f"invoke-virtual {{v0 v1}} {LIVE}->setValue(Ljava/lang/Object;)V\n"
OBSERVE = f"invoke-virtual {{v0 v2}} {LIVE}->observeForever(Landroidx/lifecycle/Observer;)V\n"


@pytest.mark.parametrize("code", [SET + OBSERVE, OBSERVE + SET], ids=["set before", "set after"])
def test_an_observer_is_told(code: str) -> None:
    assert run(MADE + code, OBSERVER).leaks == {"imei"}


def test_nothing_is_told_without_a_value() -> None:
    assert run(MADE + OBSERVE, OBSERVER).leaks == set()
