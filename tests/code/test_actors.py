from kanhe.code.actors import APP, Actors
from kanhe.code.naming import hash_texts
from tests.builders.dex import Class
from tests.builders.program import program_of


def test_owner_of_each_class() -> None:
    names = [
        "Lcom/example/Main;",
        "Lcn/jpush/android/api/JPushInterface;",
        "Lcn/jpush/androidx/Other;",
        "Lcom/umeng/analytics/MobclickAgent;",
    ]
    program = program_of([Class(n) for n in names])
    actors = Actors(program)
    numbers = program.find_types(hash_texts(names)).tolist()
    assert [actors.of(n) for n in numbers] == [APP, "jpush", APP, "umeng-analytics"]
