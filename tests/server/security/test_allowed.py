from kanhe.server.security.allowed import Rates


def test_people_may_ask_more_than_visitors() -> None:
    assert Rates().requests_a_minute > Rates().visitor_requests_a_minute > Rates().sign_ins_a_minute
