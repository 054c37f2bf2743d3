from kanhe.code.constants import UNKNOWN, Call, Constants, Value
from kanhe.code.reads import descriptor, passes
from kanhe.knowledge.sources import ArgumentTest, MethodSource
from tests.builders.program import program_of

NOTHING = Constants(program_of(), [])


def call(*values: Value) -> Call:
    return Call(0, 0, True, values)


def test_tests_of_arguments() -> None:
    kinds = ArgumentTest(1, integers=(18, 19))
    assert passes(kinds, call(UNKNOWN, Value("integer", number=19)), NOTHING, 0) == "19"
    assert passes(kinds, call(UNKNOWN, Value("integer", number=1)), NOTHING, 0) is None
    assert passes(kinds, call(UNKNOWN, UNKNOWN), NOTHING, 0) is None
    words = ArgumentTest(0, strings=("a",), prefixes=("com.",))
    assert passes(words, call(Value("string", "com.tencent.mm")), NOTHING, 0) == "com.tencent.mm"
    assert passes(words, call(Value("string", "b")), NOTHING, 0) is None


def test_descriptors() -> None:
    assert descriptor(MethodSource("i", "La/B;", "c", "()V")) == "La/B;->c()V"
    assert descriptor(MethodSource("i", "La/B;", "c", None)) == "La/B;->c"
