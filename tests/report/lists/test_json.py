import json

from kanhe.knowledge.items import items
from kanhe.report.lists.json import FORMAT, document, render_json
from tests.report.lists.sample import APP, PACKED, SHOP, lists


def test_everything_of_the_lists_is_there() -> None:
    made = lists(*SHOP, PACKED)
    read = json.loads(render_json(made))
    assert read == document(made)
    assert read["format"] == FORMAT
    assert read["app"]["sha256"] == APP
    assert read["complete"] is False
    assert read["gaps"] == made.gaps
    assert [r["id"] for r in read["collected"]] == [r.id for r in made.collected]
    assert [r["sdk"] for r in read["shared"]] == [r.sdk for r in made.shared]
    assert len(read["checks"]) == len(made.checks)


def test_lines_tell_their_source_and_both_languages() -> None:
    read = document(lists(*SHOP))
    cells = [
        line
        for row in (*read["collected"], *read["shared"])
        for line in (*row["purpose"], *row["scene"], *row["means"])
    ]
    assert {line["source"] for line in cells} <= {"evidence", "knowledge", "policy", "screen", "human"}
    assert all(line["zh"] and line["en"] for line in cells)
    gaps = [line for line in cells if line["source"] == "human"]
    assert all(line["zh"].startswith("【待填写") for line in gaps)


def test_items_are_known_and_levels_told() -> None:
    read = document(lists(*SHOP))
    for row in (*read["collected"], *read["shared"]):
        assert {i["id"] for i in row["items"]} <= set(items())
        assert row["level"] in ("present", "reachable", "called", "sent")


def test_times_are_left_to_the_running_app() -> None:
    assert {r["times_and_content"] for r in document(lists(*SHOP))["collected"]} == {None}
