"""Where a server may listen, and who is the first to sign in."""

import socket
from pathlib import Path

import pytest

from kanhe.ledger.event import Refused
from kanhe.server import running
from kanhe.server.accounts.account import Standing
from kanhe.server.running import Address, bound, check, first_link
from kanhe.server.services import Services
from tests.server.conftest import ADDRESS, PASSWORD, TESTS


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("10.0.0.1", False), ("kanhe.example", False)],
)  # fmt: skip
def test_what_only_this_machine_can_reach(host: str, local: bool) -> None:
    assert Address(host, 8080).local == local


def test_no_passwords_in_the_clear() -> None:
    everywhere = Address("0.0.0.0", 8080)
    with pytest.raises(Refused, match="in the clear") as told:
        check(everywhere, everywhere.url, insecure=False)
    assert "明文" in told.value.zh
    check(everywhere, everywhere.url, insecure=True)
    check(everywhere, "https://kanhe.example", insecure=False)
    check(Address("127.0.0.1", 8080), ADDRESS, insecure=False)
    certified = Address("0.0.0.0", 8443, Path("a.pem"), Path("b.pem"))
    assert certified.url == "https://0.0.0.0:8443"
    check(certified, certified.url, insecure=False)
    with pytest.raises(Refused, match="begins with"):
        check(Address("127.0.0.1", 8080), "kanhe.example", insecure=False)


def test_an_address_in_brackets() -> None:
    assert Address("::1", 1).url == "http://[::1]:1"


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Refused, match=f"cannot listen on 127.0.0.1:{port}"):
            bound(Address("127.0.0.1", port))
    with bound(Address("127.0.0.1", 0)) as found:
        assert found.getsockname()[1] > 0


def test_an_address_that_is_not_ours() -> None:
    with pytest.raises(Refused, match="cannot listen"):
        bound(Address("203.0.113.7", 8080))
    with pytest.raises(Refused, match="cannot listen"):
        bound(Address("no.such.host.invalid", 8080))


def test_the_first_admin_chooses_a_password_by_a_link(serving: Services) -> None:
    link = first_link(serving.accounts, ADDRESS + "/")
    assert link is not None
    assert link.startswith(f"{ADDRESS}/invitation/")
    another = first_link(serving.accounts, ADDRESS)
    assert another is not None
    assert another != link, "who lost the first is given another"
    assert len(serving.accounts.listed()) == 1
    assert serving.accounts.invited(link.rpartition("/")[2]) is None
    serving.accounts.accept(another.rpartition("/")[2], PASSWORD, "::1")
    assert first_link(serving.accounts, ADDRESS) is None
    assert serving.accounts.check(running.FIRST, PASSWORD, "::1") is not None


def test_with_another_admin_there_is_none(serving: Services) -> None:
    added = serving.accounts.add("a@example.com", Standing("甲", "admin"), TESTS)
    assert first_link(serving.accounts, ADDRESS) is not None
    assert len(serving.accounts.listed()) == 1, "the admin that is there is invited"
    serving.accounts.set_password(added.account.id, PASSWORD, TESTS)
    assert first_link(serving.accounts, ADDRESS) is None
