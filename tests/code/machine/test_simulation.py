"""Whole apps: where they begin, and that every run ends."""

import time

import pytest

from kanhe.code.machine.simulation import Screens
from kanhe.package.model import Component, IntentFilter, MetaData
from tests.builders.app import App, define, run, screen, static
from tests.builders.dex import Class

UNKNOWN = "invoke-static {} Ljava/lang/System;->nanoTime()J\nmove-result-wide v8\nlong-to-int v9 v8"


def busy(depth: int) -> list:
    """Methods of which each calls the next three times, with something else each time."""
    calls = "\n".join(
        f"add-int/lit8 v0 p0 {k}\ninvoke-static {{v0}} La/Main;->m{{}}(I)V".replace("{}", "{0}") for k in (1, 2, 3)
    )
    made = [static(f"m{k}(I)V", calls.replace("{0}", str(k + 1)) + "\nreturn-void") for k in range(depth)]
    return [*made, static(f"m{depth}(I)V", "see p0\nreturn-void")]


def test_a_spent_budget_is_told() -> None:
    app = run(screen("const/4 v0 0\ninvoke-static {v0} La/Main;->m0(I)V", *busy(40)), budget=500)
    assert not app.simulation.complete
    assert app.simulation.steps > 500 * 0.45  # the share of what comes before the first screen


def test_a_small_app_is_complete() -> None:
    app = run("reach on")
    assert app.simulation.complete
    assert 0 < app.simulation.steps < 500


@pytest.mark.timeout(20)
def test_exponential_calls_end() -> None:
    began = time.process_time()
    run(screen("const/4 v0 0\ninvoke-static {v0} La/Main;->m0(I)V", *busy(60)), budget=50_000)
    assert time.process_time() - began < 10


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "code",
    [
        ":a\ngoto :a",
        "const/4 v0 0\n:a\nadd-int/lit8 v0 v0 1\ngoto :a",
        f"{UNKNOWN}\n:a\npacked-switch v9 0 :a :b\n:b\nif-eqz v9 :a\ngoto :b",
        ":a\nnew-instance v0 La/E;\n:b\nthrow v0\n:c\n.try :a :c * :a",
        "const/4 v0 0\n:a\nnew-instance v1 La/E;\niput-object v0 v1 La/E;->next:Ljava/lang/Object;\nmove-object v0 v1\ngoto :a",
        "invoke-static {} La/Main;->onCreate(Landroid/os/Bundle;)V",
        "invoke-virtual {p0 p1} La/Main;->onCreate(Landroid/os/Bundle;)V",
        "new-instance v0 Landroid/content/Intent;\nconst-class v1 La/Main;\n"
        "invoke-direct {v0 p0 v1} Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V\n"
        "invoke-virtual {p0 v0} La/Main;->startActivity(Landroid/content/Intent;)V",
    ],
    ids=["goto itself", "counting", "switch", "handler of itself", "endless list", "static self", "recursion", "starts itself"],
)  # fmt: skip
def test_absurd_code_ends(code: str) -> None:
    app = run(code, Class("La/E;", "Ljava/lang/RuntimeException;"), budget=100_000)
    assert isinstance(app, App)


@pytest.mark.parametrize(
    "code",
    ["const/16 v200 1", "move v0 v15", "if-eqz v99 :end", "sget v99 La/B;->n:I", "iput v0 v9 La/B;->n:I", "throw v44"],
)
def test_code_with_registers_that_it_does_not_have_is_not_run(code: str) -> None:
    broken = static("m()V", f"reach inside\n{code}\n:end\nreturn-void")
    broken.registers = 2
    app = run(screen("invoke-static {} La/Main;->m()V\nreach behind", broken))
    assert app.reached == {"behind"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("La/B;", "La/B;"), ("La/B;", "La/C;"), ("La/Main;", "La/B;")],
    ids=["itself", "two", "below the screen"],
)
def test_classes_that_extend_each_other_end(one: str, other: str) -> None:
    classes = {one: Class(one, other, methods=[static("s()V", "reach s\nreturn-void"), define("v()V", "return-void")])}
    if other != one:
        classes[other] = Class(other, one)
    classes.pop("La/Main;", None)
    app = run(
        f"invoke-static {{}} {one}->s()V\nnew-instance v0 {one}\ninvoke-virtual {{v0}} {other}->v()V\nreach on",
        *classes.values(),
    )
    assert app.simulation.complete


def test_the_application_runs_first() -> None:
    application = Class(
        "La/App;",
        "Landroid/app/Application;",
        methods=[define("onCreate()V", "const/4 v0 5\nsput v0 La/App;->n:I\nreturn-void")],
    )
    app = run("sget v0 La/App;->n:I\nsee v0", application, application="a.App")
    assert app.seen == [5]


def component(kind: str, *actions: str, exported: bool = True, **more) -> Component:
    return Component(
        kind, f"a.{kind.title()}", exported, filters=(IntentFilter(actions, ()),) if actions else (), **more
    )


def test_when_each_kind_of_component_runs() -> None:
    receiver = Class("La/Receiver;", "Landroid/content/BroadcastReceiver;", methods=[
        define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "reach received\nreturn-void")])  # fmt: skip
    provider = Class("La/Provider;", "Landroid/content/ContentProvider;", methods=[
        define("onCreate()Z", "reach provided\nconst/4 v0 1\nreturn v0")])  # fmt: skip
    service = Class(
        "La/Service;", "Landroid/app/Service;", methods=[define("onCreate()V", "reach served\nreturn-void")]
    )
    app = run("nop", receiver, provider, service, components=[
        component("receiver", "android.intent.action.BOOT_COMPLETED"), component("provider"), component("service", exported=False),
    ])  # fmt: skip
    assert app.moments("provided") == {("STARTUP", None)}
    assert app.moments("received") == {("BACKGROUND", None)}
    assert {phase for phase, _ in app.moments("served")} == {"LATENT"}


def test_a_disabled_component_does_not_run() -> None:
    service = Class(
        "La/Service;", "Landroid/app/Service;", methods=[define("onCreate()V", "reach served\nreturn-void")]
    )
    assert run("nop", service, components=[component("service", enabled=False)]).reached == set()


def test_initialisers_of_androidx_startup() -> None:
    made = Class("La/Init;", interfaces=["Landroidx/startup/Initializer;"], methods=[
        define("<init>()V", "return-void"),
        define("create(Landroid/content/Context;)Ljava/lang/Object;", "reach created\nconst/4 v0 0\nreturn-object v0"),
    ])  # fmt: skip
    provider = Class("La/Provider;", "Landroid/content/ContentProvider;")
    app = run(
        "nop", made, provider, components=[component("provider", meta_data=(MetaData("a.Init", "androidx.startup"),))]
    )
    assert ("STARTUP", None) in app.moments("created")


def test_what_is_typed_into_a_field_is_a_read_of_its_own() -> None:
    app = run("""
        const v0 0x7f010001
        invoke-virtual {p0 v0} La/Main;->findViewById(I)Landroid/view/View;
        move-result-object v0
        check-cast v0 Landroid/widget/EditText;
        invoke-virtual {v0} Landroid/widget/EditText;->getText()Landroid/text/Editable;
        move-result-object v0
        leak v0
    """, screens=Screens(inputs={0x7F010001: "password"}))  # fmt: skip
    assert app.leaks == {"password"}
    (site,) = app.simulation.told
    assert (site.item, site.how) == ("password", "input")


def test_a_read_by_reflection_is_told_once() -> None:
    app = run("""
        const-string v0 "android.telephony.TelephonyManager"
        invoke-static {v0} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
        move-result-object v1
        const-string v2 "getDeviceId"
        const/4 v3 0
        new-array v3 v3 [Ljava/lang/Class;
        invoke-virtual {v1 v2 v3} Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
        move-result-object v1
        const/4 v3 0
        new-array v3 v3 [Ljava/lang/Object;
        invoke-virtual {v1 p0 v3} Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
        move-result-object v1
        leak v1
    """)
    assert app.leaks == {"imei"}
    assert [site.how for site in app.simulation.told] == ["reflection"]
