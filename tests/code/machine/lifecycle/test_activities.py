from kanhe.package.model import Component
from tests.builders.app import define, run, screen
from tests.builders.dex import Class, Field

NUMBER = [Field("n", "I")]

SET = "const/4 v0 {}\nsput v0 La/Main;->n:I\nreturn-void"
SEE = "sget v0 La/Main;->n:I\nsee v0\nreturn-void"


def test_a_screen_is_shown_left_and_destroyed() -> None:
    names = ("onStart", "onResume", "onPause", "onStop", "onRestart", "onDestroy")
    app = run(screen("nop", *(define(f"{name}()V", f"reach {name}\nreturn-void") for name in names)))
    assert app.reached == set(names)
    assert {name for name in names if ("STARTUP", None) in app.moments(name)} == {"onStart", "onResume"}


def test_what_is_left_behind_when_the_screen_is_left_meets_its_return() -> None:
    app = run(screen("nop", define("onPause()V", SET.format(5)), define("onResume()V", SEE), fields=NUMBER))
    (seen,) = app.seen
    assert isinstance(seen, set)
    assert {0, 5} <= seen


def test_a_destroyed_screen_is_made_again_as_another_object() -> None:
    app = run(screen(
        "iget v0 p0 La/Main;->m:I\nsee v0",
        define("onDestroy()V", "const/4 v0 7\niput v0 p0 La/Main;->m:I\nreturn-void"),
    ))  # fmt: skip
    assert app.seen == [0]


def test_what_the_user_does_comes_in_any_order() -> None:
    app = run(screen(
        "nop", define("onBackPressed()V", SET.format(3)), define("onUserInteraction()V", SEE), fields=NUMBER
    ))  # fmt: skip
    (seen,) = app.seen
    assert isinstance(seen, set)
    assert 0 in seen
    assert seen & {3, None}


def test_a_result_is_what_another_screen_gave() -> None:
    result = define(
        "onActivityResult(IILandroid/content/Intent;)V",
        """
        const-string v0 "k"
        invoke-virtual {p3 v0} Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        leak v0
        return-void
    """,
    )
    other = Class("La/Other;", "Landroid/app/Activity;", methods=[define("onCreate(Landroid/os/Bundle;)V", """
        new-instance v0 Landroid/content/Intent;
        invoke-direct {v0} Landroid/content/Intent;-><init>()V
        const-string v1 "k"
        secret v2
        invoke-virtual {v0 v1 v2} Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
        const/4 v1 1
        invoke-virtual {p0 v1 v0} La/Other;->setResult(ILandroid/content/Intent;)V
        return-void
    """)])  # fmt: skip
    main = screen("""
        new-instance v0 Landroid/content/Intent;
        const-class v1 La/Other;
        invoke-direct {v0 p0 v1} Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
        const/4 v1 1
        invoke-virtual {p0 v0 v1} La/Main;->startActivityForResult(Landroid/content/Intent;I)V
    """, result)  # fmt: skip
    assert "imei" in run(main, other, components=[Component("activity", "a.Other", False)]).leaks
