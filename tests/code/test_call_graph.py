import numpy as np
import pytest

from kanhe.code.call_graph import build_call_graph, reach
from kanhe.code.hierarchy import build_hierarchy
from kanhe.code.naming import hash_texts
from kanhe.code.references import read_references
from tests.builders.dex import (
    ABSTRACT,
    INTERFACE,
    INTERFACE_CALL,
    PUBLIC,
    RETURN_VOID,
    STATIC,
    STATIC_CALL,
    VIRTUAL,
    Class,
    Method,
    const_string,
    invoke,
    method,
    new_instance,
)  # fmt: skip
from tests.builders.program import number_of, program_of

END = [RETURN_VOID]


def reached(classes: list[Class], entry: str = "La/Main;") -> set[str]:
    program = program_of(classes)
    hierarchy = build_hierarchy(program)
    graph = build_call_graph(program, hierarchy, read_references(program))
    root = graph.created(int(program.find_types(hash_texts([entry]))[0]))
    found = reach(graph, np.array([root], np.int32))
    return {program.method_text(n) for n in np.flatnonzero(found.methods & (program.method_dex >= 0)).tolist()}


def main(*code: tuple) -> Class:
    return Class(
        "La/Main;",
        "Landroid/app/Activity;",
        methods=[Method("onCreate", "(Landroid/os/Bundle;)V", [*code, RETURN_VOID], ins=2)],
    )


CASES = {
    "static call": (
        [
            main(invoke(STATIC_CALL, [], method("La/B;", "s", "()V"))),
            Class("La/B;", methods=[Method("s", "()V", END, PUBLIC | STATIC)]),
        ],
        "La/B;->s()V",
    ),
    "override below the declared type": (
        [
            main(invoke(VIRTUAL, [0], method("La/B;", "v", "()V"))),
            Class("La/B;", methods=[Method("v", "()V", END)]),
            Class("La/C;", "La/B;", methods=[Method("v", "()V", END)]),
        ],
        "La/C;->v()V",
    ),
    "inherited definition": (
        [
            main(invoke(VIRTUAL, [0], method("La/C;", "v", "()V"))),
            Class("La/B;", methods=[Method("v", "()V", END)]),
            Class("La/C;", "La/B;"),
        ],
        "La/B;->v()V",
    ),
    "interface": (
        [
            main(invoke(INTERFACE_CALL, [0], method("La/I;", "v", "()V"))),
            Class("La/I;", access=PUBLIC | INTERFACE | ABSTRACT, methods=[Method("v", "()V", [], PUBLIC | ABSTRACT)]),
            Class("La/C;", interfaces=["La/I;"], methods=[Method("v", "()V", END)]),
        ],
        "La/C;->v()V",
    ),
    "interface met by an inherited method": (
        [
            main(invoke(INTERFACE_CALL, [0], method("La/I;", "v", "()V"))),
            Class("La/I;", access=PUBLIC | INTERFACE | ABSTRACT, methods=[Method("v", "()V", [], PUBLIC | ABSTRACT)]),
            Class("La/B;", methods=[Method("v", "()V", END)]),
            Class("La/C;", "La/B;", interfaces=["La/I;"]),
        ],
        "La/B;->v()V",
    ),
    "callback of a created object": (
        [
            main(new_instance(0, "La/Job;")),
            Class("La/Job;", interfaces=["Ljava/lang/Runnable;"], methods=[Method("run", "()V", END)]),
        ],
        "La/Job;->run()V",
    ),
    "static initialiser": (
        [main(new_instance(0, "La/B;")), Class("La/B;", methods=[Method("<clinit>", "()V", END, STATIC | 0x10000)])],
        "La/B;-><clinit>()V",
    ),
    "class named by a string": (
        [
            main(const_string(0, "a.Job")),
            Class("La/Job;", interfaces=["Ljava/lang/Runnable;"], methods=[Method("run", "()V", END)]),
        ],
        "La/Job;->run()V",
    ),
}


@pytest.mark.parametrize(("classes", "target"), CASES.values(), ids=list(CASES))
def test_reaches(classes: list[Class], target: str) -> None:
    assert target in reached(classes)


def test_does_not_reach() -> None:
    unrelated = Class("La/U;", methods=[Method("v", "()V", END), Method("helper", "()V", END)])
    job = Class(
        "La/Job;", interfaces=["Ljava/lang/Runnable;"], methods=[Method("run", "()V", END), Method("other", "()V", END)]
    )
    found = reached([main(new_instance(0, "La/Job;")), job, unrelated])
    assert found == {"La/Main;->onCreate(Landroid/os/Bundle;)V", "La/Job;->run()V"}


def test_path_leads_from_the_entry_to_the_method() -> None:
    program = program_of(
        [
            main(invoke(STATIC_CALL, [], method("La/B;", "s", "()V"))),
            Class("La/B;", methods=[Method("s", "()V", END, PUBLIC | STATIC)]),
        ]
    )
    graph = build_call_graph(program, build_hierarchy(program), read_references(program))
    root = graph.created(int(program.find_types(hash_texts(["La/Main;"]))[0]))
    target = number_of(program, "La/B;->s()V")
    nodes = reach(graph, np.array([root], np.int32)).nodes_to(target)
    assert [program.method_text(n) for n in nodes if n < graph.methods] == [
        "La/Main;->onCreate(Landroid/os/Bundle;)V",
        "La/B;->s()V",
    ]
