import contextlib
import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.gate.clearance import PAYLOAD_TYPE, clearance_for, issue, read_clearance, statement
from kanhe.ledger.gate.decision import Decision, GatePolicy, Request
from kanhe.ledger.gate.dsse import BadEnvelope, key_id, sign
from tests.ledger.gate.conftest import KEY

AT = dt.datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=dt.UTC)
REQUEST = Request("com.example.a", "2.0", "ab" * 32, "store")
ALLOWED = Decision("allow", (), "new", 17, "inspection-3", "pass", "kanhe 0.1", "2.0")
TRUSTED = {key_id(KEY.public_key()): KEY.public_key()}
CLEARANCE = clearance_for(REQUEST, ALLOWED, GatePolicy(valid_days=10), AT, "https://gate.example")


def test_the_statement_has_the_fields_of_a_verification_summary() -> None:
    assert json.loads(statement(CLEARANCE)) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "pkg:android/com.example.a@2.0", "digest": {"sha256": "ab" * 32}}],
        "predicateType": "https://slsa.dev/verification_summary/v1",
        "predicate": {
            "verifier": {"id": "https://gate.example"},
            "timeVerified": "2026-01-02T03:04:05Z",
            "resourceUri": "pkg:android/com.example.a@2.0",
            "policy": {"uri": "https://gate.example/rules/kanhe 0.1"},
            "verificationResult": "PASSED",
            "verifiedLevels": ["KANHE_INSPECTION_PASSED"],
            "slsaVersion": "1.1",
            "kanhe": {
                "validUntil": "2026-01-12T03:04:05Z", "ruleset": "kanhe 0.1", "inspection": "inspection-3", "asOf": 17,
                "platform": "android", "packageId": "com.example.a", "version": "2.0",
            },
        },
    }  # fmt: skip


def test_round_trip() -> None:
    assert read_clearance(issue(CLEARANCE, KEY), TRUSTED) == (CLEARANCE, key_id(KEY.public_key()))


def test_it_names_the_version_as_registered_not_as_asked() -> None:
    asked = dataclasses.replace(REQUEST, version="99")
    assert clearance_for(asked, ALLOWED, GatePolicy(), AT, "v").version == "2.0"


@pytest.mark.parametrize(
    "changed",
    [{"outcome": "hold"}, {"outcome": "deny"}, {"verdict": "fail"}, {"verdict": "incomplete"}, {"verdict": None},
     {"inspection": None}, {"ruleset": None}],
)  # fmt: skip
def test_only_an_allowed_build_that_passed_is_cleared(changed: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="only an allowed build"):
        clearance_for(REQUEST, dataclasses.replace(ALLOWED, **changed), GatePolicy(), AT, "v")  # type: ignore[arg-type]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.binary() | _JSON.map(lambda v: json.dumps(v).encode()))
def test_any_signed_content_is_a_clearance_or_refused(payload: bytes) -> None:
    with pytest.raises(BadEnvelope, match="no clearance"):
        read_clearance(sign(PAYLOAD_TYPE, payload, KEY), TRUSTED)


@given(st.data(), _JSON)
def test_any_field_of_another_kind_is_refused_or_read(data: st.DataObject, value: object) -> None:
    said = json.loads(statement(CLEARANCE))
    places = [(said, "subject"), (said, "predicate"), (said["subject"], 0), (said["subject"][0], "digest"),
              *((said["predicate"], f) for f in said["predicate"]),
              *((said["predicate"]["kanhe"], f) for f in said["predicate"]["kanhe"])]  # fmt: skip
    holder, field = data.draw(st.sampled_from(places))
    holder[field] = value
    with contextlib.suppress(BadEnvelope):
        read_clearance(sign(PAYLOAD_TYPE, json.dumps(said).encode(), KEY), TRUSTED)


def test_another_type_of_payload_is_no_clearance() -> None:
    with pytest.raises(BadEnvelope, match="no clearance"):
        read_clearance(sign("text/plain", statement(CLEARANCE), KEY), TRUSTED)


def test_a_failed_verification_is_no_clearance() -> None:
    said = json.loads(statement(CLEARANCE))
    said["predicate"]["verificationResult"] = "FAILED"
    with pytest.raises(BadEnvelope, match="no clearance"):
        read_clearance(sign(PAYLOAD_TYPE, json.dumps(said).encode(), KEY), TRUSTED)
