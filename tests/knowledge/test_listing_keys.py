from dataclasses import fields

from kanhe.evidence.declared_rows import ListingRow
from kanhe.knowledge.listing_keys import listing_keys, plain_key


def test_every_field_of_the_row_has_keys_and_no_other() -> None:
    assert set(listing_keys()) == {f.name for f in fields(ListingRow)[2:]}


def test_a_key_names_one_field_only() -> None:
    keys = [key for names in listing_keys().values() for key in names]
    assert len(keys) == len(set(keys))


def test_plain_form() -> None:
    assert plain_key("Privacy_Policy-URL ") == "privacypolicyurl"
