import pytest

from kanhe.server.accounts.migrations.versions import r0001_initial


def test_is_the_first_and_never_undone() -> None:
    assert r0001_initial.down_revision is None
    with pytest.raises(NotImplementedError, match="never dropped"):
        r0001_initial.downgrade()
