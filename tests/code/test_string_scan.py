from kanhe.code.references import read_references
from kanhe.code.string_scan import holders_of, scan_strings, uses_of
from tests.builders.dex import RETURN_VOID, Class, Method, const_string
from tests.builders.program import number_of, program_of

TEXTS = ["content://sms/inbox", "https://a.cn/x", "同意《隐私政策》", "nothing of interest", "stats.jpush.cn"]


def test_each_string_by_what_it_matters_to() -> None:
    code = [const_string(k, t) for k, t in enumerate(TEXTS)]
    program = program_of([Class("La/A;", methods=[Method("m", "()V", [*code, RETURN_VOID])])])
    references = read_references(program)
    found = scan_strings(program, references)

    def texts(numbers) -> set[str]:
        return {program.string(int(n)) for n in numbers}

    assert texts(found.sources) == {"content://sms/inbox"}
    assert texts(found.urls) == {"https://a.cn/x"}
    assert texts(found.screens) == {"同意《隐私政策》"}
    assert "stats.jpush.cn" in texts(found.hosts)
    me = number_of(program, "La/A;->m()V")
    assert [(u.offset, u.text) for u in uses_of(program, references, found.sources)[me]] == [(0, "content://sms/inbox")]
    assert set(holders_of(references, found.urls.tolist(), int(program.string_base[-1])).values()) == {me}
