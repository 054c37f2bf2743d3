"""Intents, and what starts what."""

import pytest

from kanhe.package.model import Component
from tests.builders.app import App, define, run, screen
from tests.builders.dex import Class

I = "Landroid/content/Intent;"  # noqa: E741 - as short as a register
SECOND = screen(f"""
    invoke-virtual {{p0}} Landroid/app/Activity;->getIntent(){I}
    move-result-object v0
    const-string v1 "k"
    invoke-virtual {{v0 v1}} {I}->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v2
    leak v2
    reach second
""", name="La/Second;")  # fmt: skip
EXPLICIT = (
    f"const-class v1 La/Second;\ninvoke-direct {{v0 p0 v1}} {I}-><init>(Landroid/content/Context;Ljava/lang/Class;)V"
)
EMPTY = f"invoke-direct {{v0}} {I}-><init>()V"
NAMED = f'{EMPTY}\nconst-string v1 "a.Second"\ninvoke-virtual {{v0 p0 v1}} {I}->setClassName(Landroid/content/Context;Ljava/lang/String;){I}'


def started(make: str, *more: Class, components: tuple[Component, ...] = ()) -> App:
    return run(
        f"""
        new-instance v0 {I}
        {make}
        const-string v2 "k"
        secret v3
        invoke-virtual {{v0 v2 v3}} {I}->putExtra(Ljava/lang/String;Ljava/lang/String;){I}
        invoke-virtual {{p0 v0}} Landroid/app/Activity;->startActivity({I})V
        """,
        SECOND, *more, components=components,
    )  # fmt: skip


OWN = (Component("activity", "a.Second", False),)


@pytest.mark.parametrize("make", [EXPLICIT, NAMED], ids=["class", "name"])
def test_an_intent_by_class_starts_it_and_stays_inside(make: str) -> None:
    app = started(make, components=OWN)
    assert app.reached == {"second"}
    assert app.flows == {"imei to log"}


def test_an_intent_that_nothing_of_the_app_receives_leaves_it() -> None:
    app = started(f'const-string v1 "b.VIEW"\ninvoke-direct {{v0 v1}} {I}-><init>(Ljava/lang/String;)V')
    assert app.flows == {"imei to ipc"}


def test_an_extra_under_another_key_is_not_that_one() -> None:
    app = run(f"""
        new-instance v0 {I}
        {EMPTY}
        secret v1
        const-string v2 "k"
        invoke-virtual {{v0 v2 v1}} {I}->putExtra(Ljava/lang/String;Ljava/lang/String;){I}
        const-string v2 "l"
        invoke-virtual {{v0 v2}} {I}->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v3
        leak v3
    """)
    assert app.leaks == set()


def test_a_registered_receiver_hears_a_broadcast_of_its_action() -> None:
    receiver = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[
        define("<init>()V", "return-void"),
        define(f"onReceive(Landroid/content/Context;{I})V", "reach received\nreturn-void"),
    ])  # fmt: skip
    app = run(f"""
        new-instance v0 La/R;
        invoke-direct {{v0}} La/R;-><init>()V
        const-string v1 "a.PING"
        new-instance v2 Landroid/content/IntentFilter;
        invoke-direct {{v2 v1}} Landroid/content/IntentFilter;-><init>(Ljava/lang/String;)V
        invoke-virtual {{p0 v0 v2}} Landroid/app/Activity;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;){I}
        new-instance v3 {I}
        invoke-direct {{v3 v1}} {I}-><init>(Ljava/lang/String;)V
        invoke-virtual {{p0 v3}} Landroid/app/Activity;->sendBroadcast({I})V
    """, receiver)  # fmt: skip
    assert ("STARTUP", None) in app.moments("received")


def test_a_service_is_started() -> None:
    service = Class("La/S;", "Landroid/app/Service;", methods=[
        define("<init>()V", "return-void"),
        define(f"onStartCommand({I}II)I", "reach served\nconst/4 v0 1\nreturn v0"),
    ])  # fmt: skip
    app = run(f"""
        new-instance v0 {I}
        const-class v1 La/S;
        invoke-direct {{v0 p0 v1}} {I}-><init>(Landroid/content/Context;Ljava/lang/Class;)V
        invoke-virtual {{p0 v0}} Landroid/app/Activity;->startService({I})Landroid/content/ComponentName;
    """, service, components=[Component("service", "a.S", False)])  # fmt: skip
    assert "LATENT" not in {phase for phase, _ in app.moments("served")}
    assert app.moments("served")


def test_an_address_keeps_its_parts() -> None:
    app = run("""
        const-string v0 "tel:123"
        invoke-static {v0} Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
        move-result-object v1
        invoke-virtual {v1} Landroid/net/Uri;->getScheme()Ljava/lang/String;
        move-result-object v2
        const-string v3 "tel"
        invoke-virtual {v2 v3} Ljava/lang/String;->equals(Ljava/lang/Object;)Z
        move-result v4
        see v4
    """)
    assert app.seen == [1]
