import pytest

from tests.builders.app import App, define, run, screen
from tests.builders.dex import Class

LIST = "new-instance v0 Ljava/util/ArrayList;\ninvoke-direct {v0} Ljava/util/ArrayList;-><init>()V\n"
ADD = "invoke-virtual {{v0 {}}} Ljava/util/ArrayList;->add(Ljava/lang/Object;)Z\n"
GET = "const/4 v3 {}\ninvoke-virtual {{v0 v3}} Ljava/util/ArrayList;->get(I)Ljava/lang/Object;\nmove-result-object v4\nleak v4\n"
SIZE = "invoke-virtual {v0} Ljava/util/ArrayList;->size()I\nmove-result v3\nsee v3\n"
TWO = LIST + "secret v1\nother v2\n" + ADD.format("v1") + ADD.format("v2")


@pytest.mark.parametrize(("at", "leaks"), [(0, {"imei"}), (1, {"imsi"})])
def test_elements_are_told_apart_by_position(at: int, leaks: set[str]) -> None:
    assert run(TWO + GET.format(at)).leaks == leaks


def test_size() -> None:
    assert run(TWO + SIZE).seen == [2]
    assert run(LIST + SIZE).seen == [0]


def test_an_element_in_front_moves_the_others() -> None:
    front = 'const-string v5 "x"\nconst/4 v6 0\ninvoke-virtual {v0 v6 v5} Ljava/util/ArrayList;->add(ILjava/lang/Object;)V\n'
    assert run(TWO + front + GET.format(0)).leaks == set()
    assert run(TWO + front + GET.format(1)).leaks == {"imei"}


def test_a_removed_element_is_gone() -> None:
    remove = "const/4 v6 0\ninvoke-virtual {v0 v6} Ljava/util/ArrayList;->remove(I)Ljava/lang/Object;\n"
    assert run(TWO + remove + GET.format(0)).leaks == {"imsi"}
    assert run(TWO + remove + SIZE).seen == [1]


def test_a_set_element_replaces_another() -> None:
    put = 'const-string v5 "x"\nconst/4 v6 0\ninvoke-virtual {v0 v6 v5} Ljava/util/ArrayList;->set(ILjava/lang/Object;)Ljava/lang/Object;\n'
    assert run(TWO + put + GET.format(0)).leaks == set()


def test_a_cleared_list_is_empty() -> None:
    assert run(TWO + "invoke-virtual {v0} Ljava/util/ArrayList;->clear()V\n" + SIZE).seen == [0]


def test_an_iterator_yields_any_element() -> None:
    app = run(
        TWO
        + """
        invoke-virtual {v0} Ljava/util/ArrayList;->iterator()Ljava/util/Iterator;
        move-result-object v3
        invoke-interface {v3} Ljava/util/Iterator;->next()Ljava/lang/Object;
        move-result-object v3
        leak v3
    """
    )
    assert app.leaks == {"imei", "imsi"}


def test_an_empty_list_yields_nothing() -> None:
    app = run(
        LIST
        + """
        invoke-virtual {v0} Ljava/util/ArrayList;->iterator()Ljava/util/Iterator;
        move-result-object v3
        invoke-interface {v3} Ljava/util/Iterator;->hasNext()Z
        move-result v3
        see v3
    """
    )
    assert app.seen == [0]


def test_a_set_forgets_the_order() -> None:
    app = run("""
        new-instance v0 Ljava/util/HashSet;
        invoke-direct {v0} Ljava/util/HashSet;-><init>()V
        secret v1
        invoke-virtual {v0 v1} Ljava/util/HashSet;->add(Ljava/lang/Object;)Z
        invoke-virtual {v0} Ljava/util/HashSet;->iterator()Ljava/util/Iterator;
        move-result-object v2
        invoke-interface {v2} Ljava/util/Iterator;->next()Ljava/lang/Object;
        move-result-object v2
        leak v2
    """)
    assert app.leaks == {"imei"}


def queue(put: str, take: str) -> App:
    owner = "Ljava/util/ArrayDeque;"
    return run(f"""
        new-instance v0 {owner}
        invoke-direct {{v0}} {owner}-><init>()V
        secret v1
        other v2
        invoke-virtual {{v0 v1}} {owner}->{put}(Ljava/lang/Object;)V
        invoke-virtual {{v0 v2}} {owner}->{put}(Ljava/lang/Object;)V
        invoke-virtual {{v0}} {owner}->{take}()Ljava/lang/Object;
        move-result-object v3
        leak v3
    """)


@pytest.mark.parametrize(
    ("put", "take", "leaks"),
    [("addLast", "pollFirst", {"imei"}), ("push", "pop", {"imsi"}), ("addLast", "pollLast", {"imsi"}), ("addLast", "peekLast", {"imsi"})],
)  # fmt: skip
def test_queues(put: str, take: str, leaks: set[str]) -> None:
    assert queue(put, take).leaks == leaks


def test_for_each_runs_what_it_is_given() -> None:
    consumer = Class("La/C;", interfaces=["Ljava/util/function/Consumer;"], methods=[
        define("accept(Ljava/lang/Object;)V", "leak p1\nreturn-void")])  # fmt: skip
    each = (
        "new-instance v5 La/C;\ninvoke-virtual {v0 v5} Ljava/util/ArrayList;->forEach(Ljava/util/function/Consumer;)V\n"
    )
    assert run(screen(TWO + each), consumer).leaks == {"imei", "imsi"}
    assert run(screen(LIST + each), consumer).leaks == set()


def test_wrapped_lists_are_the_lists() -> None:
    app = run(
        TWO
        + """
        invoke-static {v0} Ljava/util/Collections;->unmodifiableList(Ljava/util/List;)Ljava/util/List;
        move-result-object v0
        const/4 v3 1
        invoke-interface {v0 v3} Ljava/util/List;->get(I)Ljava/lang/Object;
        move-result-object v4
        leak v4
    """
    )
    assert app.leaks == {"imsi"}
