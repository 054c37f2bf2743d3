from tests.builders.app import define, run, screen
from tests.builders.dex import Class

TASK = Class("La/Task;", interfaces=["Ljava/lang/Runnable;"], methods=[define("run()V", "reach task\nreturn-void")])


def test_a_task_runs_as_soon_as_it_may() -> None:
    app = run("new-instance v0 La/Task;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V", TASK)
    assert ("STARTUP", None) in app.moments("task")


def test_what_a_task_gives_runs_too() -> None:
    first = Class("La/First;", interfaces=["Ljava/lang/Runnable;"], methods=[
        define("run()V", "new-instance v0 La/Task;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V\nreturn-void")])  # fmt: skip
    app = run("new-instance v0 La/First;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V", first, TASK)
    assert ("STARTUP", None) in app.moments("task")


def test_a_message_is_handed_to_its_handler() -> None:
    handler = Class("La/H;", "Landroid/os/Handler;", methods=[
        define("<init>()V", "return-void"),
        define("handleMessage(Landroid/os/Message;)V", "iget v0 p1 Landroid/os/Message;->what:I\nsee v0\nreturn-void")])  # fmt: skip
    app = run("""
        new-instance v0 La/H;
        invoke-direct {v0} La/H;-><init>()V
        const/16 v1 6
        invoke-virtual {v0 v1} La/H;->sendEmptyMessage(I)Z
    """, handler)  # fmt: skip
    assert app.seen == [6]


def test_work_requests_run() -> None:
    worker = Class("La/W;", "Landroidx/work/Worker;", methods=[
        define("doWork()Landroidx/work/ListenableWorker$Result;", "reach worked\nconst/4 v0 0\nreturn-object v0")])  # fmt: skip
    app = run("""
        const-class v0 La/W;
        invoke-static {v0} Landroidx/work/OneTimeWorkRequest;->from(Ljava/lang/Class;)Landroidx/work/OneTimeWorkRequest;
    """, worker)  # fmt: skip
    assert app.reached == {"worked"}


def test_what_never_ends_is_cut_short() -> None:
    again = Class("La/Again;", interfaces=["Ljava/lang/Runnable;"], methods=[
        define("run()V", "new-instance v0 La/Again;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V\nreach again\nreturn-void")])  # fmt: skip
    app = run("new-instance v0 La/Again;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V", again)
    assert app.simulation.complete
    assert "again" in app.reached


def test_a_listener_with_callbacks_of_both_kinds() -> None:
    watcher = Class("La/T;", interfaces=["Landroid/app/Application$ActivityLifecycleCallbacks;"], methods=[
        define("onActivityCreated(Landroid/app/Activity;Landroid/os/Bundle;)V", "reach created\nreturn-void"),
        define("onActivityPaused(Landroid/app/Activity;)V", "reach paused\nreturn-void")])  # fmt: skip
    app = run(screen("""
        invoke-virtual {p0} La/Main;->getApplication()Landroid/app/Application;
        move-result-object v0
        new-instance v1 La/T;
        invoke-virtual {v0 v1} Landroid/app/Application;->registerActivityLifecycleCallbacks(Landroid/app/Application$ActivityLifecycleCallbacks;)V
    """), watcher)  # fmt: skip
    assert ("STARTUP", None) in app.moments("created")
    assert ("STARTUP", None) not in app.moments("paused")
    assert ("EVENT", None) in app.moments("paused")
