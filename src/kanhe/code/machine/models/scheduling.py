"""Threads, executors, tasks and messages: what runs what, in this call or later."""

from __future__ import annotations

from kanhe.code.machine.models.references import HELD
from kanhe.code.machine.models.registry import lister
from kanhe.code.machine.platform import Call, Models
from kanhe.code.machine.platform.running import run_callback
from kanhe.code.machine.values import ANY, UNKNOWN, ZERO, ClassName, Value, value

MODELS: Models = {}
model = lister(MODELS)

TARGET = "target"
MESSAGES = "messages"


@model("Ljava/lang/Thread;", "<init>")
def _new_thread(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        if kind == "Ljava/lang/Runnable;":
            call.put(call.receiver, TARGET, call.argument(k))
    return ZERO


def run_task(call: Call, task: Value, reason: str, depth: int = 3) -> Value | None:
    """Run a task: an object of the package that is one, or one of the platform that wraps it."""
    result = run_callback(call, task, "run", (), reason)
    called = run_callback(call, task, "call", (), reason)
    wrapped = call.get(task, TARGET, ZERO)
    if wrapped.objects and depth:
        inner = run_task(call, wrapped, reason, depth - 1)
        if inner is not None:
            call.put(task, HELD, inner)
        called = called if called is not None else inner
    return called if called is not None else result


@model("Ljava/lang/Thread; Landroid/os/HandlerThread;", "start", "run")
def _start(call: Call) -> Value:
    run_callback(call, call.receiver, "run", (), "thread")
    if call.method.name == "start":
        run_callback(call, call.receiver, "onLooperPrepared", (), "thread")
    target = call.get(call.receiver, TARGET, ZERO)
    if target.objects:
        run_task(call, target, "thread")
    return ZERO


@model("Ljava/util/concurrent/Executor; Ljava/util/concurrent/ExecutorService; Ljava/util/concurrent/ScheduledExecutorService;",
       "execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay")  # fmt: skip
def _execute(call: Call) -> Value:
    task = call.argument(0)
    result = run_task(call, task, "executor")
    if call.method.returns == "V":
        return ZERO
    future = call.new(call.method.returns)
    call.put(future, HELD, result if result is not None else UNKNOWN)
    return future


@model("Ljava/util/concurrent/FutureTask;", "<init>")
def _new_future(call: Call) -> Value:
    call.put(call.receiver, TARGET, call.argument(0))
    return ZERO


@model("Ljava/util/concurrent/FutureTask;", "run")
def _run_future(call: Call) -> Value:
    run_task(call, call.receiver, "task")
    return ZERO


@model(
    "Ljava/util/concurrent/Future; Ljava/util/concurrent/FutureTask; Ljava/util/concurrent/CompletableFuture;",
    "get",
    "join",
)
def _get_future(call: Call) -> Value:
    known = call.get(call.receiver, HELD, UNKNOWN)
    return known if known is not UNKNOWN else call.result(taint=call.carried(call.receiver))


@model("Ljava/util/concurrent/CompletableFuture;", "supplyAsync", "runAsync")
def _supply(call: Call) -> Value:
    result = run_callback(call, call.argument(0), "get", (), "executor")
    run_callback(call, call.argument(0), "run", (), "executor")
    made = call.new(call.method.returns)
    call.put(made, HELD, result or UNKNOWN)
    return made


@model(
    "Ljava/util/concurrent/CompletableFuture;",
    "thenAccept",
    "thenApply",
    "thenRun",
    "thenAcceptAsync",
    "thenApplyAsync",
)
def _then(call: Call) -> Value:
    held = call.get(call.receiver, HELD, UNKNOWN)
    run_callback(call, call.argument(0), "accept", (held,), "executor")
    run_callback(call, call.argument(0), "run", (), "executor")
    applied = run_callback(call, call.argument(0), "apply", (held,), "executor")
    made = call.new(call.method.returns)
    call.put(made, HELD, applied or held)
    return made


@model("Landroid/os/AsyncTask;", "execute", "executeOnExecutor")
def _async_task(call: Call) -> Value:
    if call.method.parameters == ("Ljava/lang/Runnable;",):
        run_callback(call, call.argument(0), "run", (), "task")
        return ZERO
    run_callback(call, call.receiver, "onPreExecute", (), "task")
    parameters = call.argument(len(call.method.parameters) - 1)
    result = run_callback(call, call.receiver, "doInBackground", (parameters,), "task")
    if result is not None:
        run_callback(call, call.receiver, "onPostExecute", (result,), "task")
    return call.receiver


@model("Landroid/os/AsyncTask;", "publishProgress")
def _progress(call: Call) -> Value:
    run_callback(call, call.receiver, "onProgressUpdate", (call.argument(0),), "task")
    return ZERO


@model("Landroid/os/AsyncTask;", "get")
def _task_result(call: Call) -> Value:
    return call.result()


# Messages


def _set_fields(call: Call, message: Value, **parts: Value) -> None:
    symbols = call.machine.symbols
    for name, stored in parts.items():
        field = symbols.field_named(symbols.type("Landroid/os/Message;"), name)
        if field >= 0:
            call.put(message, field, stored)


@model("Landroid/os/Message; Landroid/os/Handler;", "obtain", "obtainMessage")
def _obtain(call: Call) -> Value:
    made = call.new("Landroid/os/Message;")
    parameters = call.method.parameters
    for k, kind in enumerate(parameters):
        if kind == "Ljava/lang/Object;":
            _set_fields(call, made, obj=call.argument(k))
        elif kind == "Landroid/os/Handler;":
            call.put(made, TARGET, call.argument(k))
        elif kind == "I":
            numbers = [j for j, p in enumerate(parameters) if p == "I"]
            _set_fields(call, made, **{("what", "arg1", "arg2")[numbers.index(k)]: call.argument(k)})
        elif kind == "Ljava/lang/Runnable;":
            call.put(made, "runnable", call.argument(k))
    if not call.static:
        call.put(made, TARGET, call.receiver)
    return made


@model("Landroid/os/Message;", "setData")
def _set_data(call: Call) -> Value:
    call.put(call.receiver, "data", call.argument(0))
    return ZERO


@model("Landroid/os/Message;", "getData", "peekData")
def _get_data(call: Call) -> Value:
    known = call.get(call.receiver, "data", ZERO)
    if known is not ZERO:
        return known
    made = call.new("Landroid/os/Bundle;")
    call.put(call.receiver, "data", made)
    return made


@model("Landroid/os/Message;", "setTarget")
def _set_target(call: Call) -> Value:
    call.put(call.receiver, TARGET, call.argument(0))
    return ZERO


def _send(call: Call, handler: Value, message: Value) -> None:
    callback = call.get(handler, "callback", ZERO)
    for one in (handler, callback):
        if one.objects:
            call.add(one, MESSAGES, message)
            call.platform.registry.keep(call, "message", None, one)


@model("Landroid/os/Handler;", "<init>")
def _new_handler(call: Call) -> Value:
    for k, kind in enumerate(call.method.parameters):
        if kind == "Landroid/os/Handler$Callback;":
            call.put(call.receiver, "callback", call.argument(k))
    return ZERO


@model(
    "Landroid/os/Handler;",
    "sendMessage",
    "sendMessageDelayed",
    "sendMessageAtTime",
    "sendMessageAtFrontOfQueue",
    "dispatchMessage",
)
def _send_message(call: Call) -> Value:
    _send(call, call.receiver, call.argument(0))
    return UNKNOWN


@model("Landroid/os/Handler;", "sendEmptyMessage", "sendEmptyMessageDelayed", "sendEmptyMessageAtTime")
def _send_empty(call: Call) -> Value:
    made = call.new("Landroid/os/Message;")
    _set_fields(call, made, what=call.argument(0))
    _send(call, call.receiver, made)
    return UNKNOWN


@model("Landroid/os/Message;", "sendToTarget")
def _send_to_target(call: Call) -> Value:
    _send(call, call.get(call.receiver, TARGET, ZERO), call.receiver)
    return ZERO


@model("Landroid/os/Messenger;", "<init>")
def _new_messenger(call: Call) -> Value:
    behind = call.get(call.argument(0), TARGET, ZERO)
    call.put(call.receiver, TARGET, behind if behind.objects else call.argument(0))
    return ZERO


@model("Landroid/os/Messenger;", "send")
def _messenger_send(call: Call) -> Value:
    target = call.get(call.receiver, TARGET, ZERO)
    if target.objects:
        _send(call, target, call.argument(0))
    return ZERO


@model("Landroid/os/Messenger;", "getBinder")
def _messenger_binder(call: Call) -> Value:
    made = call.new("Landroid/os/IBinder;")
    call.put(made, TARGET, call.get(call.receiver, TARGET, ZERO))
    return made


@model(
    "Landroidx/work/OneTimeWorkRequest$Builder; Landroidx/work/PeriodicWorkRequest$Builder; "
    "Landroidx/work/OneTimeWorkRequest;",
    "<init>", "from",
)  # fmt: skip
def _work_request(call: Call) -> Value:
    kind = call.argument(0).const
    if isinstance(kind, ClassName):
        number = call.machine.symbols.type(str(kind))
        made = call.machine.object(("worker", number), number)
        call.platform.registry.keep(call, "work", str(kind), value(ANY, frozenset((made,))))
    return ZERO if call.method.name == "<init>" else call.result()


@model("Landroid/os/CountDownTimer;", "start")
def _count_down(call: Call) -> Value:
    call.platform.registry.register(call, "Landroid/os/CountDownTimer;", call.receiver, "start")
    return call.receiver
