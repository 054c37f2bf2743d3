"""Classes, methods and fields by names that the run knows."""

from tests.builders.app import define, run, static
from tests.builders.dex import Class, Field

R = "Ljava/lang/reflect"
BOX = Class("La/Box;", fields=[Field("s", "Ljava/lang/String;"), Field("f", "Ljava/lang/String;", static=False)], methods=[
    define("<init>()V", "reach made\nreturn-void"),
    define("m(Ljava/lang/String;)Ljava/lang/String;", "reach m\nreturn-object p1"),
    static("t()V", "reach t\nreturn-void"),
    static("<clinit>()V", "reach initialised\nreturn-void"),
])  # fmt: skip
FOR_NAME = 'const-string v0 "{0}"\ninvoke-static {{v0}} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\nmove-result-object v0'
NEW = "invoke-virtual {v0} Ljava/lang/Class;->newInstance()Ljava/lang/Object;\nmove-result-object v1"


def invoke(name: str, receiver: str, *arguments: str) -> str:
    return f"""
        const-string v5 "{name}"
        const/4 v6 0
        new-array v6 v6 [Ljava/lang/Class;
        invoke-virtual {{v0 v5 v6}} Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;){R}/Method;
        move-result-object v5
        filled-new-array {{{" ".join(arguments)}}} [Ljava/lang/Object;
        move-result-object v6
        invoke-virtual {{v5 {receiver} v6}} {R}/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
        move-result-object v7
    """


def test_a_class_by_name_is_initialised_and_made() -> None:
    app = run(f"{FOR_NAME.format('a.Box')}\n{NEW}\ninstance-of v2 v1 La/Box;\nsee v2", BOX)
    assert (app.reached, app.seen) == ({"initialised", "made"}, [1])


def test_a_name_put_together_from_parts() -> None:
    app = run('const-string v0 "a."\nconst-string v1 "Box"\ninvoke-virtual {v0 v1} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;\n'
              f"move-result-object v0\ninvoke-static {{v0}} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\nmove-result-object v0\n{NEW}", BOX)  # fmt: skip
    assert "made" in app.reached


def test_a_method_by_name_takes_and_returns() -> None:
    app = run(f"const-class v0 La/Box;\n{NEW}\nsecret v2\n{invoke('m', 'v1', 'v2')}\nleak v7", BOX)
    assert "m" in app.reached
    assert app.leaks == {"imei"}


def test_a_static_method_by_name() -> None:
    app = run(f"const-class v0 La/Box;\nconst/4 v1 0\n{invoke('t', 'v1')}", BOX)
    assert app.reached == {"initialised", "t"}


def test_a_name_with_the_wrong_number_of_arguments_runs_nothing() -> None:
    app = run(f"const-class v0 La/Box;\n{NEW}\n{invoke('m', 'v1')}", BOX)
    assert "m" not in app.reached


def test_a_method_of_an_unknown_object_is_a_bound() -> None:
    app = run(f"sget-object v1 Lx/Y;->c:[Ljava/lang/Object;\nconst/4 v0 0\naget-object v1 v1 v0\n"
              f"sget-object v0 Lx/Y;->k:Ljava/lang/Class;\n{invoke('m', 'v1')}", BOX)  # fmt: skip
    assert "reflection" in app.bounds


def test_names_of_classes() -> None:
    app = run("""
        const-class v0 La/Box;
        invoke-virtual {v0} Ljava/lang/Class;->getSimpleName()Ljava/lang/String;
        move-result-object v1
        const-string v2 "Box"
        invoke-virtual {v1 v2} Ljava/lang/String;->equals(Ljava/lang/Object;)Z
        move-result v3
        see v3
    """, BOX)  # fmt: skip
    assert app.seen == [1]


def test_a_sink_by_reflection_is_one() -> None:
    app = run(f"secret v2\n{FOR_NAME.format('android.util.Log')}\nconst/4 v1 0\n{invoke('d', 'v1', 'v2', 'v2')}")
    assert app.leaks == {"imei"}


def field(name: str) -> str:
    return (f'const-string v5 "{name}"\ninvoke-virtual {{v0 v5}} Ljava/lang/Class;->getDeclaredField(Ljava/lang/String;){R}/Field;\n'
            "move-result-object v5")  # fmt: skip


def test_a_field_by_name() -> None:
    app = run(f"""
        const-class v0 La/Box;
        new-instance v1 La/Box;
        secret v2
        iput-object v2 v1 La/Box;->f:Ljava/lang/String;
        {field('f')}
        invoke-virtual {{v5 v1}} {R}/Field;->get(Ljava/lang/Object;)Ljava/lang/Object;
        move-result-object v6
        leak v6
    """, BOX)  # fmt: skip
    assert app.leaks == {"imei"}


def test_a_class_of_an_absurd_name() -> None:
    for name in ("[", "[L", "", ";", "a;b", "[[[["):
        app = run(f"{FOR_NAME.format(name)}\nfilled-new-array {{v0}} [Ljava/lang/Class;\nmove-result-object v6\nconst-class v0 Landroid/util/Log;\n"
                  'const-string v5 "d"\ninvoke-virtual {v0 v5 v6} '
                  f"Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;){R}/Method;\nmove-result-object v5\n"
                  "filled-new-array {v5} [Ljava/lang/Object;\nmove-result-object v6\nconst/4 v1 0\n"
                  f"invoke-virtual {{v5 v1 v6}} {R}/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;\nreach behind")  # fmt: skip
        assert app.reached == {"behind"}
