from tests.builders.app import run, static
from tests.builders.dex import Class


def test_whole_numbers_of_a_watched_call() -> None:
    (marks,) = run("const/16 v0 300\nsee v0").simulation.trace.marks.values()
    assert {(mark.numbers, mark.components) for mark in marks} == {((300,), ())}
    assert {mark.moment.phase.name for mark in marks} == {"STARTUP", "EVENT"}  # the screen is made again


def test_a_call_that_is_made_in_two_ways_is_marked_twice() -> None:
    code = "const/4 v0 1\ninvoke-static {v0} La/B;->s(I)V\nconst/4 v0 2\ninvoke-static {v0} La/B;->s(I)V"
    app = run(code, Class("La/B;", methods=[static("s(I)V", "see p0\nreturn-void")]))
    assert app.seen == [{1, 2}]


def test_components_that_intents_name() -> None:
    app = run("""
        new-instance v0 Landroid/content/Intent;
        const-class v1 La/Main;
        invoke-direct {v0 p0 v1} Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
        invoke-static {v0} Lprobe/Probe;->sent(Landroid/content/Intent;)V
    """)
    (marks,) = app.simulation.trace.marks.values()
    assert {(mark.numbers, mark.components) for mark in marks} == {((None,), ("La/Main;",))}
