from kanhe.code.machine.bodies.tries import read_tries
from tests.builders.bodies import program_with
from tests.builders.program import number_of

CODE = """
:a
invoke-static {} La/B;->s()V
:b
invoke-static {} La/B;->s()V
:c
return-void
:d
return-void
:e
return-void
"""


def test_ranges_and_their_handlers() -> None:
    program = program_with(f"{CODE}.try :a :b La/E; :d\n.try :b :c La/E; :d * :e")
    number = number_of(program, "La/A;->m()V")
    tables, code = program.dexes[0], int(program.method_code[number])
    tries, count = int(tables.units[code // 2 + 3]), int(tables.units[code // 2 + 6])
    first, second = read_tries(tables, code, count, tries, list(range(64)))
    assert first[:2] == (0, 3)
    assert second[:2] == (3, 6)
    ((kind, to),) = first[2]
    assert tables.type_name(kind) == "La/E;"
    assert to == 7
    assert second[2] == ((kind, 7), (-1, 8))
