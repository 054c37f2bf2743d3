import pytest
import sqlalchemy as sa

from kanhe.ledger import journal, migrations
from kanhe.ledger.enterprises import GroupRegistered
from kanhe.ledger.ledger import Ledger
from kanhe.ledger.migrations.versions import r0002_reviews
from kanhe.ledger.reviews import finding_reviews, inspection_revisions
from tests.ledger.migrations.older import back_to


def test_a_ledger_of_the_first_revision_is_brought_up(url: str) -> None:
    before = Ledger.open(url)
    before.act(GroupRegistered("甲"), "test")
    with before.engine.begin() as connection:
        back_to(connection, "0001")
    opened = Ledger.open(url)
    with opened.read() as connection:
        assert migrations.revision(connection) == migrations.HEAD
        assert connection.execute(sa.select(finding_reviews)).all() == []
        assert connection.execute(sa.select(inspection_revisions)).all() == []
        assert journal.verify(connection).records == 1  # type: ignore[union-attr]


def test_is_never_undone() -> None:
    assert r0002_reviews.down_revision == "0001"
    with pytest.raises(NotImplementedError, match="never dropped"):
        r0002_reviews.downgrade()
