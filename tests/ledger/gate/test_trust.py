import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.gate.clearance import Clearance
from kanhe.ledger.gate.dsse import BadEnvelope, key_id, open_envelope, sign
from kanhe.ledger.gate.trust import (
    KEYS,
    REVOCATIONS,
    Revocations,
    Revoked,
    objection,
    read_keys,
    read_revocations,
    write_keys,
    write_revocations,
)  # fmt: skip
from tests.ledger.gate.conftest import KEY, OTHER_KEY

AT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
OLD, NEW = {key_id(k.public_key()): k.public_key() for k in (KEY, OTHER_KEY)}.items()
TRUSTED = dict([OLD])
CLEARANCE = Clearance("ab" * 32, "com.example.a", "1", "android", AT, AT + 9 * DAY, "rules", "i", 3, "v")
LIST = Revocations(AT, AT + DAY, {})


def revoked(at: dt.datetime) -> Revocations:
    return Revocations(AT, AT + DAY, {CLEARANCE.sha256: Revoked(at, "forged evidence")})


def test_revocations_round_trip() -> None:
    found = revoked(AT)
    assert read_revocations(write_revocations(found, KEY), TRUSTED) == found


def test_revocations_of_a_stranger() -> None:
    with pytest.raises(BadEnvelope):
        read_revocations(write_revocations(LIST, OTHER_KEY), TRUSTED)


@pytest.mark.parametrize(
    "said",
    [{}, [], None, {"issued": "2026-01-01", "nextUpdate": "2026-01-02", "revoked": []},
     {"issued": AT.isoformat(), "nextUpdate": AT.isoformat(), "revoked": [1]},
     {"issued": 1, "nextUpdate": AT.isoformat(), "revoked": []}],
)  # fmt: skip
def test_malformed_revocations(said: object) -> None:
    with pytest.raises(BadEnvelope, match="malformed"):
        read_revocations(sign(REVOCATIONS, json.dumps(said).encode(), KEY), TRUSTED)


@given(st.binary())
def test_any_content_is_refused(payload: bytes) -> None:
    with pytest.raises(BadEnvelope):
        read_revocations(sign(REVOCATIONS, payload, KEY), TRUSTED)
    with pytest.raises(BadEnvelope):
        read_keys(sign(KEYS, payload, KEY), TRUSTED)


def test_one_signed_thing_is_not_taken_for_another() -> None:
    with pytest.raises(BadEnvelope, match="no list of revocations"):
        read_revocations(write_keys(TRUSTED, KEY), TRUSTED)
    with pytest.raises(BadEnvelope, match="no set of keys"):
        read_keys(write_revocations(LIST, KEY), TRUSTED)


def test_an_old_key_leads_to_the_new_one() -> None:
    text = write_keys(dict([OLD, NEW]), KEY)
    assert set(read_keys(text, TRUSTED)) == {OLD[0], NEW[0]}
    with pytest.raises(BadEnvelope):
        read_keys(write_keys(dict([NEW]), OTHER_KEY), TRUSTED)


def test_a_set_signed_by_both_is_followed_from_either() -> None:
    text = write_keys(dict([NEW]), OTHER_KEY, KEY)
    assert set(read_keys(text, TRUSTED)) == {NEW[0]}
    assert set(read_keys(text, dict([NEW]))) == {NEW[0]}


def test_an_id_in_the_set_is_not_believed() -> None:
    said = json.loads(open_envelope(write_keys(dict([NEW]), KEY), TRUSTED).payload)
    said["keys"][0]["id"] = OLD[0]
    assert set(read_keys(sign(KEYS, json.dumps(said).encode(), KEY), TRUSTED)) == {NEW[0]}


def code(at: dt.datetime, sha256: str | None = None, revocations: Revocations | None = None) -> str | None:
    found = objection(CLEARANCE, at, sha256, revocations)
    return found.code if found else None


def test_nothing_stands_against_it_while_it_holds() -> None:
    assert code(AT) is None
    assert code(AT, CLEARANCE.sha256, LIST) is None
    assert code(AT + 9 * DAY - dt.timedelta(seconds=1)) is None


def test_validity() -> None:
    assert code(AT - dt.timedelta(seconds=1)) == "not-yet-valid"
    assert code(AT + 9 * DAY) == "expired"


def test_another_package() -> None:
    assert code(AT, "cd" * 32) == "another-package"


def test_a_stale_list_is_no_list() -> None:
    assert code(AT + DAY, None, LIST) == "stale-revocations"


def test_a_revocation_ends_what_was_issued_up_to_it_and_no_more() -> None:
    assert code(AT, None, revoked(AT)) == "revoked"
    assert code(AT, None, revoked(AT + DAY)) == "revoked"
    assert code(AT, None, revoked(AT - DAY)) is None, "issued after the revocation"
