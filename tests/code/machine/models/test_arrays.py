import pytest

from tests.builders.app import run

ARRAY = "const/4 v0 3\nnew-array v0 v0 [Ljava/lang/Object;\nsecret v1\nconst/4 v2 1\naput-object v1 v0 v2\n"


@pytest.mark.parametrize(("at", "leaks"), [(0, {"imei"}), (1, set())])
def test_a_part_is_copied_from_where_it_begins(at: int, leaks: set[str]) -> None:
    app = run(
        ARRAY
        + f"""
        const/4 v3 1
        const/4 v4 3
        invoke-static {{v0 v3 v4}} Ljava/util/Arrays;->copyOfRange([Ljava/lang/Object;II)[Ljava/lang/Object;
        move-result-object v5
        const/4 v3 {at}
        aget-object v5 v5 v3
        leak v5
    """
    )
    assert app.leaks == leaks


@pytest.mark.parametrize(("at", "leaks"), [(1, set()), (2, {"imei"})])
def test_arraycopy_moves_positions(at: int, leaks: set[str]) -> None:
    app = run(
        ARRAY
        + f"""
        const/4 v3 3
        new-array v5 v3 [Ljava/lang/Object;
        const/4 v3 0
        const/4 v4 1
        const/4 v6 2
        invoke-static {{v0 v3 v5 v4 v6}} Ljava/lang/System;->arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V
        const/4 v3 {at}
        aget-object v5 v5 v3
        leak v5
    """
    )
    assert app.leaks == leaks


def test_the_text_of_an_array_carries_its_elements() -> None:
    text = "invoke-static {v0} Ljava/util/Arrays;->toString([Ljava/lang/Object;)Ljava/lang/String;\nmove-result-object v5\nleak v5"
    assert run(ARRAY + text).leaks == {"imei"}


def test_a_filled_array() -> None:
    app = run("""
        const/4 v0 3
        new-array v0 v0 [Ljava/lang/Object;
        secret v1
        invoke-static {v0 v1} Ljava/util/Arrays;->fill([Ljava/lang/Object;Ljava/lang/Object;)V
        const/4 v2 2
        aget-object v2 v0 v2
        leak v2
    """)
    assert app.leaks == {"imei"}


def test_arrays_by_reflection() -> None:
    app = run("""
        const-class v0 Ljava/lang/Object;
        const/4 v1 3
        invoke-static {v0 v1} Ljava/lang/reflect/Array;->newInstance(Ljava/lang/Class;I)Ljava/lang/Object;
        move-result-object v0
        array-length v2 v0
        see v2
        const/4 v1 0
        secret v2
        invoke-static {v0 v1 v2} Ljava/lang/reflect/Array;->set(Ljava/lang/Object;ILjava/lang/Object;)V
        invoke-static {v0 v1} Ljava/lang/reflect/Array;->get(Ljava/lang/Object;I)Ljava/lang/Object;
        move-result-object v2
        leak v2
    """)
    assert app.seen == [3]
    assert app.leaks == {"imei"}
