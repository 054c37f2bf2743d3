import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.traffic.flow import Flow, split_url


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://A.example:8443/x?y=1", ("https", "a.example", 8443, "/x?y=1")),
        ("http://[2001:db8::1]/", ("http", "2001:db8::1", None, "/")),
        ("nonsense", ("", "", None, "nonsense")),
        ("http://[bad/", ("", "", None, "")),
        ("http://a:99999999/", ("", "", None, "")),
    ],
)
def test_urls(url: str, wanted: tuple) -> None:
    assert split_url(url) == wanted


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_split(url: str) -> None:
    split_url(url)


def test_headers_and_encryption() -> None:
    flow = Flow(1, 0, "a", headers=(("Content-Type", "x"), ("content-type", "y")))
    assert flow.header("CONTENT-TYPE".lower()) == "x"
    assert flow.header("cookie") == ""
    assert flow.encrypted
    assert not Flow(1, 0, "a", scheme="http").encrypted
