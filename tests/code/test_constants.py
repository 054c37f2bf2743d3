from kanhe.code.constants import Constants
from tests.builders.dex import (
    RETURN_VOID,
    STATIC_CALL,
    Class,
    Method,
    const4,
    const_string,
    fieldref,
    invoke,
    method,
    move_result,
    sget,
)
from tests.builders.program import number_of, program_of

PARSE = method("Landroid/net/Uri;", "parse", "(Ljava/lang/String;)Landroid/net/Uri;")
USE = method("Lx/X;", "use", "(Ljava/lang/Object;ILjava/lang/Object;)V")
CODE = [const_string(0, "content://sms"), invoke(STATIC_CALL, [0], PARSE), move_result(1), const4(2, 3),
        sget(3, fieldref("Lc/C;", "F", "I")), invoke(STATIC_CALL, [1, 2, 3], USE), RETURN_VOID]  # fmt: skip


def test_arguments_by_kind() -> None:
    program = program_of([Class("La/A;", methods=[Method("m", "()V", CODE)])])
    me = number_of(program, "La/A;->m()V")
    constants = Constants(program, [me])
    first, second = constants.call(me, 2), constants.call(me, 9)
    assert first is not None
    assert second is not None
    assert constants.call(me, 3) is None
    assert first.static
    assert (first.argument(0).kind, first.argument(0).text) == ("string", "content://sms")
    assert second.argument(0).kind == "result"
    assert second.argument(0).number == first.offset
    assert second.argument(1).number == 3
    assert second.argument(2).text == "Lc/C;->F:I"
    assert second.argument(7).kind == "unknown"


def test_methods_of_other_files_are_left_alone() -> None:
    program = program_of([Class("La/A;", methods=[Method("m", "()V", CODE)])])
    assert Constants(program, []).call(number_of(program, "La/A;->m()V"), 2) is None
