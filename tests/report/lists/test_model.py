from dataclasses import replace

from kanhe.report.lists.model import Line
from kanhe.rules.model import Text
from tests.report.lists.sample import PACKED, SHOP, lists


def test_counts_every_gap_once() -> None:
    made = lists(*SHOP)
    cells = [c for r in made.collected for c in (r.purpose, r.scene, r.means)]
    cells += [c for r in made.shared for c in (r.vendor, r.kinds, r.purpose, r.scene, r.means, r.policy)]
    assert made.gaps == sum(line.source == "human" for cell in cells for line in cell) > 0
    assert replace(made, shared=()).gaps < made.gaps


def test_only_a_line_for_a_human_is_a_gap() -> None:
    assert Line(Text("甲", "a"), "human").gap
    assert not Line(Text("甲", "a"), "policy").gap


def test_what_is_hidden_makes_the_lists_incomplete() -> None:
    assert lists(*SHOP).head.complete
    assert not lists(*SHOP, PACKED).head.complete


def test_a_shared_row_names_what_was_found_and_what_is_published_but_not_what_is_optional() -> None:
    row = next(r for r in lists(*SHOP).shared if r.sdk == "jcore")
    assert set(row.found) <= set(row.items)
    assert not set(row.items) & set(row.optional)
    assert len(row.items) == len(set(row.items))
