from kanhe.package.model import Component
from tests.builders.app import define, run, screen
from tests.builders.dex import Class


def test_one_heap_goes_through_all_phases() -> None:
    receiver = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[
        define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "sget v0 La/Main;->n:I\nsee v0\nreturn-void")])  # fmt: skip
    app = run("const/16 v0 8\nsput v0 La/Main;->n:I", receiver, components=[Component("receiver", "a.R", True)])
    assert app.seen == [8]


def test_what_the_background_leaves_meets_the_user_once_more() -> None:
    receiver = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[
        define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "const/16 v0 8\nsput v0 La/R;->n:I\nreturn-void")])  # fmt: skip
    main = screen(
        "nop", define("onUserInteraction()V", "sget v0 La/R;->n:I\nif-eqz v0 :end\nreach met\n:end\nreturn-void")
    )
    app = run(main, receiver, components=[Component("receiver", "a.R", True)])
    assert app.moments("met") == {("EVENT", None)}


def test_paths_begin_at_the_application() -> None:
    application = Class("La/App;", "Landroid/app/Application;", methods=[define("onCreate()V", "return-void")])
    assert run("nop", application, application="a.App").simulation.trace.roots[0] == "application a.App"


def test_an_app_without_anything_ends() -> None:
    app = run(Class("La/Main;", "Landroid/app/Activity;"))
    assert app.simulation.complete
    assert app.executed == set()
