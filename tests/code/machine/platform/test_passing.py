import pytest

from tests.builders.app import define, run
from tests.builders.dex import Class

STRING = "Ljava/lang/String;"
NEW = "new-instance v1 Lx/Box;\ninvoke-direct {v1} Lx/Box;-><init>()V"


def test_what_goes_in_may_come_out() -> None:
    assert run(
        f"secret v0\ninvoke-static {{v0}} Lx/Y;->of({STRING}){STRING}\nmove-result-object v0\nleak v0"
    ).leaks == {"imei"}
    assert run(f"{NEW}\ninvoke-virtual {{v1}} Lx/Box;->get(){STRING}\nmove-result-object v0\nleak v0").leaks == set()


@pytest.mark.parametrize("setter", ["set(Ljava/lang/String;)V", "with(Ljava/lang/String;)Lx/Box;"])
def test_a_receiver_keeps_what_a_setter_is_given(setter: str) -> None:
    app = run(
        f"secret v0\n{NEW}\ninvoke-virtual {{v1 v0}} Lx/Box;->{setter}\n"
        f"invoke-virtual {{v1}} Lx/Box;->get(){STRING}\nmove-result-object v0\nleak v0"
    )
    assert app.leaks == {"imei"}


def test_a_constructor_keeps_what_it_is_given() -> None:
    app = run(
        f"secret v0\nnew-instance v1 Lx/Box;\ninvoke-direct {{v1 v0}} Lx/Box;-><init>({STRING})V\n"
        f"invoke-virtual {{v1}} Lx/Box;->get(){STRING}\nmove-result-object v0\nleak v0"
    )
    assert app.leaks == {"imei"}


def test_a_builder_returns_itself() -> None:
    app = run(
        f"secret v0\n{NEW}\ninvoke-virtual {{v1}} Lx/Box;->same()Lx/Box;\nmove-result-object v2\n"
        f"invoke-virtual {{v2 v0}} Lx/Box;->set({STRING})V\n"
        f"invoke-virtual {{v1}} Lx/Box;->get(){STRING}\nmove-result-object v0\nleak v0"
    )
    assert app.leaks == {"imei"}


def test_a_digest_is_a_hash() -> None:
    app = run("""
        secret v0
        invoke-virtual {v0} Ljava/lang/String;->getBytes()[B
        move-result-object v0
        const-string v1 "MD5"
        invoke-static {v1} Ljava/security/MessageDigest;->getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;
        move-result-object v1
        invoke-virtual {v1 v0} Ljava/security/MessageDigest;->digest([B)[B
        move-result-object v0
        new-instance v2 Ljava/lang/String;
        invoke-direct {v2 v0} Ljava/lang/String;-><init>([B)V
        leak v2
    """)
    assert app.leaks == {"imei hashed"}


def test_an_array_may_be_filled_with_what_the_receiver_carries() -> None:
    app = run(
        f"secret v0\n{NEW}\ninvoke-virtual {{v1 v0}} Lx/Box;->set({STRING})V\nconst/4 v2 4\nnew-array v2 v2 [C\n"
        "invoke-virtual {v1 v2} Lx/Box;->read([C)I\n"
        "invoke-static {v2} Ljava/lang/String;->valueOf([C)Ljava/lang/String;\nmove-result-object v0\nleak v0"
    )
    assert app.leaks == {"imei"}


def test_what_it_is_given_may_be_called_back() -> None:
    task = Class("La/Task;", interfaces=["Ljava/lang/Runnable;"], methods=[define("run()V", "reach task\nreturn-void")])
    assert run("new-instance v0 La/Task;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Runnable;)V", task).reached == {
        "task"
    }
    assert run("new-instance v0 La/Task;\ninvoke-static {v0} Lx/Y;->post(Ljava/lang/Object;)V", task).reached == set()
