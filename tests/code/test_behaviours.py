from kanhe.code.behaviours import accepts_everything
from kanhe.inspection import inspect
from tests.builders.dex import RETURN_VOID, Class, Method, const4
from tests.builders.program import number_of, program_of
from tests.specimens.truth import APK


def test_bodies_that_accept_everything() -> None:
    ret = ("raw", [0x0F])
    methods = [
        Method("a", "()V", [RETURN_VOID]),
        Method("b", "()Z", [const4(0, 1), ret]),
        Method("c", "()Z", [const4(0, 0), ret]),
        Method("d", "()V", [const4(0, 1), RETURN_VOID]),
    ]
    program = program_of([Class("La/T;", methods=methods)])
    verdicts = {m.name: accepts_everything(program, number_of(program, f"La/T;->{m.name}{m.proto}")) for m in methods}
    assert verdicts == {"a": True, "b": True, "c": False, "d": False}


def test_permissions_of_a_request() -> None:
    rows = inspect(APK / "permission-batch-request-violates.apk").evidence.rows("behaviours")
    (asked,) = [r["argument"] for r in rows if r["behaviour"] == "permission-request"]
    assert asked == "android.permission.CAMERA,android.permission.READ_CONTACTS"
