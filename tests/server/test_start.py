"""What a server opens, and the key it makes once."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kanhe.ledger.event import Refused
from kanhe.ledger.gate.dsse import BadEnvelope
from kanhe.ledger.ledger import Ledger
from kanhe.server.accounts.migrations import marks
from kanhe.server.accounts.store import writing
from kanhe.server.settings import Settings
from kanhe.server.start import KEY, gate_key, open_services


def test_everything_is_made_at_the_first_start_and_found_at_the_next(settings: Settings) -> None:
    new = replace(settings, folder=settings.folder / "deep" / "er")
    first = open_services(new)
    assert first.accounts.listed() == ()
    keys = first.gate.keys()
    first.gate.close()
    again = open_services(new)
    assert again.gate.keys() == keys
    again.gate.close()


def test_the_key_is_its_owner_s_alone(tmp_path: Path) -> None:
    made = gate_key(tmp_path / KEY)
    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600
    assert gate_key(tmp_path / KEY).private_bytes_raw() == made.private_bytes_raw()


def test_a_key_that_is_none(tmp_path: Path) -> None:
    (tmp_path / KEY).write_text("nonsense")
    with pytest.raises(BadEnvelope):
        gate_key(tmp_path / KEY)


def test_a_newer_database_is_refused(settings: Settings) -> None:
    open_services(settings).gate.close()
    with writing(Ledger.open(settings.database).engine) as connection:
        connection.execute(marks.update().values(version_num="7777"))
    with pytest.raises(Refused, match="newer than this program"):
        open_services(settings)


def test_a_folder_that_cannot_be(settings: Settings) -> None:
    (settings.folder / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        open_services(replace(settings, folder=settings.folder / "file"))
