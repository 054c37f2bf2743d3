"""What a server works with, opened in order: ledger, accounts, storage, work, and the gate with its key."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kanhe.ledger.gate.dsse import private_pem, read_private
from kanhe.ledger.gate.gate import Gate
from kanhe.ledger.ledger import Ledger
from kanhe.server.accounts.accounts import Accounts
from kanhe.server.questions import Questions
from kanhe.server.services import Services
from kanhe.server.settings import Settings

KEY = "gate.pem"
SPOOL = "spool"


def open_services(settings: Settings) -> Services:
    """Raises ``OSError`` for a folder that cannot be written, :class:`~kanhe.ledger.event.Refused` for a database of a newer
    version, :class:`~kanhe.ledger.gate.dsse.BadEnvelope` for a key that is none, and what the database raises."""
    from kanhe.server.work.dispatcher import Dispatcher
    from kanhe.server.work.storage import Storage

    settings.folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.open(settings.database)
    accounts = Accounts.open(ledger.engine)
    storage = Storage.open(settings.evidence)
    gate = open_gate(settings, ledger)
    return Services(
        settings, ledger, accounts, storage, Dispatcher(ledger, storage, settings), gate, Questions(gate)
    )  # fmt: skip


def open_gate(settings: Settings, ledger: Ledger) -> Gate:
    """The gate, its key registered; one is made when there is none."""
    gate = Gate(
        ledger, settings.folder / SPOOL, gate_key(settings.folder / KEY), verifier=settings.public_url
    )  # fmt: skip
    gate.register_key("kanhe")
    return gate


def gate_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file that its owner alone can read; made when there is none."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_private(path.read_bytes())
    with open(made, "wb") as out:
        key = Ed25519PrivateKey.generate()
        out.write(private_pem(key))
        out.flush()
        os.fsync(out.fileno())
    return key
