"""What Dalvik code may do and Java compilers never write: untyped constants, unfinished objects on their way, casts left
out, constructors inlined, handlers that take nothing.

All of it runs in one JVM with its verifier on.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kanhe.runtime.desk.translating import Translation
from tests.builders import jvm
from tests.builders.dex import ABSTRACT, CONSTRUCTOR, INTERFACE, PUBLIC, Class, Field
from tests.builders.probes import probe, told
from tests.builders.smali import define

pytestmark = jvm.MARKS
BUILD = "Ljava/lang/StringBuilder;"
LONG = "\n".join(f"add-int/lit8 v0 v0 {k % 100}" for k in range(16000))

CODE = {
    "Both": ("""
        const v0 0x3f800000
        move v1 v0
        invoke-static {v1} Ljava/lang/Float;->toString(F)Ljava/lang/String;
        move-result-object v2
        add-int/lit8 v0 v0 1
        int-to-long v0 v0
        invoke-static {v0 v1} Ljava/lang/Long;->toString(J)Ljava/lang/String;
        move-result-object v0
        invoke-virtual {v2 v0} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "1.01065353217"),
    "Nought": ("""
        const/4 v0 0
        const/4 v1 0
        :loop
        if-eqz v0 :null
        return-object v0
        :null
        add-int/lit8 v1 v1 1
        const-string v0 "loop"
        goto :loop
     """, "loop"),
    "WideBoth": ("""
        const-wide v0 0x3ff8000000000000
        move-wide v2 v0
        invoke-static {v2 v3} Ljava/lang/Double;->toString(D)Ljava/lang/String;
        move-result-object v2
        long-to-int v0 v0
        add-int/lit8 v0 v0 7
        invoke-static {v0} Ljava/lang/String;->valueOf(I)Ljava/lang/String;
        move-result-object v0
        invoke-virtual {v2 v0} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "1.57"),
    "NullArray": ("""
        const/4 v0 0
        const/4 v1 3
        aget v2 v0 v1
        add-int/lit8 v2 v2 1
        give I v2
     """, "threw java.lang.NullPointerException"),
    "Unfinished": (f"""
        new-instance v0 {BUILD}
        move-object v1 v0
        const/4 v3 5
        if-lez v3 :other
        const-string v2 "first"
        goto :make
        :other
        const-string v2 "second"
        :make
        invoke-direct {{v1 v2}} {BUILD}-><init>(Ljava/lang/String;)V
        invoke-virtual {{v0}} Ljava/lang/Object;->toString()Ljava/lang/String;
        move-result-object v0
        give v0
     """, "first"),
    "NoCast": ("""
        const-string v0 "abc"
        const/4 v1 1
        if-eqz v1 :other
        goto :use
        :other
        sget-object v0 Ljava/lang/Boolean;->TRUE:Ljava/lang/Boolean;
        :use
        invoke-interface {v0} Ljava/lang/CharSequence;->length()I
        move-result v0
        give I v0
     """, "3"),
    "Ignored": ("""
        const/4 v0 0
        const/4 v1 5
        :t0
        div-int v0 v1 v0
        :t1
        give I v0
        .try :t0 :t1 Ljava/lang/ArithmeticException; :h
        :h
        const/16 v0 77
        give I v0
     """, "77"),
    "Retry": ("""
        const/4 v0 0
        const/4 v2 0
        :again
        const/16 v1 20
        :t0
        div-int v1 v1 v0
        :t1
        add-int/2addr v1 v2
        give I v1
        .try :t0 :t1 * :again2
        :again2
        add-int/lit8 v2 v2 1
        add-int/lit8 v0 v0 4
        goto :again
     """, "6"),
    "Overwritten": ("""
        const-string v0 "before"
        :t0
        const-string v1 "no number"
        invoke-static {v1} Ljava/lang/Integer;->parseInt(Ljava/lang/String;)I
        move-result v0
        invoke-static {v1} Ljava/lang/Integer;->parseInt(Ljava/lang/String;)I
        move-result v0
        :t1
        give I v0
        .try :t0 :t1 Ljava/lang/NumberFormatException; :h
        :h
        move-exception v1
        invoke-virtual {v1} Ljava/lang/Object;->getClass()Ljava/lang/Class;
        move-result-object v1
        give v1
     """, "class java.lang.NumberFormatException"),
    "Monitor": ("""
        const-class v0 La/Monitor;
        monitor-enter v0
        :t0
        const-string v1 "x"
        invoke-static {v1} Ljava/lang/Integer;->parseInt(Ljava/lang/String;)I
        move-result v1
        monitor-exit v0
        :t1
        give I v1
        .try :t0 :t1 * :h
        :h
        move-exception v1
        :t2
        monitor-exit v0
        :t3
        .try :t2 :t3 * :h
        invoke-static {v0} Ljava/lang/Thread;->holdsLock(Ljava/lang/Object;)Z
        move-result v0
        give Z v0
     """, "false"),
    "Table": ("""
        const/16 v0 20
        new-array v0 v0 [J
        fill-array-data v0 8 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 -19 0x7fffffffffffffff
        const/16 v6 18
        aget-wide v2 v0 v6
        const/16 v6 19
        aget-wide v4 v0 v6
        add-long/2addr v2 v4
        give J v2
     """, "9223372036854775788"),
    "TooFew": ("""
        const/4 v0 2
        new-array v0 v0 [S
        fill-array-data v0 2 1 2 3
        give v0
     """, "threw java.lang.ArrayIndexOutOfBoundsException"),
    "Floats": ("""
        const/4 v0 2
        new-array v0 v0 [F
        fill-array-data v0 4 0x3f800000 0x40000000
        const/4 v1 1
        aget v2 v0 v1
        const v3 0x3e800000
        add-float v2 v2 v3
        aput v2 v0 v1
        aget v1 v0 v1
        give F v1
     """, "2.25"),
    "Filled": ("""
        const-string v0 "a"
        const-string v1 "b"
        filled-new-array {v0 v1} [Ljava/lang/String;
        move-result-object v0
        invoke-static {v0} Ljava/util/Arrays;->toString([Ljava/lang/Object;)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "[a, b]"),
    "Dead": ("""
        const/4 v0 1
        goto :end
        const/4 v0 2
        :end
        give I v0
     """, "1"),
    "EmptySwitch": ("""
        const/4 v0 1
        packed-switch v0 0
        const/4 v0 3
        give I v0
     """, "3"),
    "Backwards": ("""
        const/4 v0 0
        const/4 v1 0
        :top
        add-int/2addr v1 v0
        add-int/lit8 v0 v0 1
        const/16 v2 10
        if-lt v0 v2 :top
        give I v1
     """, "45"),
    "Inlined": ("""
        new-instance v0 La/Sub;
        invoke-direct {v0} Ljava/lang/Object;-><init>()V
        const-string v1 "set"
        iput-object v1 v0 La/Base;->name:Ljava/lang/String;
        iget-object v0 v0 La/Base;->name:Ljava/lang/String;
        give v0
     """, "set"),
    "InlinedAbove": ("""
        new-instance v0 La/Skipping;
        invoke-direct {v0} La/Skipping;-><init>()V
        iget-object v0 v0 La/Base;->name:Ljava/lang/String;
        if-eqz v0 :none
        give v0
        :none
        const-string v0 "not run"
        give v0
     """, "not run"),
    "Clone": ("""
        const/4 v0 3
        new-array v0 v0 [I
        invoke-virtual {v0} [I->clone()Ljava/lang/Object;
        move-result-object v0
        check-cast v0 [I
        array-length v0 v0
        give I v0
     """, "3"),
    "InterfaceCalls": ("""
        new-instance v0 La/Impl;
        invoke-direct {v0} La/Impl;-><init>()V
        invoke-interface {v0} La/Face;->hello()Ljava/lang/String;
        move-result-object v1
        invoke-static {} La/Face;->made()Ljava/lang/String;
        move-result-object v2
        invoke-virtual {v1 v2} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        give v0
     """, "hello secretmade"),
    "LongText": (f"""
        const-string v0 "{'勘合' * 40000}"
        invoke-virtual {{v0}} Ljava/lang/String;->length()I
        move-result v1
        const-string v2 "合"
        invoke-virtual {{v0 v2}} Ljava/lang/String;->endsWith(Ljava/lang/String;)Z
        move-result v2
        add-int/2addr v1 v2
        give I v1
     """, "80001"),
    "Many": ("""
        const/16 v20 1
        const-wide/16 v21 2
        const/16 v23 3
        const/16 v24 4
        invoke-static/range {v20 .. v24} La/Many;->sum(IJII)I
        move-result v0
        give I v0
     """, "10"),
    "Long": (f"const/4 v0 0\n{LONG}\ngive I v0", "threw kanhe.desk.translated.Untranslated: La/Long;->run()Ljava/lang/Object; could not "
                                                 "be translated: it is larger than the 64 KiB of a class file's methods"),
    "Wrong": ("add-int/2addr v0 v1\ngive I v0", "threw kanhe.desk.translated.Untranslated: La/Wrong;->run()Ljava/lang/Object; could not "
                                                "be translated: a register does not hold what is read from it"),
}  # fmt: skip


def classes() -> list[Class]:
    hello = "invoke-direct {p0} La/Face;->secret()Ljava/lang/String;\nmove-result-object v0\nreturn-object v0"
    face = [
        define("hello()Ljava/lang/String;", hello),
        define("secret()Ljava/lang/String;", 'const-string v0 "secret"\nreturn-object v0', access=2),
        define("made()Ljava/lang/String;", 'const-string v0 "made"\nreturn-object v0', static=True),
    ]
    above = """
        invoke-super {p0} La/Face;->hello()Ljava/lang/String;
        move-result-object v0
        const-string v1 "hello "
        invoke-virtual {v1 v0} Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;
        move-result-object v0
        return-object v0
    """
    named = 'const-string v0 "base"\ninvoke-direct {p0} Ljava/lang/Object;-><init>()V\niput-object v0 p0 La/Base;->name:Ljava/lang/String;\nreturn-void'
    init = define(
        "<init>()V", "invoke-direct {p0} Ljava/lang/Object;-><init>()V\nreturn-void", access=PUBLIC | CONSTRUCTOR
    )
    handled = probe("MethodHandle", "const/4 v0 0\ngive v0", define("body(Ljava/lang/String;)V", "return-void", static=True), define("made()V", """
        invoke-custom {} run()Ljava/lang/Runnable; static La/MethodHandle;->body(Ljava/lang/String;)V
        return-void
    """, static=True))  # fmt: skip
    constants = [probe("MethodType", "const/4 v0 0\ngive v0"), handled]
    for cls, opcode, index in zip(constants, (0xFF, 0xFE), (0, 1), strict=True):
        cls.methods[0] = replace(cls.methods[0], code=[("raw", [opcode, index]), ("raw", [0x11])])
    add = "long-to-int v0 p1\nadd-int/2addr v0 p0\nadd-int/2addr v0 p3\nadd-int/2addr v0 p4\nreturn v0"
    total = define("sum(IJII)I", add, static=True)
    return [
        *constants,
        *(probe(name, code, *([total] if name == "Many" else [])) for name, (code, _) in CODE.items()),
        Class(
            "La/Base;", methods=[define("<init>()V", named)], fields=[Field("name", "Ljava/lang/String;", static=False)]
        ),
        Class("La/Sub;", "La/Base;"),
        Class("La/Skipping;", "La/Base;", methods=[init]),
        Class("La/Face;", methods=face, access=PUBLIC | INTERFACE | ABSTRACT),
        Class("La/Impl;", interfaces=["La/Face;"], methods=[init, define("hello()Ljava/lang/String;", above)]),
    ]


@pytest.fixture(scope="module")
def run() -> tuple[dict[str, str], Translation]:
    return told(classes(), version=39)


def test_handles_and_types_of_methods_are_constants(run: tuple[dict[str, str], Translation]) -> None:
    assert run[0]["MethodHandle"] == "MethodHandle(String)void"
    assert re.fullmatch(r"\([\w,]*\)\w+", run[0]["MethodType"])


@pytest.mark.parametrize("name", CODE)
def test_it_does_what_dalvik_does(name: str, run: tuple[dict[str, str], Translation]) -> None:
    said = run[0][name]
    expected = CODE[name][1]
    assert said.split(": ")[0] == expected if expected.startswith("threw java") else said == expected


def test_what_is_not_translated_is_told(run: tuple[dict[str, str], Translation]) -> None:
    assert [(u.kind, u.where, u.why) for u in run[1].untranslated] == [
        ("failed", "La/Long;->run()Ljava/lang/Object;", "it is larger than the 64 KiB of a class file's methods"),
        ("failed", "La/Wrong;->run()Ljava/lang/Object;", "a register does not hold what is read from it"),
    ]
