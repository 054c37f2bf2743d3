"""What is kept under keys comes back under the same ones."""

import pytest

from tests.builders.app import run

BUNDLE = "new-instance v1 Landroid/os/Bundle;\ninvoke-direct {v1} Landroid/os/Bundle;-><init>()V"
PUT = 'const-string v2 "{0}"\ninvoke-virtual {{v1 v2 v0}} Landroid/os/Bundle;->putString(Ljava/lang/String;Ljava/lang/String;)V'
GET = 'const-string v2 "{0}"\ninvoke-virtual {{v1 v2}} Landroid/os/Bundle;->getString(Ljava/lang/String;)Ljava/lang/String;\nmove-result-object v3\nleak v3'


@pytest.mark.parametrize(("put", "get", "leaks"), [("a", "a", {"imei"}), ("a", "b", set())])
def test_a_bundle_tells_its_keys_apart(put: str, get: str, leaks: set[str]) -> None:
    assert run(f"secret v0\n{BUNDLE}\n{PUT.format(put)}\n{GET.format(get)}").leaks == leaks


def test_a_key_is_overwritten() -> None:
    app = run(f'secret v0\n{BUNDLE}\n{PUT.format("a")}\nconst-string v0 "x"\n{PUT.format("a")}\n{GET.format("a")}')
    assert app.leaks == set()


def test_json_carries_what_is_put_into_it() -> None:
    app = run("""
        secret v0
        new-instance v1 Lorg/json/JSONObject;
        invoke-direct {v1} Lorg/json/JSONObject;-><init>()V
        const-string v2 "k"
        invoke-virtual {v1 v2 v0} Lorg/json/JSONObject;->put(Ljava/lang/String;Ljava/lang/Object;)Lorg/json/JSONObject;
        invoke-virtual {v1} Lorg/json/JSONObject;->toString()Ljava/lang/String;
        move-result-object v3
        leak v3
    """)
    assert app.leaks == {"imei"}


P = "Landroid/content/SharedPreferences;"
E = "Landroid/content/SharedPreferences$Editor;"


def preferences(name: str, to: str = "v1") -> str:
    return (
        f'const-string v8 "{name}"\nconst/4 v9 0\n'
        f"invoke-virtual {{p0 v8 v9}} Landroid/app/Activity;->getSharedPreferences(Ljava/lang/String;I){P}\nmove-result-object {to}"
    )


def stored(name: str, key: str) -> str:
    return (
        f'{preferences(name)}\ninvoke-interface {{v1}} {P}->edit(){E}\nmove-result-object v1\nconst-string v2 "{key}"'
    )


@pytest.mark.parametrize(("name", "key", "leaks"), [("f", "k", True), ("g", "k", False), ("f", "l", False)])
def test_preferences_by_file_and_key(name: str, key: str, leaks: bool) -> None:
    app = run(f"""
        secret v0
        {stored("f", "k")}
        invoke-interface {{v1 v2 v0}} {E}->putString(Ljava/lang/String;Ljava/lang/String;){E}
        {preferences(name)}
        const-string v2 "{key}"
        const/4 v3 0
        invoke-interface {{v1 v2 v3}} {P}->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
        move-result-object v4
        leak v4
    """)
    assert ("imei to log" in app.flows) is leaks
    assert "imei to preferences" in app.flows


def test_a_flag_that_the_app_has_set_is_known() -> None:
    app = run(f"""
        const/4 v0 1
        {stored("f", "agreed")}
        invoke-interface {{v1 v2 v0}} {E}->putBoolean(Ljava/lang/String;Z){E}
        {preferences("f")}
        const-string v2 "agreed"
        const/4 v3 0
        invoke-interface {{v1 v2 v3}} {P}->getBoolean(Ljava/lang/String;Z)Z
        move-result v4
        see v4
    """)
    assert app.seen == [1]


def test_a_parcel_is_read_in_the_order_in_which_it_was_written() -> None:
    parcel = "Landroid/os/Parcel;"
    app = run(f"""
        invoke-static {{}} {parcel}->obtain(){parcel}
        move-result-object v1
        secret v0
        const-string v2 "x"
        invoke-virtual {{v1 v2}} {parcel}->writeString(Ljava/lang/String;)V
        invoke-virtual {{v1 v0}} {parcel}->writeString(Ljava/lang/String;)V
        const/4 v3 0
        invoke-virtual {{v1 v3}} {parcel}->setDataPosition(I)V
        invoke-virtual {{v1}} {parcel}->readString()Ljava/lang/String;
        move-result-object v4
        invoke-virtual {{v1}} {parcel}->readString()Ljava/lang/String;
        move-result-object v5
        leak v5
    """)
    assert app.leaks == {"imei"}
