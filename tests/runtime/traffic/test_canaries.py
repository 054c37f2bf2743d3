import hashlib
import json

import pytest

from kanhe.runtime.problem import RunError
from kanhe.runtime.traffic.canaries import Canary, forms, read_canaries


def read(tmp_path, text: str):
    path = tmp_path / "canaries.yaml"
    path.write_text(text)
    return read_canaries(path)


def test_a_mapping_or_a_list(tmp_path) -> None:
    assert read(tmp_path, "imei: '868939041234567'\nphone-number: ['13800138000', 13900139000]\n") == (
        Canary("imei", "imei", "868939041234567"),
        Canary("phone-number", "phone-number", "13800138000"),
        Canary("phone-number-2", "phone-number", "13900139000"),
    )
    listed = json.dumps([{"id": "a", "kind": "imei", "value": "868939041234567"}, {"kind": "oaid", "value": "abcdef"}])
    assert [c.id for c in read(tmp_path, listed)] == ["a", "oaid-2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "should map"), ("[1]", "should map"), ("{}", "no planted value"), ("moon: abcdef", "no item moon"), ("imei: abc", "at least"),
        ("imei: true", "at least"), ("imei: {a: b}", "at least"), ("a: [", "no YAML"), ("- {kind: imei}", "should map"),
    ],
)  # fmt: skip
def test_what_is_none(tmp_path, text: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        read(tmp_path, text)


def test_every_form_of_a_value() -> None:
    found = {f.text: f.how for f in forms([Canary("mac", "mac-address", "A4:50:46:12:34:56")])}
    assert found["a4:50:46:12:34:56"] == "plain"
    assert found["a45046123456"] == "plain"
    assert found[hashlib.md5(b"a4:50:46:12:34:56").hexdigest()] == "md5"
    assert found[hashlib.sha1(b"A45046123456").hexdigest()] == "sha1"
    assert found[hashlib.sha256(b"A4:50:46:12:34:56").hexdigest()] == "sha256"
    assert found["65:43:21:64:05:4a"] == "reversed"
    assert found[b"A4:50:46:12:34:56".hex()] == "hex"


def test_coordinates_travel_one_by_one() -> None:
    found = {f.text for f in forms([Canary("place", "location-precise", "39.90871, 116.39751")]) if f.how == "plain"}
    assert {"39.90871", "116.39751"} <= found
