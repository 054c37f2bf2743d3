from kanhe.package.model import Component
from tests.builders.app import define, run, screen
from tests.builders.dex import Class

SAVED = "invoke-virtual {p1 v0} Landroid/os/Bundle;->putString(Ljava/lang/String;Ljava/lang/String;)V"


def test_a_static_initialiser_runs_before_the_constructor() -> None:
    main = screen("nop", define("<clinit>()V", "const/4 v0 3\nsput v0 La/Main;->n:I\nreturn-void", static=True),
                  define("<init>()V", "sget v0 La/Main;->n:I\nsee v0\nreturn-void"))  # fmt: skip
    assert run(main).seen == [3]


def test_a_new_screen_has_no_saved_state_and_one_made_again_has() -> None:
    app = run("if-nez p1 :again\nreach new\nreturn-void\n:again\nreach again")
    assert ("STARTUP", None) in app.moments("new")
    assert ("STARTUP", None) not in app.moments("again")
    assert app.reached == {"new", "again"}


def test_what_a_screen_saves_is_there_when_it_is_made_again() -> None:
    save = define(
        "onSaveInstanceState(Landroid/os/Bundle;)V",
        f'const-string v0 "k"\nsecret v1\n{SAVED.replace("v0}", "v0 v1}")}\nreturn-void',
    )
    app = run(screen(
        'if-eqz p1 :end\nconst-string v0 "k"\n'
        "invoke-virtual {p1 v0} Landroid/os/Bundle;->getString(Ljava/lang/String;)Ljava/lang/String;\n"
        "move-result-object v0\nleak v0\n:end",
        save,
    ))  # fmt: skip
    assert app.leaks == {"imei"}


def test_arguments_are_objects_of_the_platform() -> None:
    seen = define(
        "onReceive(Landroid/content/Context;Landroid/content/Intent;)V",
        """
        invoke-virtual {p2} Landroid/content/Intent;->getAction()Ljava/lang/String;
        move-result-object v0
        if-eqz v0 :none
        reach some
        :none
        reach none
        return-void
    """,
    )
    receiver = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[seen])
    assert run("nop", receiver, components=[Component("receiver", "a.R", True)]).reached == {"some", "none"}


def test_a_callback_that_takes_very_long_is_given_up_alone() -> None:
    long = define(
        "onStart()V",
        ":a\ninvoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v0\nlong-to-int v0 v0\nif-eqz v0 :a\nreturn-void",
    )
    app = run(screen("nop", long, define("onStop()V", "reach stopped\nreturn-void")))
    assert app.reached == {"stopped"}


def test_only_what_the_class_overrides_runs() -> None:
    above = Class("La/Base;", "Landroid/app/Activity;", methods=[define("onStart()V", "reach base\nreturn-void")])
    main = Class("La/Main;", "La/Base;", methods=[define("onStart()V", "reach main\nreturn-void")])
    assert run(main, above).reached == {"main"}
