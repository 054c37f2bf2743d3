from kanhe.evidence.page import schema_page
from kanhe.evidence.rows import ROWS


def test_every_table_has_a_section() -> None:
    page = schema_page()
    for name in ROWS:
        assert f"## {name}\n" in page
