import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanhe.runtime.problem import RunError
from kanhe.runtime.traffic.countries import read_countries, table


def test_the_narrower_network_decides() -> None:
    found = table(
        [
            ["network", "country"],
            ["10.0.0.0/8", "us"],
            ["10.1.0.0/16", "CN"],
            ["# x"],
            [],
            ["2001:db8::/32", "DE"],
            ["192.0.2.7", "FR"],
        ]
    )
    assert [found.of(a) for a in ("10.2.3.4", "10.1.3.4", "11.0.0.1", "2001:db8::1", "192.0.2.7", "::ffff:10.1.0.1", "x", None, "fe80::1%eth0")] == [
        "US", "CN", None, "DE", "FR", "CN", None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "b"]], "no network"), ([], "no network"), ([["10.0.0.0/8", "USA"]], "line 1"), ([["10.0.0.0/8", "US"], ["x", "US"]], "line 2"),
        ([["10.0.0.0/8"]], "line 1"),
    ],
)  # fmt: skip
def test_what_is_no_table(rows: list, said: str) -> None:
    with pytest.raises(RunError, match=said):
        table(rows)


def test_from_a_file(tmp_path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes("\ufeff10.0.0.0/8,US\r\n".encode())
    assert read_countries(path).of("10.9.9.9") == "US"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RunError):
        read_countries(path)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 32)), min_size=1, max_size=12),
    st.integers(0, 2**32 - 1),
)
def test_as_going_through_all_networks(networks: list[tuple[int, int]], address: int) -> None:
    rows, known = [], {}
    for number, length in networks:
        network = ipaddress.ip_network((number, length), strict=False)
        known[network] = f"{chr(65 + length % 26)}{chr(65 + number % 26)}"
        rows.append([str(network), known[network]])
    ip = ipaddress.ip_address(address)
    best = max((n for n in known if ip in n), key=lambda n: n.prefixlen, default=None)
    assert table(rows).of(str(ip)) == (known[best] if best is not None else None)
