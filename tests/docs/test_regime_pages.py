"""The commands on the pages of the regime are commands that there are, with options that they have."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from kanhe.cli import group

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted([*DOCS.glob("regime-*.md"), *DOCS.glob("zh/regime-*.md")])


def commands(page: Path) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines() if line.startswith("kanhe ")]


def parse(words: list[str]) -> None:
    command: click.Command = group
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"there is no command {name}"
        command = found
    with command.make_context(command.name, words):
        pass


def test_there_are_three_pages_in_both_languages() -> None:
    assert len(PAGES) == 6
    for page in PAGES:
        if page.parent == DOCS:
            assert [len(c) for c in commands(page)] == [len(c) for c in commands(DOCS / "zh" / page.name)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_every_command_can_be_given(page: Path) -> None:
    found = commands(page)
    assert len(found) >= 5
    for words in found:
        parse(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_every_command_named_in_the_text_exists(page: Path) -> None:
    for words in re.findall(r"`kanhe (ledger|gate) ([a-z]+)(?: ([a-z/]+))?", page.read_text("utf-8")):
        room = group.get_command(click.Context(group), words[0])
        assert isinstance(room, click.Group)
        command = room.commands[words[1]]
        if isinstance(command, click.Group):
            assert all(part in command.commands for part in words[2].split("/")), words
