from kanhe.code.machine.bodies.library import MAX_UNITS, Bodies
from tests.builders.bodies import body_of, body_of_units, program_with
from tests.builders.program import number_of


def test_a_body_is_decoded_once() -> None:
    program = program_with("return-void")
    bodies, number = Bodies(program), number_of(program, "La/A;->m()V")
    body = bodies.body(number)
    assert body is not None
    assert body is bodies.body(number)
    assert (body.registers, body.ins, body.size) == (0, 0, 1)


def test_only_what_the_package_defines_has_code() -> None:
    program = program_with("invoke-static {} La/B;->s()V\nreturn-void")
    bodies = Bodies(program)
    assert bodies.has_code(number_of(program, "La/A;->m()V"))
    missing = number_of(program, "La/B;->s()V")
    assert not bodies.has_code(missing)
    assert bodies.body(missing) is None


def test_a_very_long_body_is_not_run() -> None:
    assert body_of("nop\n" * (MAX_UNITS - 1) + "return-void") is not None
    assert body_of("nop\n" * MAX_UNITS + "return-void") is None


def test_absurdly_many_registers_are_no_code() -> None:
    assert body_of_units([0x0E], registers=5000) is None
