from hypothesis import given
from hypothesis import strategies as st

from kanhe.server.accounts.secret import LONGEST, PREFIX, hashed, new_secret


def test_secrets_differ_and_are_long() -> None:
    found = {new_secret(PREFIX) for _ in range(100)}
    assert len(found) == 100
    assert all(s.startswith(PREFIX) and len(s) >= 43 + len(PREFIX) for s in found)


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_sent_has_a_hash(text: str) -> None:
    assert len(hashed(text)) == 64


def test_what_is_too_long_hashes_like_nothing_of_ours() -> None:
    assert hashed("x" * 10_000) == hashed("x" * (LONGEST + 1)) != hashed("x" * LONGEST)
