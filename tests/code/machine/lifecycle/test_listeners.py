from tests.builders.app import define, run, screen, static
from tests.builders.dex import Class, Field

POST = "invoke-static {{v0}} Lx/Y;->post({})V"


def test_callbacks_of_the_nearest_class_of_the_platform() -> None:
    made = Class("La/Task;", "Landroid/os/CountDownTimer;", methods=[
        define("onTick(J)V", "reach tick\nreturn-void"), define("onFinish()V", "reach finish\nreturn-void"),
        define("other()V", "reach other\nreturn-void")])  # fmt: skip
    app = run("new-instance v0 La/Task;\n" + POST.format("Landroid/os/CountDownTimer;"), made)
    assert app.reached == {"tick", "finish"}


def test_inherited_callbacks_run_too() -> None:
    above = Class(
        "La/Base;", interfaces=["Ljava/lang/Runnable;"], methods=[define("run()V", "reach base\nreturn-void")]
    )
    app = run("new-instance v0 La/Task;\n" + POST.format("Ljava/lang/Runnable;"), above, Class("La/Task;", "La/Base;"))
    assert app.reached == {"base"}


def test_callbacks_come_in_the_order_of_a_life() -> None:
    code = "sget v0 La/V;->n:I\nif-nez v0 :end\nreach {0}\n:end\nconst/4 v0 1\nsput v0 La/V;->n:I\nreturn-void"
    view = Class("La/V;", "Landroid/app/Fragment;", fields=[Field("n", "I")], methods=[
        define("onStart()V", code.format("start")), define("onCreate(Landroid/os/Bundle;)V", code.format("create"))])  # fmt: skip
    app = run("new-instance v0 La/V;\n" + POST.format("Landroid/app/Fragment;"), view)
    assert app.reached == {"create"}


def test_a_lambda_keeps_what_it_captured() -> None:
    code = "const/16 v0 7\ninvoke-custom {v0} run(I)Ljava/lang/Runnable; static La/Main;->told(I)V\nmove-result-object v0\n"
    app = run(screen(code + POST.format("Ljava/lang/Runnable;"), static("told(I)V", "see p0\nreturn-void")))
    assert app.seen == [7]


def test_a_listener_is_told_its_view() -> None:
    method = define(
        "onClick(Landroid/view/View;)V",
        "invoke-virtual {p1} Landroid/view/View;->getId()I\nmove-result v0\nsee v0\nreturn-void",
    )
    listener = Class("La/L;", interfaces=["Landroid/view/View$OnClickListener;"], methods=[method])
    app = run("""
        const v0 0x7f010001
        invoke-virtual {p0 v0} La/Main;->findViewById(I)Landroid/view/View;
        move-result-object v0
        new-instance v1 La/L;
        invoke-virtual {v0 v1} Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    """, listener)  # fmt: skip
    assert app.seen == [0x7F010001]


def test_a_screens_own_callbacks_are_all_but_its_coming_and_going() -> None:
    app = run(
        screen("nop", define("onLowMemory()V", "reach low\nreturn-void"), define("mine()V", "reach mine\nreturn-void"))
    )
    assert app.reached == {"low"}
    assert ("STARTUP", None) not in app.moments("low")
