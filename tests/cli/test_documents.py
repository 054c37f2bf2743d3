from pathlib import Path

import click
import pytest

from kanhe.cli.documents import DOCUMENT_OPTIONS, document_options, given_documents
from kanhe.declared.given import GivenDocument
from kanhe.evidence.vocabulary import VOCABULARY


def test_roles_are_known() -> None:
    assert {o.role for o in DOCUMENT_OPTIONS} <= set(VOCABULARY["document_role"])


def test_a_command_gets_the_options_it_names() -> None:
    command = click.command("x")(document_options("sdk_list", "policy")(lambda **given: None))
    assert [p.name for p in command.params] == ["policy", "sdk_list"]


def test_documents_come_with_their_roles(tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    file.write_text("x")
    assert given_documents(sdk_list=(file,), policy=(file, file)) == (
        GivenDocument("policy", file), GivenDocument("policy", file), GivenDocument("sdk-list", file),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["https://example.com/policy", ".", "no-such-file"])
def test_what_cannot_be_read_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(click.BadParameter):
        given_documents(policy=(Path(name) if name.startswith("https") else tmp_path / name,))
