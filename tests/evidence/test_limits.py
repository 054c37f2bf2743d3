import pytest

from kanhe.evidence.limits import limit


def test_weakening_comes_from_the_kind() -> None:
    assert "calls" in limit("a", "packed", "w", "y").weakens
    assert limit("a", "native-code", "w", "y").weakens == ()
    with pytest.raises(KeyError):
        limit("a", "no-such-kind", "w", "y")
