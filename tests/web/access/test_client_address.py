"""The address that counts for a request, directly, behind a proxy, and with IPv6."""

import pytest
from falcon import Request
from falcon.testing import create_environ

from support_packet.settings import read_settings
from support_packet.web.access.client_address import client_address, shown_client


@pytest.mark.parametrize(
    ("remote", "forwarded", "counts"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "invented, 198.51.100.1", "198.51.100.1"),
        ("::1", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "nonsense", "nonsense"),
        ("2001:db8:1:2:3::4", None, "2001:db8:1:2::/64"),
        ("127.0.0.1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        # What a listener for both kinds of addresses calls those of IPv4.
        ("::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        # Proxies that write the port, too.
        ("127.0.0.1", "198.51.100.1:51324", "198.51.100.1"),
        ("127.0.0.1", "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
    ],
)
def test_the_address_that_counts(remote: str, forwarded: str | None, counts: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    environ = create_environ(headers=headers) | {"REMOTE_ADDR": remote}

    assert client_address(Request(environ)) == counts


@pytest.mark.parametrize(
    ("remote", "forwarded", "counts"),
    [
        ("172.18.0.5", "invented, 198.51.100.1", "198.51.100.1"),
        ("172.18.0.5", "invented, 198.51.100.1, 172.18.0.9", "198.51.100.1"),
        ("172.18.0.5", "172.18.0.9", "172.18.0.9"),
        ("172.18.0.5", None, "172.18.0.5"),
        ("172.19.0.5", "198.51.100.1", "172.19.0.5"),
        ("127.0.0.1", "198.51.100.1, 2001:db8::7", "198.51.100.1"),
        ("2001:db8::7", "nonsense", "nonsense"),
    ],
)
def test_proxies_that_the_operator_trusts_report_it(
    remote: str, forwarded: str | None, counts: str
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    environ = create_environ(headers=headers) | {"REMOTE_ADDR": remote}
    variables = {"SUPPORT_PACKET_TRUSTED_PROXIES": "172.18.0.0/16, 2001:db8::7"}
    proxies = read_settings(variables).trusted_proxies

    assert client_address(Request(environ), proxies) == counts


@pytest.mark.parametrize(
    ("remote", "forwarded", "shown"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("::ffff:203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1 (through 127.0.0.1)"),
        ("::1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64 (through ::1)"),
        ("", "198.51.100.1", "198.51.100.1 (through a Unix socket)"),
        ("127.0.0.1", "x" * 10_000, f"{'x' * 64} (through 127.0.0.1)"),
    ],
)
def test_a_line_of_the_log_names_the_proxy_too(remote: str, forwarded: str, shown: str) -> None:
    environ = create_environ(headers={"X-Forwarded-For": forwarded}) | {"REMOTE_ADDR": remote}

    assert shown_client(Request(environ)) == shown
