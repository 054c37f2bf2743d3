"""The counts themselves."""

from kanhe.server.security.allowed import Rates
from kanhe.server.security.counting import Counting


def test_an_account_is_shut_for_the_address_that_failed_only() -> None:
    counting = Counting(Rates(sign_ins_a_minute=2))
    for _ in range(6):
        assert counting.shut("a@example.com", "10.0.0.1") == 0
        counting.sign_in_failed("a@example.com", "10.0.0.1")
    assert counting.shut("a@example.com", "10.0.0.1") > 0
    assert counting.shut("a@example.com", "10.0.0.2") == 0, "a stranger cannot lock out the owner"
    assert counting.shut("b@example.com", "10.0.0.1") == 0


def test_people_do_not_share_a_count() -> None:
    counting = Counting(Rates(requests_a_minute=1, visitor_requests_a_minute=1))
    assert counting.request("one", "::1") == 0
    assert counting.request("two", "::1") == 0
    assert counting.request(None, "::1") == 0
    assert counting.request("one", "::1") > 0
    assert counting.request(None, "::1") > 0


def test_what_is_noted_is_noted_once_a_minute_and_not_without_bound() -> None:
    counting = Counting(Rates())
    assert counting.first_in_a_minute("a")
    assert not counting.first_in_a_minute("a")
    noted = sum(counting.first_in_a_minute(str(n)) for n in range(10_000))
    assert noted < 5000
