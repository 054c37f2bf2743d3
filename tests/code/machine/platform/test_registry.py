from tests.builders.app import define, run
from tests.builders.dex import Class

CLICK = "Landroid/view/View$OnClickListener;"


def listener(name: str, interface: str = CLICK) -> Class:
    method = define("onClick(Landroid/view/View;)V", f"reach {name.lower()}\nreturn-void")
    return Class(f"La/{name};", interfaces=[interface], methods=[method])


VIEW = "const v0 0x7f010001\ninvoke-virtual {p0 v0} La/Main;->findViewById(I)Landroid/view/View;\nmove-result-object v0"


def listens(name: str) -> str:
    return f"new-instance v1 La/{name};\ninvoke-virtual {{v0 v1}} Landroid/view/View;->setOnClickListener({CLICK})V"


def test_a_listener_waits_for_the_user() -> None:
    moments = run(f"{VIEW}\n{listens('One')}", listener("One")).moments("one")
    assert ("EVENT", None) in moments
    assert ("STARTUP", None) not in moments


def test_a_setter_replaces_what_was_set_before() -> None:
    view = "new-instance v0 Landroid/view/View;\ninvoke-direct {v0 p0} Landroid/view/View;-><init>(Landroid/content/Context;)V"
    app = run(f"{view}\n{listens('One')}\n{listens('Two')}", listener("One"), listener("Two"))
    assert app.reached == {"two"}
    clear = f"const/4 v1 0\ninvoke-virtual {{v0 v1}} Landroid/view/View;->setOnClickListener({CLICK})V"
    assert run(f"{view}\n{listens('One')}\n{clear}", listener("One")).reached == set()


RECEIVER = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[
    define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "reach received\nreturn-void")])  # fmt: skip
REGISTER = """
    new-instance v1 La/R;
    new-instance v2 Landroid/content/IntentFilter;
    const-string v3 "a.ACTION"
    invoke-direct {v2 v3} Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
    invoke-virtual {p0 v1 v2} La/Main;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
"""
UNREGISTER = "invoke-virtual {p0 v1} La/Main;->unregisterReceiver(Landroid/content/BroadcastReceiver;)V"


def test_what_is_taken_back_does_not_run() -> None:
    assert run(REGISTER, RECEIVER).reached == {"received"}
    assert run(REGISTER + UNREGISTER, RECEIVER).reached == set()


def test_a_dialog_button_tells_its_number() -> None:
    method = define("onClick(Landroid/content/DialogInterface;I)V", "see p2\nreturn-void")
    yes = Class("La/Yes;", interfaces=["Landroid/content/DialogInterface$OnClickListener;"], methods=[method])
    app = run("""
        new-instance v0 Landroid/app/AlertDialog$Builder;
        invoke-direct {v0 p0} Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
        const-string v1 "Yes"
        new-instance v2 La/Yes;
        invoke-virtual {v0 v1 v2} Landroid/app/AlertDialog$Builder;->setNegativeButton(Ljava/lang/CharSequence;Landroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    """, yes)  # fmt: skip
    assert app.seen == [-2]


def test_where_something_was_given_is_remembered() -> None:
    app = run(f"{VIEW}\n{listens('One')}", listener("One"))
    (chain,) = app.simulation.trace.posted.values()
    assert [app.program.method_text(step[0]) for step in chain.steps] == ["La/Main;->onCreate(Landroid/os/Bundle;)V"]
