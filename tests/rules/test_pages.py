from pathlib import Path

from kanhe.rules.pages import page, write
from kanhe.rules.rule import catalogue


def test_pages_hold_what_a_reader_needs() -> None:
    rule = catalogue()["non-resettable-id"]
    text = page(rule, "en")
    assert rule.query.strip() in text
    assert "clause unconfirmed" in text
    assert rule.remedy.en in text


def test_the_pages_in_the_repository_are_fresh() -> None:
    docs = Path(__file__).parents[2] / "docs/rules"
    for path, text in write(docs).items():
        assert path.read_text("utf-8") == text, f"{path} is stale: make docs"
