import pytest

from kanhe.code.machine.screens import Screens
from tests.builders.app import App, define, run
from tests.builders.dex import Class

METHOD = define("onClick(Landroid/content/DialogInterface;I)V", "reach clicked\nreturn-void")
DIALOG = Class("La/L;", interfaces=["Landroid/content/DialogInterface$OnClickListener;"], methods=[METHOD])
VIEW = Class("La/L;", interfaces=["Landroid/view/View$OnClickListener;"], methods=[
    define("onClick(Landroid/view/View;)V", "reach clicked\nreturn-void")])  # fmt: skip


def dialog(button: str, text: str, parameter: str = "Ljava/lang/CharSequence;", screens: Screens | None = None) -> App:
    owner = "Landroid/app/AlertDialog$Builder;"
    return run(f"""
        new-instance v0 {owner}
        invoke-direct {{v0 p0}} {owner}-><init>(Landroid/content/Context;)V
        {text}
        new-instance v2 La/L;
        invoke-virtual {{v0 v1 v2}} {owner}->{button}({parameter}Landroid/content/DialogInterface$OnClickListener;){owner}
    """, DIALOG, screens=screens)  # fmt: skip


@pytest.mark.parametrize(
    ("button", "text", "guard", "refusal"),
    [
        ("setPositiveButton", "同意", "consent button", False),
        ("setNeutralButton", "I agree", "consent button", False),
        ("setPositiveButton", "OK", None, False),
        ("setNegativeButton", "不同意", None, True),
    ],
)
def test_the_text_of_a_button_tells(button: str, text: str, guard: str | None, refusal: bool) -> None:
    app = dialog(button, f'const-string v1 "{text}"')
    assert {g for _, g in app.moments("clicked")} == {guard}
    assert bool(app.simulation.trace.refusals) == refusal


def test_the_text_may_be_a_resource() -> None:
    app = dialog("setPositiveButton", "const v1 0x7f020001", "I", Screens(texts={0x7F020001: "同意并继续"}))
    assert {g for _, g in app.moments("clicked")} == {"consent button"}


def view(screens: Screens) -> App:
    return run("""
        const v0 0x7f010001
        invoke-virtual {p0 v0} La/Main;->findViewById(I)Landroid/view/View;
        move-result-object v0
        new-instance v1 La/L;
        invoke-virtual {v0 v1} Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    """, VIEW, screens=screens)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "guard"),
    [
        ("btn_agree", None, "consent button"),
        ("btn_ok", None, None),
        ("btn_ok", "同意", "consent button"),
        ("btn_agree", "不同意", None),
    ],
)
def test_a_view_tells_by_its_text_or_else_its_name(name: str, text: str | None, guard: str | None) -> None:
    app = view(Screens(view_names={0x7F010001: name}, view_texts={name: text} if text else {}))
    assert {g for _, g in app.moments("clicked")} == {guard}
