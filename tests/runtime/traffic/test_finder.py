import base64
import gzip
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.traffic.canaries import Canary
from kanhe.runtime.traffic.finder import Finder
from kanhe.runtime.traffic.flow import Flow

IMEI = "868939041234567"
FINDER = Finder([Canary("imei", "imei", IMEI), Canary("phone", "phone-number", "13800138000")], b"salt")


def found(body: object = b"", path: str = "/", finder: Finder = FINDER) -> set[tuple[str, str, str]]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return {(h.item, h.how, h.where) for h in finder.find(Flow(1, 0, "a", path=path, body=data, size=len(data))).hits}


@pytest.mark.parametrize(
    ("body", "hit"),
    [
        ({"a": IMEI}, ("imei", "canary/plain", "body.json.a")),
        ({"a": f"x{IMEI[::-1]}y"}, ("imei", "canary/reversed", "body.json.a")),
        ({"a": hashlib.md5(IMEI.encode()).hexdigest().upper()}, ("imei", "canary/md5", "body.json.a")),
        ({"a": hashlib.sha256(IMEI.encode()).hexdigest()}, ("imei", "canary/sha256", "body.json.a")),
        (
            {"a": base64.b64encode(hashlib.sha1(IMEI.encode()).digest()).decode()},
            ("imei", "canary/sha1", "body.json.a.base64"),
        ),
        ({"a": "id_" + base64.b64encode(IMEI.encode()).decode()}, ("imei", "canary/base64", "body.json.a")),
        ({"a": f"id_{hashlib.md5(IMEI.encode()).hexdigest()}_2"}, ("imei", "canary/md5", "body.json.a")),
        ({"a": IMEI.encode().hex()}, ("imei", "canary/hex", "body.json.a")),
        (
            gzip.compress(json.dumps({"p": "13800138000"}).encode(), mtime=0),
            ("phone-number", "canary/plain", "body.gzip.json.p"),
        ),
        ({"mobile": "13900139000"}, ("phone-number", "pattern/named", "body.json.mobile")),
        ({"x": "13900139000"}, ("phone-number", "pattern", "body.json.x")),
        ({"lat": 39.908712}, ("location-precise", "pattern/named", "body.json.lat")),
        ({"android_id": "9774d56d682e549c"}, ("android-id", "pattern/named", "body.json.android_id")),
    ],
)
def test_each_form_at_its_place(body: object, hit: tuple[str, str, str]) -> None:
    assert hit in found(body)


def test_what_is_part_of_something_longer_is_not_it() -> None:
    assert not found({"a": "9" + IMEI + "1"})
    assert not found({"a": hashlib.md5(IMEI.encode()).hexdigest() + "0"})
    assert not found({"ratio": 39.908712, "trace": "9774d56d682e549c", "t": 1767225600123})


def test_a_planted_value_is_told_once_and_not_as_a_pattern() -> None:
    assert found({"phone": "13800138000"}) == {("phone-number", "canary/plain", "body.json.phone")}


def test_values_are_kept_only_under_the_salt_of_the_run() -> None:
    other = Finder([Canary("imei", "imei", IMEI)], b"other")
    one, two = (f.find(Flow(1, 0, "a", path=f"/?i={IMEI}")).hits[0] for f in (FINDER, other))
    assert one.digest != two.digest
    assert IMEI not in repr(one)
    assert (one.certain, one.hashed) == (True, False)


def test_a_pinned_connection_shows_nothing() -> None:
    assert not FINDER.find(Flow(1, 0, "a", path=f"/?i={IMEI}", pinned=True)).hits


def test_letters_that_change_their_length_shift_nothing() -> None:
    assert found({"a": "İ" * 50, "b": IMEI}) == {("imei", "canary/plain", "body.json.b")}


@settings(deadline=None)
@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_request(body: bytes, path: str) -> None:
    FINDER.find(Flow(1, 0, "a", path=path, body=body, size=len(body)))


@settings(deadline=None)
@given(
    st.dictionaries(st.text(max_size=8), st.text(max_size=30) | st.integers(), max_size=8),
    st.text("abcdef", min_size=1, max_size=8),
)
def test_a_planted_value_is_found_beside_anything(others: dict, key: str) -> None:
    assert any(item == "imei" and how == "canary/plain" for item, how, _ in found({**others, key: IMEI}))
