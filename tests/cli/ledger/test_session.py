from pathlib import Path

import pytest

from kanhe.cli.ledger import session
from kanhe.ledger.importing.content import Unreadable
from tests.cli.ledger.driver import Ledger, run


def test_every_command_says_what_it_does_in_both_languages() -> None:
    import click

    from kanhe.cli.ledger_command import command

    def leaves(group: click.Group) -> list[click.Command]:
        return [x for c in group.commands.values() for x in (leaves(c) if isinstance(c, click.Group) else [c])]

    found = leaves(command)
    assert len(found) > 45
    assert all(c.help for c in found)
    assert all(o.help for c in found for o in c.params if isinstance(o, click.Option))


def test_who_acts_is_recorded(ledger: Ledger) -> None:
    ledger("enterprise", "group", "甲", "--actor", "张三")
    (record,) = ledger("history", "--by", "张三", "--json").json
    assert record["kind"] == "group-registered"


def test_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "no.db"
    path.write_text("this is no database, only text " * 100)
    done = run("ledger", "stats", database=path)
    assert (done.code, done.err.count("\n")) == (3, 1)
    absent = run("ledger", "init", database=tmp_path / "no" / "folder.db")
    assert (absent.code, absent.err.count("\n")) == (3, 1)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert session.file_bytes(path) == b"12345"
    monkeypatch.setattr(session, "MAX_FILE", 4)
    with pytest.raises(Unreadable):
        session.file_bytes(path)


def test_days_and_numbers_out_of_all_bounds(ledger: Ledger) -> None:
    assert session.today().year >= 2026
    for arguments in (
        ("stats", "--as-of", "9999-12-31"), ("strikes", "x", "--as-of", "0001-01-01"), ("history", "--after", "9" * 30),
        ("version", "add", "a", "1", "--code", "9" * 30),
    ):  # fmt: skip
        done = ledger(*arguments)
        assert done.code == 3, arguments
        assert "Traceback" not in done.err


def test_bytes_that_are_no_text(ledger: Ledger) -> None:
    done = ledger("enterprise", "group", "\udcff")
    assert (done.code, done.err.count("\n")) == (4, 1), "the ledger refuses what no database can hold"
