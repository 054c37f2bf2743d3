from kanhe.package.model import Component
from tests.builders.app import App, define, run
from tests.builders.dex import Class

START = """
    new-instance v0 Landroid/content/Intent;
    const-class v1 La/Other;
    invoke-direct {v0 p0 v1} Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v1 "key"
    secret v2
    invoke-virtual {v0 v1 v2} Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
"""
READ = """
    const-string v1 "key"
    invoke-virtual {v0 v1} Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    leak v0
    return-void
"""


def started(how: str, kind: str, above: str, *methods: tuple[str, str]) -> App:
    other = Class("La/Other;", above, methods=[define(signature, text) for signature, text in methods])
    return run(
        f"{START}\ninvoke-virtual {{p0 v0}} La/Main;->{how}", other, components=[Component(kind, "a.Other", False)]
    )


def test_a_screen_gets_the_intent_that_opens_it() -> None:
    read = "invoke-virtual {p0} La/Other;->getIntent()Landroid/content/Intent;\nmove-result-object v0" + READ
    app = started(
        "startActivity(Landroid/content/Intent;)V",
        "activity",
        "Landroid/app/Activity;",
        ("onCreate(Landroid/os/Bundle;)V", read),
    )
    assert "imei to log" in app.flows


def test_a_service_is_handed_the_intent_that_starts_it() -> None:
    read = "move-object v0 p1" + READ.replace("return-void", "const/4 v0 1\nreturn v0")
    app = started(
        "startService(Landroid/content/Intent;)Landroid/content/ComponentName;", "service", "Landroid/app/Service;",
        ("onCreate()V", "reach created\nreturn-void"), ("onStartCommand(Landroid/content/Intent;II)I", read),
    )  # fmt: skip
    assert app.reached == {"created"}
    assert "imei to log" in app.flows


def test_a_receiver_is_handed_the_broadcast() -> None:
    app = started(
        "sendBroadcast(Landroid/content/Intent;)V", "receiver", "Landroid/content/BroadcastReceiver;",
        ("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "move-object v0 p2" + READ),
    )  # fmt: skip
    assert "imei to log" in app.flows


def test_a_component_that_is_started_at_once_runs_at_once() -> None:
    app = started(
        "startService(Landroid/content/Intent;)Landroid/content/ComponentName;", "service", "Landroid/app/Service;",
        ("onCreate()V", "reach created\nreturn-void"),
    )  # fmt: skip
    assert ("STARTUP", None) in app.moments("created")


def test_a_class_that_the_package_does_not_define_is_not_made() -> None:
    app = run("reach on", components=[Component("service", "a.Missing", True)])
    assert app.reached == {"on"}
    assert app.simulation.complete
