"""A `Program` and its parts from described classes, without a package around it."""

from __future__ import annotations

from kanhe.code.dex.container import read_layouts
from kanhe.code.dex.tables import DexTables, read_tables
from kanhe.code.hierarchy import platform_hashes
from kanhe.code.program import Program, build_program
from kanhe.knowledge.framework import framework
from tests.builders.dex import Class, write_dex


def tables_of(*groups: list[Class]) -> list[DexTables]:
    """One dex file a group."""
    images = [write_dex(group) for group in groups]
    return [read_tables(f"classes{k}.dex", "primary", i, read_layouts(i)[0]) for k, i in enumerate(images)]


def program_of(*groups: list[Class]) -> Program:
    return build_program(tables_of(*groups), framework(), platform_hashes())


def number_of(program: Program, descriptor: str) -> int:
    """Number of a method by its text."""
    return next(n for n in range(len(program.methods)) if program.method_text(n) == descriptor)
