"""The examiner's authority in the phone's own store for the time of a run: apps that target Android 7 or newer trust no other.

The store is not written to: it is covered by one in memory with the same and one certificate more, and uncovered at the end.
From Android 14 on apps read the store of a module instead, which is covered in the view of those processes that apps come from.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import partial
from pathlib import Path

from cryptography import x509

from kanhe.runtime.device.installing import FOLDER
from kanhe.runtime.device.phone import Phone
from kanhe.runtime.device.problem import DeviceError
from kanhe.runtime.device.restoring import Changes

STORE = "/system/etc/security/cacerts"
MODULE = "/apex/com.android.conscrypt/cacerts"
_EACH_ZYGOTE = f"""if [ -d {MODULE} ]; then
  for z in zygote zygote64; do for p in $(pidof $z); do
    nsenter --mount=/proc/$p/ns/mnt -- %s
  done; done
fi"""
_COVER = f"""set -e
W=$(dirname "$0")
mkdir "$W/all"
cp {STORE}/* "$W/all/"
cp "$W"/*.0 "$W/all/"
mount -t tmpfs tmpfs {STORE}
cp "$W"/all/* {STORE}/
chown root:root {STORE}/*
chmod 644 {STORE}/*
chcon u:object_r:system_file:s0 {STORE}/* 2>/dev/null || true
{_EACH_ZYGOTE % f"mount --bind {STORE} {MODULE}"}
echo covered
"""
_UNCOVER = f"""{_EACH_ZYGOTE % f"umount {MODULE}"}
umount {STORE}
"""


def trust(phone: Phone, certificate: Path, changes: Changes) -> None:
    """Undone with the other changes.  Raises :class:`DeviceError` where the store cannot be covered."""
    work = f"{FOLDER}/kh-{secrets.token_hex(4)}"
    phone.shell(f"mkdir {work}")
    changes.will_undo(f"adb shell su -c 'rm -r {work}'", partial(phone.root, f"rm -rf {work}"))
    phone.push(certificate.read_bytes(), f"{work}/{store_name(certificate.read_bytes())}")
    phone.push(_COVER.encode(), f"{work}/cover.sh")
    phone.push(_UNCOVER.encode(), f"{work}/uncover.sh")
    # In the view of the first process: what a root shell mounts in its own is seen by no app.
    everywhere = "nsenter --mount=/proc/1/ns/mnt -- sh"
    changes.will_undo(f"adb shell su -c 'umount {STORE}'", partial(phone.root, f"{everywhere} {work}/uncover.sh", 60))
    said = phone.root(f"{everywhere} {work}/cover.sh", 60)
    if said.out.strip().splitlines()[-1:] != [b"covered"]:
        shown = " ".join(said.text.split())[:160]
        raise DeviceError(
            f"无法把检测证书放入系统证书库：{shown}",
            f"the examiner's certificate could not be put into the device's store: {shown}",
        )


def store_name(pem: bytes) -> str:
    """The name under which the store looks for an authority: eight digits of the old digest of its subject, zeros kept."""
    subject = x509.load_pem_x509_certificate(pem).subject.public_bytes()
    digest = hashlib.md5(subject, usedforsecurity=False).digest()
    return f"{int.from_bytes(digest[:4], 'little'):08x}.0"
