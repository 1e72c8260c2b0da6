import pytest
from starlette.requests import HTTPConnection

from bot.http.address import counted_address


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3::5", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_as_one(peer: str, expected: str) -> None:
    assert counted_address(HTTPConnection({"type": "http", "client": (peer, 1), "headers": []})) == expected


def test_a_socket_without_address_counts_as_one() -> None:
    assert counted_address(HTTPConnection({"type": "http", "client": None, "headers": []})) == "unknown"
