"""Keeping the app from QUIC: it leaves the device beside every proxy, so that it must fall back to what can be seen."""

from __future__ import annotations

from functools import partial

from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes

_TABLES = ("iptables", "ip6tables")


def block(phone: Phone, uid: int, changes: Changes) -> bool:
    """Rejects UDP to port 443 of one user id, until the changes are undone; whether that could be done.  Needs root."""
    done = []
    for table in _TABLES:
        rule = f"OUTPUT -m owner --uid-owner {uid} -p udp --dport 443 -j REJECT"
        try:
            said = phone.root(f"{table} -w -I {rule}", 30)
        except DeviceError:
            return False
        if said.ok:
            back = f"{table} -w -D {rule}"
            changes.will_undo(f"adb shell su -c '{back}'", partial(phone.root, back, 30))
        done.append(said.ok)
    return all(done)
