"""Takes a ledger of the newest revision back to an older one, as tests need it: the product never goes back."""

import sqlalchemy as sa
from sqlalchemy import Connection

from kanhe.ledger import migrations

ADDED_IN_0003 = ("app_type", "attempts", "ended_at", "failure_zh", "failure_en")


def back_to(connection: Connection, revision: str) -> None:
    if revision < "0004":
        for column in ("revoked_at", "revoked_because"):
            connection.execute(sa.text(f"ALTER TABLE gate_keys DROP COLUMN {column}"))
    if revision < "0003":
        connection.execute(sa.text("DROP TABLE submission_documents"))
        for column in ADDED_IN_0003:
            connection.execute(sa.text(f"ALTER TABLE submissions DROP COLUMN {column}"))
    if revision < "0002":
        for table in ("inspection_revisions", "finding_reviews"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
    connection.execute(migrations.marks.update().values(version_num=revision))
