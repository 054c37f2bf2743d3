from kanhe.code.machine.screens import Layout, Screens
from tests.builders.app import define, run, screen
from tests.builders.dex import Class

INFLATE = "const v0 0x7f030001\ninvoke-virtual {p0 v0} La/Main;->setContentView(I)V"
VIEW = Class("La/V;", "Landroid/view/View;", methods=[
    define("<init>(Landroid/content/Context;)V", "reach made\nreturn-void"),
    define("onDraw(Landroid/graphics/Canvas;)V", "reach drawn\nreturn-void"),
    define("onTouchEvent(Landroid/view/MotionEvent;)Z", "reach touched\nconst/4 v0 1\nreturn v0"),
])  # fmt: skip
FRAGMENT = Class("La/F;", "Landroid/app/Fragment;", methods=[define("onResume()V", "reach shown\nreturn-void")])


def screens(**more: tuple) -> Screens:
    return Screens(layouts={0x7F030001: Layout(**more)})


def test_views_of_the_package_are_made_and_drawn() -> None:
    app = run(INFLATE, VIEW, screens=screens(views=("La/V;",)))
    assert {("STARTUP", None)} <= app.moments("made") & app.moments("drawn")
    assert ("STARTUP", None) not in app.moments("touched")
    assert ("EVENT", None) in app.moments("touched")


def test_fragments_are_shown() -> None:
    assert ("STARTUP", None) in run(INFLATE, FRAGMENT, screens=screens(fragments=("La/F;",))).moments("shown")


def test_methods_that_clicks_call() -> None:
    main = screen(INFLATE, define("pressed(Landroid/view/View;)V", "reach pressed\nreturn-void"))
    assert run(main, screens=screens(clicks=(("pressed", None),))).moments("pressed") == {("EVENT", None)}
    assert run(main, screens=screens()).reached == set()


def test_a_click_on_a_button_of_consent_is_consent() -> None:
    main = screen(INFLATE, define("pressed(Landroid/view/View;)V", "reach pressed\nreturn-void"))
    app = run(main, screens=screens(clicks=(("pressed", "btn_agree"),)))
    assert app.moments("pressed") == {("EVENT", "consent button")}


def test_another_layout_makes_nothing() -> None:
    assert run(INFLATE.replace("0001", "0002"), VIEW, screens=screens(views=("La/V;",))).reached == set()
