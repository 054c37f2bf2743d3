from pathlib import Path

from kanhe.cli.serving import by_terminal, open_accounts
from kanhe.server.settings import Settings
from kanhe.server.start import open_services


def test_who_runs_a_command_is_named(tmp_path: Path) -> None:
    assert (by_terminal().account or "").startswith("cli:")
    open_services(Settings(tmp_path)).gate.close()
    assert open_accounts(tmp_path, "").listed() == ()
