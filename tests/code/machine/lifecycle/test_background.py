from kanhe.package.model import Component, IntentFilter
from tests.builders.app import App, define, run
from tests.builders.dex import Class

RECEIVER = Class("La/R;", "Landroid/content/BroadcastReceiver;", methods=[
    define("onReceive(Landroid/content/Context;Landroid/content/Intent;)V", "reach received\nreturn-void")])  # fmt: skip
PROVIDER = Class("La/P;", "Landroid/content/ContentProvider;", methods=[
    define("delete(Landroid/net/Uri;Ljava/lang/String;[Ljava/lang/String;)I", "reach asked\nconst/4 v0 0\nreturn v0")])  # fmt: skip
SCREEN = Class("La/Other;", "Landroid/app/Activity;", methods=[define("onStop()V", "reach stopped\nreturn-void")])


def phases(app: App, name: str) -> set[str]:
    return {phase for phase, _ in app.moments(name)}


def test_a_receiver_of_the_manifest_runs_in_the_background() -> None:
    booted = Component("receiver", "a.R", False, filters=(IntentFilter(("android.intent.action.BOOT_COMPLETED",)),))
    assert phases(run("nop", RECEIVER, components=[booted]), "received") == {"BACKGROUND"}
    assert phases(run("nop", RECEIVER, components=[Component("receiver", "a.R", True)]), "received") == {"BACKGROUND"}


def test_what_nothing_starts_is_latent() -> None:
    assert phases(run("nop", RECEIVER, components=[Component("receiver", "a.R", False)]), "received") == {"LATENT"}
    assert phases(run("nop", SCREEN, components=[Component("activity", "a.Other", False)]), "stopped") == {"LATENT"}


def test_a_provider_is_asked_in_the_background() -> None:
    assert phases(run("nop", PROVIDER, components=[Component("provider", "a.P", False)]), "asked") == {"BACKGROUND"}


def test_a_spent_budget_ends_it() -> None:
    app = run("nop", RECEIVER, components=[Component("receiver", "a.R", False)], budget=1)
    assert app.reached == set()
    assert not app.simulation.complete
