"""Threads, executors, tasks and messages: what runs what, and when."""

import pytest

from tests.builders.app import define, run
from tests.builders.dex import Class

J = Class("La/J;", interfaces=["Ljava/lang/Runnable;"], methods=[
    define("<init>()V", "return-void"), define("run()V", "reach ran\nreturn-void"),
])  # fmt: skip
MAKE = "new-instance v0 La/J;\ninvoke-direct {v0} La/J;-><init>()V"
X = "Ljava/util/concurrent"
HANDLER = "new-instance v1 Landroid/os/Handler;\ninvoke-direct {v1} Landroid/os/Handler;-><init>()V"


@pytest.mark.parametrize(
    "code",
    [
        "new-instance v1 Ljava/lang/Thread;\ninvoke-direct {v1 v0} Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V\n"
        "invoke-virtual {v1} Ljava/lang/Thread;->start()V",
        f"invoke-static {{}} {X}/Executors;->newSingleThreadExecutor(){X}/ExecutorService;\nmove-result-object v1\n"
        f"invoke-interface {{v1 v0}} {X}/ExecutorService;->execute(Ljava/lang/Runnable;)V",
        f"{HANDLER}\ninvoke-virtual {{v1 v0}} Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z",
        "invoke-virtual {p0 v0} Landroid/app/Activity;->runOnUiThread(Ljava/lang/Runnable;)V",
        "invoke-static {v0} Landroid/os/AsyncTask;->execute(Ljava/lang/Runnable;)V",
    ],
    ids=["thread", "executor", "handler", "screen", "async"],
)
def test_a_task_runs_without_the_user(code: str) -> None:
    assert ("STARTUP", None) in run(f"{MAKE}\n{code}", J).moments("ran")


def test_a_thread_that_is_not_started_does_not_run() -> None:
    app = run(
        f"{MAKE}\nnew-instance v1 Ljava/lang/Thread;\ninvoke-direct {{v1 v0}} Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V",
        J,
    )
    assert app.reached == set()


def test_a_future_gives_what_its_task_returned() -> None:
    task = Class("La/C;", interfaces=[f"{X}/Callable;"], methods=[
        define("<init>()V", "return-void"), define("call()Ljava/lang/Object;", "secret v0\nreturn-object v0"),
    ])  # fmt: skip
    app = run(f"""
        new-instance v0 La/C;
        invoke-direct {{v0}} La/C;-><init>()V
        sget-object v1 Lx/Y;->e:{X}/ExecutorService;
        invoke-interface {{v1 v0}} {X}/ExecutorService;->submit({X}/Callable;){X}/Future;
        move-result-object v2
        invoke-interface {{v2}} {X}/Future;->get()Ljava/lang/Object;
        move-result-object v3
        leak v3
    """, task)  # fmt: skip
    assert app.leaks == {"imei"}


def test_an_async_task_hands_its_result_on() -> None:
    task = Class("La/T;", "Landroid/os/AsyncTask;", methods=[
        define("<init>()V", "return-void"),
        define("doInBackground([Ljava/lang/Object;)Ljava/lang/Object;", "secret v0\nreturn-object v0"),
        define("onPostExecute(Ljava/lang/Object;)V", "leak p1\nreturn-void"),
    ])  # fmt: skip
    app = run("""
        new-instance v0 La/T;
        invoke-direct {v0} La/T;-><init>()V
        const/4 v1 0
        invoke-virtual {v0 v1} La/T;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;
    """, task)  # fmt: skip
    assert app.leaks == {"imei"}


H = Class("La/H;", "Landroid/os/Handler;", methods=[
    define("<init>()V", "return-void"),
    define("handleMessage(Landroid/os/Message;)V", "iget v0 p1 Landroid/os/Message;->what:I\nsee v0\n"
           "iget-object v1 p1 Landroid/os/Message;->obj:Ljava/lang/Object;\nleak v1\nreturn-void"),
])  # fmt: skip


def test_a_message_brings_its_number_and_its_object() -> None:
    app = run("""
        new-instance v0 La/H;
        invoke-direct {v0} La/H;-><init>()V
        const/4 v1 7
        secret v2
        invoke-virtual {v0 v1 v2} La/H;->obtainMessage(ILjava/lang/Object;)Landroid/os/Message;
        move-result-object v3
        invoke-virtual {v0 v3} La/H;->sendMessage(Landroid/os/Message;)Z
    """, H)  # fmt: skip
    assert (app.seen, app.leaks) == ([7], {"imei"})


def test_a_message_that_is_not_sent_is_not_handled() -> None:
    app = run("""
        new-instance v0 La/H;
        invoke-direct {v0} La/H;-><init>()V
        const/4 v1 7
        invoke-virtual {v0 v1} La/H;->obtainMessage(I)Landroid/os/Message;
    """, H)  # fmt: skip
    assert app.seen == []
