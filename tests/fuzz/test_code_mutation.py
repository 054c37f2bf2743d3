"""The abstract machine ends on all code, with evidence: no hang, no exception, whatever the instructions are.

``KANHE_FUZZ_CODE_CASES`` sets how many cases the long form runs (``-m fuzz``), ``KANHE_FUZZ_CODE_SEED`` where it begins.
"""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from kanhe.code.analysis import analyse_code
from kanhe.evidence import Evidence
from kanhe.package.model import Component, DexImage, Manifest
from tests.builders.app import LAUNCHER, define, screen, static
from tests.builders.dex import ABSTRACT, INTERFACE, PUBLIC, Class, write_dex
from tests.fuzz.code_mutator import SAMPLES, CodeCase, Sample, make_code_case, read_sample

SECONDS = 6.0
"""A case that takes longer hangs: a good sample takes a tenth of a second."""
BUDGET = 20_000
SHORT = 250
SHORT_SAMPLES = 25
LONG = int(os.environ.get("KANHE_FUZZ_CODE_CASES", "3000"))
FIRST = int(os.environ.get("KANHE_FUZZ_CODE_SEED", "1000000"))


class Hung(BaseException):
    """The time of a case is over."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


sample = cache(read_sample)


def attempt(case: CodeCase) -> str | None:
    """None, or how a case failed."""
    try:
        with limited(SECONDS):
            found = analyse_code("0" * 64, case.images, case.manifest, screens=case.screens, budget=BUDGET).evidence
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"case {case.seed} ({case.kind}): {''.join(traceback.format_exception(error)[-6:])}"
    return None if isinstance(found, Evidence) else f"case {case.seed}: no evidence"


def cases(first: int, count: int, samples: list[Sample]) -> Iterator[CodeCase]:
    for seed in range(first, first + count):
        yield make_code_case(samples[seed % len(samples)], seed)


@pytest.mark.timeout(200)
def test_mutated_code_ends_with_evidence() -> None:
    samples = [sample(path) for path in SAMPLES[:: len(SAMPLES) // SHORT_SAMPLES]]
    assert not [failure for case in cases(0, SHORT, samples) if (failure := attempt(case))][:5]


@pytest.mark.fuzz
@pytest.mark.timeout(12 * 3600)
def test_much_mutated_code_ends_with_evidence() -> None:
    failures = [
        failure for case in cases(FIRST, LONG, [sample(path) for path in SAMPLES]) if (failure := attempt(case))
    ]
    assert not failures, "\n\n".join(failures[:10])


def test_a_number_gives_the_same_case_each_time() -> None:
    good = sample(SAMPLES[0])
    assert make_code_case(good, 5).images == make_code_case(good, 5).images
    assert make_code_case(good, 5).images != make_code_case(good, 6).images


def test_all_ways_are_taken() -> None:
    good = sample(SAMPLES[0])
    kinds = Counter(way for seed in range(60) for way in make_code_case(good, seed).kind.partition(": ")[2].split())
    assert set(kinds) == {
        "opcode", "registers", "branch", "index", "literal", "frame_size", "tries", "flips", "dex_hierarchy",
    }  # fmt: skip


# Programs that are well formed and ask for a great deal


def deep_chain() -> list[Class]:
    """A thousand methods, each called by the one before."""
    chain = [static(f"m{k}(I)V", f"invoke-static {{p0}} La/Main;->m{k + 1}(I)V\nreturn-void") for k in range(1000)]
    return [screen("const/4 v0 0\ninvoke-static {v0} La/Main;->m0(I)V", *chain, static("m1000(I)V", "return-void"))]


def wide_recursion() -> list[Class]:
    """A method that calls itself eight times with as many different numbers."""
    calls = "\n".join(f"add-int/lit8 v0 p0 {k}\ninvoke-static {{v0}} La/Main;->r(I)V" for k in range(1, 9))
    return [
        screen(
            "const/4 v0 0\ninvoke-static {v0} La/Main;->r(I)V",
            static("r(I)V", f"secret v1\nleak v1\n{calls}\nreturn-void"),
        )
    ]


def mutual_recursion() -> list[Class]:
    methods = [static(f"m{k}(I)I", "\n".join(
        f"add-int/lit8 v0 p0 1\ninvoke-static {{v0}} La/Main;->m{j}(I)I\nmove-result v0" for j in range(12)
    ) + "\nsecret v1\nleak v1\nreturn v0") for k in range(12)]  # fmt: skip
    return [screen("const/4 v0 0\ninvoke-static {v0} La/Main;->m0(I)I", *methods)]


def nested_loops() -> list[Class]:
    """Ten loops within each other, each of a hundred turns."""
    head = "".join(f"const/4 v{k} 0\n:l{k}\n" for k in range(10))
    tail = "".join(f"add-int/lit8 v{k} v{k} 1\nconst/16 v11 100\nif-ne v{k} v11 :l{k}\n" for k in reversed(range(10)))
    return [screen(f"{head}secret v12\nleak v12\n{tail}")]


def growing_text() -> list[Class]:
    """A text that is appended to itself for ever."""
    return [screen("""
        const-string v0 "xxxxxxxxxxxxxxxx"
        :a
        invoke-virtual {v0 v0} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        goto :a
    """)]  # fmt: skip


def repeated_text() -> list[Class]:
    """Replacing every letter of a text with the text, for ever."""
    return [screen("""
        const-string v0 "xxxxxxxxxxxxxxxx"
        const-string v1 "x"
        :a
        invoke-virtual {v0 v1 v0} Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;
        move-result-object v0
        goto :a
    """)]  # fmt: skip


def huge_shift() -> list[Class]:
    """Numbers that would grow without end if they did not wrap."""
    return [screen("const-wide v0 0x7fffffffffffffff\n:a\nmul-long v0 v0 v0\nshl-long v0 v0 v2\ngoto :a")]


def list_of_itself() -> list[Class]:
    """Lists put into lists, and themselves, for ever."""
    return [screen("""
        new-instance v0 Ljava/util/ArrayList;
        invoke-direct {v0} Ljava/util/ArrayList;-><init>()V
        :a
        new-instance v1 Ljava/util/ArrayList;
        invoke-direct {v1} Ljava/util/ArrayList;-><init>()V
        invoke-interface {v1 v0} Ljava/util/List;->add(Ljava/lang/Object;)Z
        invoke-interface {v0 v1} Ljava/util/List;->add(Ljava/lang/Object;)Z
        invoke-interface {v0 v0} Ljava/util/List;->addAll(Ljava/util/Collection;)Z
        goto :a
    """)]  # fmt: skip


def handlers_in_handlers() -> list[Class]:
    """Two hundred ranges, each caught by the beginning of the one before."""
    parts = "".join(f":t{k}\nnew-instance v0 La/E;\nsecret v1\nleak v1\nthrow v0\n" for k in range(200))
    ranges = "".join(f".try :t{k} :t{k + 1} * :t{(k * 7 + 3) % 200}\n" for k in range(199))
    return [screen(parts + ranges), Class("La/E;", "Ljava/lang/RuntimeException;")]


def threads_that_start_themselves() -> list[Class]:
    begin = "new-instance v0 La/T;\ninvoke-direct {v0} La/T;-><init>()V\ninvoke-virtual {v0} La/T;->start()V\nsecret v1\nleak v1"
    return [
        screen(begin),
        Class(
            "La/T;",
            "Ljava/lang/Thread;",
            methods=[define("run()V", f"{begin}\nreturn-void"), define("<init>()V", "return-void")],
        ),
    ]


def to_string_of_itself() -> list[Class]:
    """A toString that concatenates its own object."""
    text = """
        new-instance v0 Ljava/lang/StringBuilder;
        invoke-direct {v0} Ljava/lang/StringBuilder;-><init>()V
        invoke-virtual {v0 p0} Ljava/lang/StringBuilder;->append(Ljava/lang/Object;)Ljava/lang/StringBuilder;
        invoke-virtual {v0} Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
        move-result-object v0
        return-object v0
    """
    return [
        screen(
            "new-instance v0 La/T;\ninvoke-virtual {v0} La/T;->toString()Ljava/lang/String;\nmove-result-object v1\nleak v1"
        ),
        Class("La/T;", methods=[define("toString()Ljava/lang/String;", text)]),
    ]


def a_lambda_of_itself() -> list[Class]:
    """A lambda that makes and runs itself; one that captures itself through a field."""
    make = """
        invoke-custom {} run()Ljava/lang/Runnable; static La/Main;->l()V
        move-result-object v0
        invoke-interface {v0} Ljava/lang/Runnable;->run()V
        sput-object v0 La/Main;->r:Ljava/lang/Runnable;
        sget-object v1 La/Main;->r:Ljava/lang/Runnable;
        invoke-interface {v1} Ljava/lang/Runnable;->run()V
    """
    return [screen(make, static("l()V", f"secret v2\nleak v2\n{make}\nreturn-void"))]


def reflection_of_itself() -> list[Class]:
    call = """
        const-class v0 La/Main;
        const-string v1 "r"
        const/4 v2 0
        new-array v3 v2 [Ljava/lang/Class;
        invoke-virtual {v0 v1 v3} Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
        move-result-object v0
        new-array v3 v2 [Ljava/lang/Object;
        invoke-virtual {v0 v0 v3} Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
    """
    return [screen(call, static("r()V", f"secret v4\nleak v4\n{call}\nreturn-void"))]


def circle_of_classes() -> list[Class]:
    """Five hundred classes and interfaces in a circle."""
    return [
        screen("new-instance v0 La/C0;\ninvoke-virtual {v0} La/C7;->v()V\niget v1 v0 La/C9;->f:I\ninstance-of v1 v0 La/C499;"),
        *(
            Class(f"La/C{k};", f"La/C{(k + 1) % 500};", [f"La/C{(k + 2) % 500};"], [define("v()V", "invoke-super {p0} La/C3;->v()V\nreturn-void")],
                  PUBLIC | (INTERFACE | ABSTRACT if k % 2 else 0))
            for k in range(500)
        ),
    ]  # fmt: skip


PROGRAMS: tuple[Callable[[], list[Class]], ...] = (
    deep_chain, wide_recursion, mutual_recursion, nested_loops, growing_text, repeated_text, huge_shift, list_of_itself,
    handlers_in_handlers, threads_that_start_themselves, to_string_of_itself, a_lambda_of_itself, reflection_of_itself,
    circle_of_classes,
)  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
@pytest.mark.timeout(60)
def test_programs_that_ask_for_a_great_deal(program: Callable[[], list[Class]]) -> None:
    began = time.process_time()
    manifest = Manifest("a", components=(Component("activity", "a.Main", True, filters=(LAUNCHER,)),))
    image = DexImage("classes.dex", write_dex(program()))
    with limited(15):
        evidence = analyse_code("0" * 64, [image], manifest, budget=100_000).evidence
    assert evidence["code_files"].num_rows == 1
    assert time.process_time() - began < 15
