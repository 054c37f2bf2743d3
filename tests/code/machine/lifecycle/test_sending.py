import pytest

from kanhe.code.machine.lifecycle.sending import sticky
from kanhe.package.model import Component, IntentFilter
from tests.builders.app import App, define, run
from tests.builders.dex import Class

INTENT = 'new-instance v0 Landroid/content/Intent;\nconst-string v1 "{}"\ninvoke-direct {{v0 v1}} Landroid/content/Intent;-><init>(Ljava/lang/String;)V\n'
SEND = "invoke-virtual {p0 v0} La/Main;->sendBroadcast(Landroid/content/Intent;)V\n"
RECEIVE = define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "reach received\nreturn-void")
RECEIVER = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[RECEIVE])


def register(action: str) -> str:
    return f"""
        new-instance v2 La/R;
        new-instance v3 Landroid/content/IntentFilter;
        const-string v4 "{action}"
        invoke-direct {{v3 v4}} Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
        invoke-virtual {{p0 v2 v3}} La/Main;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    """


def phases(app: App) -> set[str]:
    return {phase for phase, _ in app.moments("received")}


def test_a_broadcast_reaches_the_receiver_whose_filter_takes_it() -> None:
    component = Component("receiver", "a.R", False, filters=(IntentFilter(("a.ONE",)),))
    assert "STARTUP" in phases(run(INTENT.format("a.ONE") + SEND, RECEIVER, components=[component]))
    assert "STARTUP" not in phases(run(INTENT.format("a.TWO") + SEND, RECEIVER, components=[component]))


def test_a_broadcast_reaches_receivers_that_the_app_registered() -> None:
    assert "STARTUP" in phases(run(register("a.ONE") + INTENT.format("a.ONE") + SEND, RECEIVER))
    assert phases(run(register("a.ONE") + INTENT.format("a.TWO") + SEND, RECEIVER)) == {"BACKGROUND"}


def test_a_service_answers_a_connection() -> None:
    bind = define("onBind(Landroid/content/Intent;)Landroid/os/IBinder;", "new-instance v0 La/B;\nreturn-object v0")
    service = Class("La/S;", "Landroid/app/Service;", methods=[bind])
    binder = Class("La/B;", "Landroid/os/Binder;", methods=[define("ask()V", "reach asked\nreturn-void")])
    connected = define("onServiceConnected(Landroid/content/ComponentName;Landroid/os/IBinder;)V",
                       "check-cast p2 La/B;\ninvoke-virtual {p2} La/B;->ask()V\nreturn-void")  # fmt: skip
    connection = Class("La/C;", interfaces=["Landroid/content/ServiceConnection;"], methods=[connected])
    app = run("""
        new-instance v0 Landroid/content/Intent;
        const-class v1 La/S;
        invoke-direct {v0 p0 v1} Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
        new-instance v1 La/C;
        const/4 v2 1
        invoke-virtual {p0 v0 v1 v2} La/Main;->bindService(Landroid/content/Intent;Landroid/content/ServiceConnection;I)Z
    """, service, binder, connection, components=[Component("service", "a.S", False)])  # fmt: skip
    assert app.reached == {"asked"}


@pytest.mark.parametrize(
    ("actions", "answer"),
    [(None, False), ("a.ONE", False), ("android.net.conn.CONNECTIVITY_CHANGE", True), ("a.ONE android.intent.action.BATTERY_CHANGED", True)],
)  # fmt: skip
def test_broadcasts_that_the_platform_keeps(actions: str | None, answer: bool) -> None:
    assert sticky(actions) == answer


def test_a_receiver_of_a_kept_broadcast_is_handed_it_at_once() -> None:
    assert "STARTUP" in phases(run(register("android.net.conn.CONNECTIVITY_CHANGE"), RECEIVER))
