"""Decoded bodies of methods in the notation of smali."""

from __future__ import annotations

from kanhe.code.machine.bodies import Bodies, Body
from kanhe.code.program import Program
from tests.builders.dex import Class, Method
from tests.builders.program import number_of, program_of
from tests.builders.smali import define


def program_with(text: str, *classes: Class) -> Program:
    """A program whose ``La/A;->m()V`` has this code."""
    return program_of([Class("La/A;", methods=[define("m()V", text, static=True)]), *classes])


def body_of(text: str, *classes: Class) -> Body | None:
    """The decoded code of a static method without arguments."""
    program = program_with(text, *classes)
    return Bodies(program).body(number_of(program, "La/A;->m()V"))


def body_of_units(units: list[int], registers: int = 8) -> Body | None:
    """The same, from code units as they are."""
    made = Method("m", "()V", [("raw", units)], 9, registers, 0)
    program = program_of([Class("La/A;", methods=[made])])
    return Bodies(program).body(number_of(program, "La/A;->m()V"))
