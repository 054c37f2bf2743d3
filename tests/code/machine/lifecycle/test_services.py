import pytest

from kanhe.package.model import Component
from tests.builders.app import App, define, run
from tests.builders.dex import Class

BINDER = Class("La/B;", "Landroid/os/Binder;", methods=[define("ask()V", "reach asked\nreturn-void")])
SERVICE = Class("La/S;", "Landroid/app/Service;", methods=[
    define("onBind(Landroid/content/Intent;)Landroid/os/IBinder;", "new-instance v0 La/B;\nreturn-object v0"),
    define("onUnbind(Landroid/content/Intent;)Z", "reach unbound\nconst/4 v0 0\nreturn v0"),
    define("onDestroy()V", "reach destroyed\nreturn-void"),
    define("onLowMemory()V", "reach low\nreturn-void"),
    define("helper()V", "reach helper\nreturn-void"),
])  # fmt: skip


def app(exported: bool) -> App:
    return run("nop", SERVICE, BINDER, components=[Component("service", "a.S", exported)])


def test_a_service_goes_through_its_life() -> None:
    assert {"unbound", "destroyed", "low"} <= app(exported=True).reached


def test_its_own_methods_are_no_callbacks() -> None:
    assert "helper" not in app(exported=True).reached


@pytest.mark.parametrize("exported", [True, False])
def test_other_apps_ask_the_binder_of_an_exported_service(exported: bool) -> None:
    assert ("asked" in app(exported).reached) == exported
