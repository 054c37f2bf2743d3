from kanhe.package.model import Component, MetaData
from tests.builders.app import define, run, screen
from tests.builders.dex import Class, Field

NUMBER = [Field("n", "I")]


def note(number: int) -> str:
    """Remember the last step, and see which came before."""
    return f"sget v0 La/Main;->n:I\nsee v0\nconst/16 v0 {number}\nsput v0 La/Main;->n:I"


def test_the_order_of_a_start() -> None:
    application = Class("La/App;", "Landroid/app/Application;", methods=[
        define("attachBaseContext(Landroid/content/Context;)V", f"{note(1)}\nreturn-void"),
        define("onCreate()V", f"{note(3)}\nreturn-void")])  # fmt: skip
    provider = Class("La/P;", "Landroid/content/ContentProvider;", methods=[
        define("onCreate()Z", f"{note(2)}\nreturn v0")])  # fmt: skip
    app = run(screen("sget v0 La/Main;->n:I\nsee v0", fields=NUMBER), application, provider,
              components=[Component("provider", "a.P", False)], application="a.App")  # fmt: skip
    found = {
        app.program.method_text(method): app.simulation.trace.marks[method, offset] for method, offset, _ in app.order
    }
    first = {text: next(iter(marks)).numbers[0] for text, marks in found.items()}
    assert first == {
        "La/App;->attachBaseContext(Landroid/content/Context;)V": 0,
        "La/P;->onCreate()Z": 1,
        "La/App;->onCreate()V": 2,
        "La/Main;->onCreate(Landroid/os/Bundle;)V": 3,
    }


def providers(one: int, two: int) -> list[object]:
    classes = [
        Class(
            f"La/P{k};", "Landroid/content/ContentProvider;", methods=[define("onCreate()Z", f"{note(k)}\nreturn v0")]
        )
        for k in (1, 2)
    ]
    components = [Component("provider", f"a.P{k}", False, init_order=order) for k, order in ((1, one), (2, two))]
    return run(screen("sget v0 La/Main;->n:I\nsee v0", fields=NUMBER), *classes, components=components).seen


def test_providers_start_by_their_order() -> None:
    assert providers(2, 1) != providers(1, 2)


def test_a_provider_of_another_process_does_not_start_with_the_app() -> None:
    provider = Class(
        "La/P;",
        "Landroid/content/ContentProvider;",
        methods=[define("onCreate()Z", "reach on\nconst/4 v0 1\nreturn v0")],
    )
    apart = run("nop", provider, components=[Component("provider", "a.P", False, process=":p")])
    assert apart.moments("on") == {("BACKGROUND", None)}


def test_initialisers_run_after_those_they_depend_on() -> None:
    def initialiser(name: str, *needs: str) -> Class:
        listed = "".join(
            f"const-class v1 La/{n};\ninvoke-virtual {{v0 v1}} Ljava/util/ArrayList;->add(Ljava/lang/Object;)Z\n"
            for n in needs
        )
        return Class(f"La/{name};", interfaces=["Landroidx/startup/Initializer;"], methods=[
            define("<init>()V", "return-void"),
            define("dependencies()Ljava/util/List;", f"new-instance v0 Ljava/util/ArrayList;\ninvoke-direct {{v0}} Ljava/util/ArrayList;-><init>()V\n{listed}return-object v0"),
            define("create(Landroid/content/Context;)Ljava/lang/Object;", f"reach {name}\nconst/4 v0 0\nreturn-object v0"),
        ])  # fmt: skip

    provider = Class("La/P;", "Landroid/content/ContentProvider;")
    component = Component("provider", "a.P", False, meta_data=(MetaData("a.One", "androidx.startup"),))
    app = run(
        "nop",
        initialiser("One", "Two"),
        initialiser("Two", "One"),
        initialiser("Three"),
        provider,
        components=[component],
    )
    assert app.reached == {"One", "Two"}
    assert ("STARTUP", None) in app.moments("Two")
