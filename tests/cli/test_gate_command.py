from pathlib import Path

import pytest

from kanhe.cli.gate_command import command, open_gate
from tests.cli.ledger.driver import run


def test_every_command_is_there() -> None:
    assert sorted(command.commands) == ["check", "key", "keys", "revocations", "revoke", "serve", "verify"]
    assert "Serve the gate" in run("gate", "--help").out or "以 HTTP" in run("gate", "--help").out


def test_what_the_gate_cannot_be_opened_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/kanhe.db"
    (tmp_path / "no.pem").write_text("no key")
    assert open_gate(url, tmp_path / "no.pem", tmp_path / "spool") is None
    assert open_gate(url, tmp_path / "absent.pem", tmp_path / "spool") is None
    assert open_gate(f"sqlite:///{tmp_path}/no/folder.db", None, tmp_path / "spool") is None
    assert capsys.readouterr().err.count("\n") == 3
    assert open_gate(url, None, tmp_path / "spool") is not None
