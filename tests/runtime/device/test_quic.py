from kanhe.runtime.device.quic import block
from kanhe.runtime.device.restoring import Changes
from tests.runtime.device.scripted.tools import state, told

RULE = "OUTPUT -m owner --uid-owner 10123 -p udp --dport 443 -j REJECT"


def test_it_is_turned_back_for_the_app_alone_until_the_end(phone, adb) -> None:
    assert phone.find_root()
    changes = Changes()
    assert block(phone, 10123, changes)
    assert told(adb.folder)["rules"] == [RULE, RULE]
    assert changes.restore() == ()
    assert told(adb.folder)["rules"] == []


def test_a_device_without_the_tool_says_no(phone, adb) -> None:
    state(adb.folder, no_iptables=True)
    phone.find_root()
    changes = Changes()
    assert not block(phone, 10123, changes)
    before = len(adb.commands)
    changes.restore()
    assert len(adb.commands) == before


def test_without_root_it_is_not_tried(phone, adb) -> None:
    assert not block(phone, 10123, Changes())
    assert not any("iptables" in c for c in adb.commands)
