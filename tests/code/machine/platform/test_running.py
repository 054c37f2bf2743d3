from tests.builders.app import define, run, screen
from tests.builders.dex import Class

TASK = Class("La/Task;", interfaces=["Ljava/lang/Runnable;"], methods=[define("run()V", "reach task\nreturn-void")])
START = """
    new-instance v0 La/Task;
    new-instance v1 Ljava/lang/Thread;
    invoke-direct {v1 v0} Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1} Ljava/lang/Thread;->start()V
"""


def test_runs_the_method_of_the_object_now() -> None:
    app = run(START, TASK)
    assert ("STARTUP", None) in app.moments("task")


def test_does_not_run_a_method_of_another_name_or_length() -> None:
    other = Class("La/Task;", interfaces=["Ljava/lang/Runnable;"], methods=[
        define("run(I)V", "reach longer\nreturn-void"), define("ran()V", "reach other\nreturn-void")])  # fmt: skip
    assert run(START, other).reached == set()


def test_runs_what_a_lambda_stands_for() -> None:
    code = """
        invoke-custom {p0} run(La/Main;)Ljava/lang/Runnable; instance La/Main;->told()V
        move-result-object v0
        new-instance v1 Ljava/lang/Thread;
        invoke-direct {v1 v0} Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
        invoke-virtual {v1} Ljava/lang/Thread;->start()V
    """
    app = run(screen(code, define("told()V", "reach told\nreturn-void")))
    assert ("STARTUP", None) in app.moments("told")


HANDLER = Class("La/Handler;", interfaces=["Ljava/lang/reflect/InvocationHandler;"], methods=[
    define(
        "invoke(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;",
        "reach handled\nconst/4 v0 0\naget-object v0 p3 v0\nleak v0\nreturn-object v0",
    )
])  # fmt: skip
PROXY = """
    const/4 v0 0
    const/4 v1 0
    new-instance v2 La/Handler;
    invoke-static {v0 v1 v2} Ljava/lang/reflect/Proxy;->newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;
    move-result-object v2
    secret v3
    invoke-interface {v2 v3 v3} Ljava/util/Comparator;->compare(Ljava/lang/Object;Ljava/lang/Object;)I
"""


def test_a_call_on_a_proxy_is_taken_by_its_handler() -> None:
    app = run(PROXY, HANDLER)
    assert app.reached == {"handled"}
    assert app.leaks == {"imei"}
