from tests.builders.dex import RETURN_VOID, VIRTUAL, Class, Method, invoke, method
from tests.builders.program import number_of, program_of

CALL = Method("m", "()V", [invoke(VIRTUAL, [0], method("Lb/B;", "n", "(I)V")), RETURN_VOID])
A, B = Class("La/A;", methods=[CALL]), Class("Lb/B;", methods=[Method("n", "(I)V", [RETURN_VOID])])


def test_a_name_in_two_files_is_one_number() -> None:
    program = program_of([A], [B])
    numbers = [n for n in range(len(program.methods)) if program.method_text(n) == "Lb/B;->n(I)V"]
    assert len(numbers) == 1
    assert program.method_dex[numbers[0]] == 1
    assert program.types.of[0].shape[0] + program.types.of[1].shape[0] > len(
        {*program.types.of[0], *program.types.of[1]}
    )


def test_first_definition_of_a_class_counts() -> None:
    program = program_of([B], [B])
    assert program.method_dex[number_of(program, "Lb/B;->n(I)V")] == 0


def test_strings_are_counted_through() -> None:
    program = program_of([A], [B])
    last = int(program.string_base[-1]) - 1
    assert program.string(last) == program.dexes[1].string(len(program.dexes[1].string_start) - 1)


def test_platform_types_have_names() -> None:
    program = program_of([A])
    known = [n for n in range(len(program.types)) if program.types.dex[n] < 0][:5]
    assert all(program.type_name(n).startswith("L") for n in known)


def test_no_dex_at_all() -> None:
    assert len(program_of().methods) == 0
