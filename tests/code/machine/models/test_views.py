from kanhe.code.machine.screens import Screens
from tests.builders.app import define, run, screen
from tests.builders.dex import Class

FIND = (
    "const v0 0x7f010001\ninvoke-virtual {p0 v0} La/Main;->findViewById(I)Landroid/view/View;\nmove-result-object v0\n"
)
TEXT = "check-cast v0 Landroid/widget/TextView;\n"


def test_a_view_is_the_same_wherever_it_is_looked_for() -> None:
    set_text = (
        FIND
        + TEXT
        + "secret v1\ninvoke-virtual {v0 v1} Landroid/widget/TextView;->setText(Ljava/lang/CharSequence;)V\n"
    )
    get_text = (
        FIND
        + TEXT
        + "invoke-virtual {v0} Landroid/widget/TextView;->getText()Ljava/lang/CharSequence;\nmove-result-object v2\nleak v2\n"
    )
    assert run(set_text + get_text).leaks == {"imei"}
    assert run(set_text + get_text.replace("7f010001", "7f010002")).leaks == set()


def test_views_of_the_package_are_of_their_class() -> None:
    view = Class("La/V;", "Landroid/view/View;", methods=[define("mine()V", "reach mine\nreturn-void")])
    code = FIND + "check-cast v0 La/V;\ninvoke-virtual {v0} La/V;->mine()V"
    assert run(code, view, screens=Screens(views={0x7F010001: ("La/V;", True)})).reached == {"mine"}


def test_a_tag_is_kept() -> None:
    app = run(
        FIND
        + """
        secret v1
        invoke-virtual {v0 v1} Landroid/view/View;->setTag(Ljava/lang/Object;)V
        invoke-virtual {v0} Landroid/view/View;->getTag()Ljava/lang/Object;
        move-result-object v2
        leak v2
    """
    )
    assert app.leaks == {"imei"}


def test_a_click_by_code_runs_the_listener() -> None:
    listener = Class("La/L;", interfaces=["Landroid/view/View$OnClickListener;"], methods=[
        define("onClick(Landroid/view/View;)V", "reach clicked\nreturn-void")])  # fmt: skip
    code = (
        FIND
        + "new-instance v1 La/L;\ninvoke-virtual {v0 v1} Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V\n"
    )
    click = "invoke-virtual {v0} Landroid/view/View;->performClick()Z\n"
    assert ("STARTUP", None) in run(code + click, listener).moments("clicked")
    assert ("STARTUP", None) not in run(code, listener).moments("clicked")


def test_a_fragment_keeps_its_arguments() -> None:
    fragment = Class("La/F;", "Landroid/app/Fragment;", methods=[define("<init>()V", "return-void")])
    app = run(screen("""
        new-instance v0 La/F;
        invoke-direct {v0} La/F;-><init>()V
        new-instance v1 Landroid/os/Bundle;
        invoke-direct {v1} Landroid/os/Bundle;-><init>()V
        const-string v2 "k"
        secret v3
        invoke-virtual {v1 v2 v3} Landroid/os/Bundle;->putString(Ljava/lang/String;Ljava/lang/String;)V
        invoke-virtual {v0 v1} La/F;->setArguments(Landroid/os/Bundle;)V
        invoke-virtual {v0} La/F;->getArguments()Landroid/os/Bundle;
        move-result-object v1
        invoke-virtual {v1 v2} Landroid/os/Bundle;->getString(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v3
        leak v3
    """), fragment)  # fmt: skip
    assert app.leaks == {"imei"}
