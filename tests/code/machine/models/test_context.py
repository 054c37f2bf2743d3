import pytest

from tests.builders.app import define, run, screen
from tests.builders.dex import Class


@pytest.mark.parametrize(
    "how", ["getApplication()Landroid/app/Application;", "getApplicationContext()Landroid/content/Context;"]
)
def test_the_application_is_one_object(how: str) -> None:
    application = Class("La/App;", "Landroid/app/Application;", methods=[define("mine()V", "reach mine\nreturn-void")])
    app = run(
        f"invoke-virtual {{p0}} La/Main;->{how}\nmove-result-object v0\ncheck-cast v0 La/App;\ninvoke-virtual {{v0}} La/App;->mine()V",
        application, application="a.App",
    )  # fmt: skip
    assert app.reached == {"mine"}


def test_the_package_name_is_known() -> None:
    app = run("""
        invoke-virtual {p0} La/Main;->getPackageName()Ljava/lang/String;
        move-result-object v0
        const-string v1 "a"
        invoke-virtual {v0 v1} Ljava/lang/String;->equals(Ljava/lang/Object;)Z
        move-result v0
        see v0
    """)
    assert app.seen == [1]


def test_a_service_is_the_same_wherever_it_is_asked_for() -> None:
    ask = 'const-string v0 "{}"\ninvoke-virtual {{p0 v0}} La/Main;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;\nmove-result-object {}\n'
    put = "secret v3\ninvoke-virtual {v1 v3} Lx/Y;->setIt(Ljava/lang/String;)V\n"
    get = "invoke-virtual {v2} Lx/Y;->get()Ljava/lang/String;\nmove-result-object v3\nleak v3\n"
    assert run(ask.format("power", "v1") + ask.format("power", "v2") + put + get).leaks == {"imei"}
    assert run(ask.format("power", "v1") + ask.format("audio", "v2") + put + get).leaks == set()


def test_a_property_is_kept_under_its_name() -> None:
    code = """
        const-string v0 "{}"
        secret v1
        invoke-static {{v0 v1}} Ljava/lang/System;->setProperty(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
        const-string v0 "k"
        invoke-static {{v0}} Ljava/lang/System;->getProperty(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v2
        leak v2
    """
    assert run(code.format("k")).leaks == {"imei"}
    assert run(code.format("other")).leaks == set()


def test_what_goes_to_the_provider_of_another_app_leaves() -> None:
    app = run(
        screen("""
        const-string v0 "content://b.books/all"
        invoke-static {v0} Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
        move-result-object v0
        invoke-virtual {p0} La/Main;->getContentResolver()Landroid/content/ContentResolver;
        move-result-object v1
        new-instance v2 Landroid/content/ContentValues;
        invoke-direct {v2} Landroid/content/ContentValues;-><init>()V
        const-string v3 "k"
        secret v4
        invoke-virtual {v2 v3 v4} Landroid/content/ContentValues;->put(Ljava/lang/String;Ljava/lang/String;)V
        invoke-virtual {v1 v0 v2} Landroid/content/ContentResolver;->insert(Landroid/net/Uri;Landroid/content/ContentValues;)Landroid/net/Uri;
    """)
    )
    assert "imei to ipc" in app.flows
