from kanhe.code.references import read_references
from tests.builders.dex import (
    RETURN_VOID,
    VIRTUAL,
    Class,
    Method,
    const_string,
    fieldref,
    invoke,
    method,
    new_instance,
    sget,
)
from tests.builders.program import number_of, program_of

CODE = [const_string(0, "x"), sget(1, fieldref("Lc/C;", "F", "I")), new_instance(2, "Lc/C;"),
        invoke(VIRTUAL, [0], method("Lb/B;", "n", "()V")), RETURN_VOID]  # fmt: skip


def test_each_reference_in_its_table() -> None:
    program = program_of(
        [Class("La/A;", methods=[Method("m", "()V", CODE)])],
        [Class("Lb/B;", methods=[Method("n", "()V", [RETURN_VOID])])],
    )
    found = read_references(program)
    caller = number_of(program, "La/A;->m()V")
    assert found.invocations.caller.tolist() == [caller]
    assert found.invocations.target.tolist() == [number_of(program, "Lb/B;->n()V")]
    assert found.invocations.offset.tolist() == [6]
    assert [program.string(s) for s in found.strings.target.tolist()] == ["x"]
    assert [program.field_text(f) for f in found.field_reads.target.tolist()] == ["Lc/C;->F:I"]
    assert [program.type_name(t) for t in found.instantiations.target.tolist()] == ["Lc/C;"]
    assert len(found.field_writes) == len(found.class_constants) == 0
    assert found.damage == ()
    assert len(found.invocations.where(found.invocations.offset > 6)) == 0
