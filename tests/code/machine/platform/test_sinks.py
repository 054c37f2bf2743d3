import pytest

from tests.builders.app import run

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"


def test_data_that_reaches_a_sink() -> None:
    app = run("secret v0\nleak v0")
    assert app.flows == {"imei to log"}


def test_a_sink_without_data_is_none() -> None:
    assert run('secret v0\nconst-string v1 "nothing"\nleak v1').flows == set()


@pytest.mark.parametrize(("chosen", "leaks"), [("v0 v1", {"imei"}), ("v1 v0", {"imei"}), ("v1 v1", set())])
def test_every_argument_of_the_log_counts(chosen: str, leaks: set[str]) -> None:
    app = run(
        f'secret v0\nconst-string v1 "t"\ninvoke-static {{{chosen}}} Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I'
    )
    assert app.leaks == leaks


def test_what_lies_inside_an_object_is_given_away_with_it() -> None:
    app = run("""
        secret v0
        new-instance v1 Ljava/util/ArrayList;
        invoke-direct {v1} Ljava/util/ArrayList;-><init>()V
        invoke-virtual {v1 v0} Ljava/util/ArrayList;->add(Ljava/lang/Object;)Z
        invoke-virtual {v1} Ljava/util/ArrayList;->toString()Ljava/lang/String;
        move-result-object v0
        leak v0
    """)
    assert app.leaks == {"imei"}


def test_a_test_of_data_is_told_by_the_sink_behind_it() -> None:
    app = run("""
        secret v0
        const-string v1 "123"
        invoke-virtual {v0 v1} Ljava/lang/String;->equals(Ljava/lang/Object;)Z
        move-result v2
        if-eqz v2 :end
        leak v1
        :end
    """)
    assert app.leaks == {"imei told"}


def test_the_moment_is_the_first() -> None:
    app = run("secret v0\nleak v0")
    assert {moment.phase.name for moment in app.simulation.trace.flows.values()} == {"STARTUP"}
