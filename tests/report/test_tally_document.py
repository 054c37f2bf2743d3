from dataclasses import replace

import jsonschema

from kanhe.evidence import Evidence
from kanhe.evidence.declared_rows import PolicyElementRow
from kanhe.inspection import inspect
from kanhe.report.document import document
from kanhe.report.json import json_schema
from tests.report.test_document import EXAMPLE
from tests.rules.test_views import POLICY, call, lists, says


def told(*facts: object):
    inspection = inspect(EXAMPLE)
    app = inspection.judgement.app
    more = Evidence.of([replace(f, app=app) for f in (POLICY, *facts)])
    made = document(replace(inspection, evidence=Evidence.merge(inspection.evidence, more)))
    jsonschema.validate(made, json_schema())
    return made


def cell(made, actor: str, item: str):
    return next(c for c in made["tally"]["cells"] if (c["actor"]["id"], c["item"]["id"]) == (actor, item))


def test_everything_declared_is_told_and_valid() -> None:
    element = PolicyElementRow("a", "policy", "processor-name", True, "甲公司")
    made = told(says("contacts"), says(None, group="device-information"), lists("jcore", "imei"), element)
    assert [(d["role"], d["statements"], d["sdk_rows"]) for d in made["documents"]] == [("policy", 2, 1)]
    assert [d["item_name"] and d["item_name"]["zh"] for d in made["declarations"]] == ["通讯录", None]
    assert made["declared_sdks"][0]["item_names"][0]["id"] == "imei"
    assert made["policy_elements"][0]["quote"] == "甲公司"


def test_both_halves_of_a_cell() -> None:
    made = told(lists("jcore", "imei", purpose="推送"))
    found = cell(made, "jcore", "imei")
    assert (found["state"], found["purposes"]) == ("declared-and-found", ["推送"])
    assert found["quotes"][0]["standing"] == "list"
    assert found["does"]["ladder"][0]["kind"] == "trigger"
    assert cell(made, "jcore", "mac-address")["state"] == "found-not-declared"
    assert sum(made["tally"]["counts"].values()) == len(made["tally"]["cells"])


def test_each_state_is_explained_for_what_it_is() -> None:
    made = told(says("contacts"), says("marital-status"), says("android-id"))
    assert "参考" in cell(made, "app", "contacts")["explained"]["zh"]
    assert "填写" in cell(made, "app", "marital-status")["explained"]["zh"]
    assert "就自身" in cell(made, "jcore", "android-id")["explained"]["zh"]


def test_what_is_only_handed_over_is_said() -> None:
    made = told(call("sms"))
    assert cell(made, "app", "sms")["does"]["given"] is False
    assert made["tally"]["counts"]["found-not-declared"] > 0
