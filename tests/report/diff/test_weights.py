import pytest

from kanhe.report.diff.weights import is_library, is_state


@pytest.mark.parametrize(("item", "state"), [("device-model-params", True), ("imei", False), ("no-such-item", False)])
def test_items(item: str, state: bool) -> None:
    assert is_state(item) is state


@pytest.mark.parametrize(
    ("actor", "library"), [("okhttp", True), ("jpush", False), ("app", False), ("no-such-sdk", False)]
)
def test_actors(actor: str, library: bool) -> None:
    assert is_library(actor) is library
