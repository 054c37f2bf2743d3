"""Passwords: argon2id, what is asked of one, and the same work for nobody as for somebody."""

import time

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from kanhe.ledger.event import Refused
from kanhe.server.accounts.passwords import LONGEST, SHORTEST, Passwords, check_password
from tests.server.conftest import QUICK


def test_hashes_are_argon2id_with_a_salt_each() -> None:
    one, two = Passwords().hash("correct horse battery"), Passwords().hash("correct horse battery")
    assert one.startswith("$argon2id$")
    assert one != two


@given(st.text(min_size=1, max_size=300), st.text(max_size=300))
def test_only_the_same_password_holds(password: str, other: str) -> None:
    hashed = QUICK.hash(password.encode("utf-8", "replace").decode())
    assert QUICK.holds(other, hashed) == (other == password.encode("utf-8", "replace").decode())


def test_without_a_hash_none_holds_after_the_same_work() -> None:
    passwords = Passwords(PasswordHasher(time_cost=4, memory_cost=16384, parallelism=1))
    hashed = passwords.hash("correct horse battery")

    def spent(hash_: str | None) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            assert not passwords.holds("wrong", hash_)
            times.append(time.process_time() - began)
        return min(times)

    assert spent(None) > spent(hashed) / 2


def test_a_hash_that_is_none_holds_nothing() -> None:
    assert not QUICK.holds("x", "no hash")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "characters"), ("x" * (LONGEST + 1), "characters"), ("a" * SHORTEST, "too simple"),
        ("zhangsan is great", "must not stand"), ("my ZhangSan pass", "must not stand"),
    ],
)  # fmt: skip
def test_what_is_too_easily_found(password: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_password(password, "张三", "zhangsan@example.com")


def test_what_will_do() -> None:
    check_password("正确的马电池钉书针订书机", "张三", "z@example.com")
    check_password("correct horse battery", "张三", "z@example.com")
