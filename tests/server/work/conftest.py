"""What lies between ledger and engine, on both databases, without HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kanhe.server.services import Services
from kanhe.server.work.dispatcher import Dispatcher
from tests.server.conftest import ENTERPRISE
from tests.server.work.engines import Told, queued


@pytest.fixture
def engine() -> Told:
    return Told()


@pytest.fixture
def dispatcher(serving: Services, engine: Told) -> Dispatcher:
    return Dispatcher(serving.ledger, serving.storage, serving.settings, engine)


@pytest.fixture
def waiting(serving: Services, tmp_path: Path) -> Callable[..., str]:
    """``waiting("x")``: a submission of a package with these contents."""
    return lambda content, **more: queued(
        serving.ledger, serving.storage, tmp_path, content.encode(), ENTERPRISE, **more
    )
