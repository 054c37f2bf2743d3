"""``kanhe accounts``, from adding the first to revoking a token."""

import io
from pathlib import Path
from unittest import mock

import pytest

from kanhe.server.settings import Settings
from kanhe.server.start import open_services
from tests.cli.ledger.driver import Done, run

PASSWORD = "correct horse battery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of a server that was started once."""
    services = open_services(Settings(tmp_path))
    services.gate.close()
    services.ledger.engine.dispose()
    return tmp_path


def accounts(folder: Path, *arguments: str, typed: str = "", lang: str = "en") -> Done:
    with mock.patch("sys.stdin", io.StringIO(typed)):
        return run("accounts", *arguments, "--folder", str(folder), lang=lang)


def test_an_account_from_begin_to_end(folder: Path) -> None:
    added = accounts(
        folder, "add", "a@example.com", "--name", "张三", "--role", "auditor", "--password-stdin", typed=PASSWORD
    )
    assert added.code == 0, added.err
    identifier = added.out.strip()
    assert f"{identifier}  a@example.com  张三  auditor  -  in use" in accounts(folder, "list").out
    token = accounts(folder, "token", "A@example.com", "--name", "CI", "--scope", "read", "--scope", "write")
    assert token.out.startswith("kanhe_")
    listed = accounts(folder, "tokens").out
    assert token.out.strip() not in listed
    assert "read write" in listed
    assert accounts(folder, "revoke", listed.split()[0]).code == 0
    assert "ended" in accounts(folder, "tokens").out
    assert accounts(folder, "password", identifier, "--password-stdin", typed="another horse battery\n").code == 0
    assert accounts(folder, "disable", "a@example.com").code == 0
    assert "disabled" in accounts(folder, "list").out
    assert accounts(folder, "disable", "a@example.com").code == 4
    assert accounts(folder, "enable", "a@example.com").code == 0


def test_without_a_password_it_gives_the_link(folder: Path) -> None:
    done = accounts(folder, "add", "a@example.com", "--name", "张三", "--role", "admin", lang="zh")
    assert done.out.splitlines()[1].startswith("/invitation/")
    assert "三天" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "none", "--name", "x", "--role", "admin"), 4, "no e-mail address"),
        (("add", "a@b", "--name", "x", "--role", "developer"), 4, "belongs to an enterprise"),
        (("add", "a@b", "--name", "x", "--role", "king"), 3, "king"),
        (("add", "a@b", "--name", "x", "--role", "admin", "--password-stdin"), 4, "12 to 256"),
        (("disable", "nobody"), 4, "no account nobody"), (("revoke", "nothing"), 4, "no token nothing"),
        (("token", "nobody", "--name", "x"), 4, "no account nobody"),
        (("list", "--database-url", "nonsense"), 3, "should be sqlite"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)  # fmt: skip
def test_mistakes_are_one_sentence(folder: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = accounts(folder, *arguments, typed="short\n")
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert "(none)" in accounts(folder, "list").out


def test_a_folder_without_a_server(tmp_path: Path) -> None:
    done = accounts(tmp_path, "list")
    assert done.code == 3
    assert "no server's data" in done.err
    assert list(tmp_path.iterdir()) == []
