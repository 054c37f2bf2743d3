from kanhe.code.dex.disassembly import excerpt
from tests.builders.dex import RETURN_VOID, STATIC_CALL, Class, Method, const4, const_string, invoke, method
from tests.builders.program import tables_of

CODE = [
    const4(2, -3),
    const_string(0, 'say "hi"\n'),
    invoke(STATIC_CALL, [0, 2], method("Lb/B;", "f", "(Ljava/lang/String;I)V")),
    RETURN_VOID,
]


def test_excerpt_marks_the_instruction() -> None:
    (dex,) = tables_of([Class("La/A;", methods=[Method("m", "()V", CODE)])])
    assert excerpt(dex, int(dex.defined_code[0]), 3) == (
        "  0000: const/4 v2, -3",
        '  0001: const-string v0, "say \\"hi\\"\\n"',
        "> 0003: invoke-static {v0, v2}, Lb/B;->f(Ljava/lang/String;I)V",
        "  0006: return-void",
    )


def test_no_excerpt_inside_an_instruction_or_outside_the_code() -> None:
    (dex,) = tables_of([Class("La/A;", methods=[Method("m", "()V", CODE)])])
    assert excerpt(dex, int(dex.defined_code[0]), 2) == ()
    assert excerpt(dex, 0, 0) == ()
    assert excerpt(dex, len(dex.image) + 4, 0) == ()
