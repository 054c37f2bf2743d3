import json

import jsonschema
import pytest

from kanhe.report.diff.compare import compare
from kanhe.report.diff.document import document, json_schema, render_json
from kanhe.report.diff.model import Comparison
from kanhe.report.diff.necessity import RULE
from tests.report.diff.builds import build, call, declared, finding, flow, policy

OLD = build(policy("1"), declared(purpose="登录"), call("mac-address"), findings=[finding("1")])
NEW = build(
    policy("2", characters=5), declared(purpose="广告"), call(), flow(), findings=[finding("2")], app="b", version_code=2
)  # fmt: skip


@pytest.mark.parametrize(
    "comparison", [compare(OLD, NEW), compare(NEW, OLD), compare(OLD, OLD)], ids=["update", "backwards", "identical"]
)
def test_valid_by_its_schema(comparison: Comparison) -> None:
    jsonschema.validate(document(comparison), json_schema())
    assert json.loads(render_json(comparison)) == document(comparison)


def test_the_answer_with_its_reasons_and_the_whole_rule() -> None:
    made = document(compare(OLD, NEW))
    assert made["answer"]["full_inspection"] == "needed"
    assert [rule["condition"] for rule in made["rule"]] == [*RULE]
    reason = next(r for r in made["answer"]["reasons"] if r["condition"] == "finding")
    assert reason["changes"] == [
        {"section": "findings", "kind": "new", "key": ["rule", "2"], "name": {"zh": "题", "en": "title"}}
    ]


def test_counts_agree_with_the_changes() -> None:
    for section in document(compare(OLD, NEW))["sections"]:
        kinds = [change["kind"] for change in section["changes"]]
        assert [section["new"], section["gone"], section["changed"]] == [
            kinds.count(k) for k in ("new", "gone", "changed")
        ]
        for change in section["changes"]:
            assert (change["before"] is None) == (change["kind"] == "new")
            assert (change["after"] is None) == (change["kind"] == "gone")


def test_schema_names_every_condition_and_section() -> None:
    made, schema = document(compare(OLD, NEW)), json_schema()
    assert schema["$defs"]["condition"]["enum"] == [*RULE]
    assert schema["$defs"]["section-id"]["enum"] == [section["id"] for section in made["sections"]]
