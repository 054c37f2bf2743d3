import pytest

from tests.builders.app import run

MAP = "Ljava/util/HashMap;"
FILLED = f"""
    new-instance v0 {MAP}
    invoke-direct {{v0}} {MAP}-><init>()V
    secret v1
    other v2
    const-string v3 "one"
    const-string v4 "two"
    invoke-virtual {{v0 v3 v1}} {MAP}->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
    invoke-virtual {{v0 v4 v2}} {MAP}->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;
"""
GET = f"invoke-virtual {{v0 v5}} {MAP}->get(Ljava/lang/Object;)Ljava/lang/Object;\nmove-result-object v6\nleak v6\n"


@pytest.mark.parametrize(("key", "leaks"), [("one", {"imei"}), ("two", {"imsi"}), ("three", set())])
def test_entries_are_told_apart_by_key(key: str, leaks: set[str]) -> None:
    assert run(f'{FILLED}const-string v5 "{key}"\n{GET}').leaks == leaks


def test_a_key_that_is_not_known_yields_anything() -> None:
    assert run(f"{FILLED}invoke-static {{}} Lx/Y;->key()Ljava/lang/String;\nmove-result-object v5\n{GET}").leaks == {
        "imei",
        "imsi",
    }


def test_a_removed_entry_is_gone() -> None:
    remove = f"invoke-virtual {{v0 v3}} {MAP}->remove(Ljava/lang/Object;)Ljava/lang/Object;\nmove-object v5 v3\n"
    assert run(FILLED + remove + GET).leaks == set()


def test_all_entries_are_put_into_another_map() -> None:
    app = run(f"""
        {FILLED}
        new-instance v7 {MAP}
        invoke-direct {{v7}} {MAP}-><init>()V
        invoke-virtual {{v7 v0}} {MAP}->putAll(Ljava/util/Map;)V
        move-object v0 v7
        move-object v5 v3
        {GET}
    """)
    assert app.leaks == {"imei"}


@pytest.mark.parametrize(
    ("view", "leaks"), [("values()Ljava/util/Collection;", {"imei", "imsi"}), ("keySet()Ljava/util/Set;", set())]
)
def test_views(view: str, leaks: set[str]) -> None:
    app = run(f"""
        {FILLED}
        invoke-virtual {{v0}} {MAP}->{view}
        move-result-object v5
        invoke-interface {{v5}} Ljava/lang/Iterable;->iterator()Ljava/util/Iterator;
        move-result-object v5
        invoke-interface {{v5}} Ljava/util/Iterator;->next()Ljava/lang/Object;
        move-result-object v5
        leak v5
    """)
    assert app.leaks == leaks


@pytest.mark.parametrize(("part", "leaks"), [("getKey", set()), ("getValue", {"imei", "imsi"})])
def test_entries(part: str, leaks: set[str]) -> None:
    app = run(f"""
        {FILLED}
        invoke-virtual {{v0}} {MAP}->entrySet()Ljava/util/Set;
        move-result-object v5
        invoke-interface {{v5}} Ljava/util/Set;->iterator()Ljava/util/Iterator;
        move-result-object v5
        invoke-interface {{v5}} Ljava/util/Iterator;->next()Ljava/lang/Object;
        move-result-object v5
        invoke-interface {{v5}} Ljava/util/Map$Entry;->{part}()Ljava/lang/Object;
        move-result-object v5
        leak v5
    """)
    assert app.leaks == leaks


def test_a_thread_local_holds_one_value() -> None:
    app = run("""
        new-instance v0 Ljava/lang/ThreadLocal;
        invoke-direct {v0} Ljava/lang/ThreadLocal;-><init>()V
        secret v1
        invoke-virtual {v0 v1} Ljava/lang/ThreadLocal;->set(Ljava/lang/Object;)V
        invoke-virtual {v0} Ljava/lang/ThreadLocal;->get()Ljava/lang/Object;
        move-result-object v2
        leak v2
    """)
    assert app.leaks == {"imei"}
