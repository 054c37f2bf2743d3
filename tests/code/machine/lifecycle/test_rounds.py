from kanhe.package.model import Component
from tests.builders.app import define, run, screen
from tests.builders.dex import Class, Field


def test_what_one_screen_leaves_meets_another() -> None:
    other = Class("La/Other;", "Landroid/app/Activity;", methods=[
        define("onCreate(Landroid/os/Bundle;)V", "const/4 v0 4\nsput v0 La/Main;->n:I\nreturn-void")])  # fmt: skip
    main = screen(
        "nop",
        define("onUserInteraction()V", "sget v0 La/Main;->n:I\nif-eqz v0 :end\nreach met\n:end\nreturn-void"),
        fields=[Field("n", "I")],
    )
    assert run(main, other, components=[Component("activity", "a.Other", True)]).reached == {"met"}
    assert run(main, other).reached == set()


def test_screens_that_others_may_open_are_opened_by_the_user() -> None:
    other = Class(
        "La/Other;",
        "Landroid/app/Activity;",
        methods=[define("onCreate(Landroid/os/Bundle;)V", "reach other\nreturn-void")],
    )
    app = run("nop", other, components=[Component("activity", "a.Other", True)])
    assert app.moments("other") == {("EVENT", None)}


def test_a_screen_of_the_app_alone_is_opened_when_an_intent_is_not_known() -> None:
    other = Class(
        "La/Other;",
        "Landroid/app/Activity;",
        methods=[define("onCreate(Landroid/os/Bundle;)V", "reach other\nreturn-void")],
    )
    code = """
        new-instance v0 Landroid/content/Intent;
        invoke-direct {v0} Landroid/content/Intent;-><init>()V
        invoke-static {} Lx/Y;->name()Ljava/lang/String;
        move-result-object v1
        invoke-virtual {v0 p0 v1} Landroid/content/Intent;->setClassName(Landroid/content/Context;Ljava/lang/String;)Landroid/content/Intent;
        invoke-virtual {p0 v0} La/Main;->startActivity(Landroid/content/Intent;)V
    """
    closed = [Component("activity", "a.Other", False)]
    assert ("EVENT", None) in run(code, other, components=closed).moments("other")
    assert run("nop", other, components=closed).moments("other") == {("LATENT", None)}


def test_the_applications_own_callbacks() -> None:
    application = Class(
        "La/App;", "Landroid/app/Application;", methods=[define("onTrimMemory(I)V", "reach trimmed\nreturn-void")]
    )
    assert ("EVENT", None) in run("nop", application, application="a.App").moments("trimmed")
