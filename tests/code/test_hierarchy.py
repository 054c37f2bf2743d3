from kanhe.code.hierarchy import build_hierarchy, subtypes_of
from kanhe.code.naming import hash_texts
from tests.builders.dex import Class
from tests.builders.program import program_of


def test_ancestors_reach_into_the_platform() -> None:
    program = program_of([Class("La/Base;", "Landroid/app/Activity;", ["Lx/Foreign;"]), Class("La/Main;", "La/Base;")])
    hierarchy = build_hierarchy(program)
    main = int(program.find_types(hash_texts(["La/Main;"]))[0])
    names = [program.type_name(n) for n in hierarchy.ancestors(main)]
    assert names[0] == "La/Base;"
    assert {"Landroid/app/Activity;", "Landroid/content/Context;", "Ljava/lang/Object;", "Lx/Foreign;"} <= set(names)
    foreign = int(program.find_types(hash_texts(["Lx/Foreign;"]))[0])
    assert hierarchy.foreign[foreign]
    assert not hierarchy.foreign[main]


def test_subtypes() -> None:
    program = program_of(
        [Class("La/Base;", "Landroid/app/Service;"), Class("La/Main;", "La/Base;"), Class("La/Other;")]
    )
    found = subtypes_of(program, build_hierarchy(program), "Landroid/app/Service;")
    assert {program.type_name(n) for n in found} == {"La/Base;", "La/Main;"}
    assert subtypes_of(program, build_hierarchy(program), "Lno/Such;") == []


def test_cycles_end() -> None:
    program = program_of([Class("La/A;", "La/B;"), Class("La/B;", "La/A;")])
    hierarchy = build_hierarchy(program)
    a = int(program.find_types(hash_texts(["La/A;"]))[0])
    assert [program.type_name(n) for n in hierarchy.ancestors(a)] == ["La/B;"]
