from tests.builders.app import run


def test_what_a_read_returns_carries_it() -> None:
    app = run("secret v0\nleak v0")
    assert app.leaks == {"imei"}
    (number,) = app.simulation.trace.reads
    assert next(iter(app.simulation.trace.reads[number])).phase.name == "STARTUP"


def test_a_read_is_no_constant() -> None:
    app = run("secret v0\nif-nez v0 :some\nreach none\n:some\nreach some")
    assert app.reached == {"none", "some"}


def test_another_read_is_told_apart() -> None:
    assert run("secret v0\nother v1\nleak v1").leaks == {"imsi"}


def test_a_read_that_only_the_run_finds_gets_the_next_number() -> None:
    app = run("""
        secret v5
        const-string v0 "android.telephony.TelephonyManager"
        invoke-static {v0} Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
        move-result-object v1
        const-string v2 "getSubscriberId"
        const/4 v3 0
        invoke-virtual {v1 v2 v3} Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
        move-result-object v1
        invoke-virtual {v1 p0 v3} Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
        move-result-object v1
        leak v1
    """)
    assert app.leaks == {"imsi"}
    assert [(site.item, site.how) for site in app.simulation.sites] == [("imei", "direct"), ("imsi", "reflection")]
