"""What a running server says of its release."""

import pytest
from diagnostics_servers import serving
from support_packet.testing import Installation

from support_packet_diagnostics._running_server import (
    Release,
    config_url,
    known_release,
    release_of,
)


@pytest.mark.parametrize(
    ("listen_address", "site_url", "tls", "url"),
    [
        ("", "", False, "http://127.0.0.1:8065"),
        (":8065", "https://chat.example.com", False, "http://127.0.0.1:8065"),
        ("[::]:443", "https://chat.example.com/chat/", True, "https://127.0.0.1:443/chat"),
        ("10.0.0.7:http", "", False, "http://10.0.0.7:80"),
        ("[::1]:8065", "", False, "http://[::1]:8065"),
    ],
)
def test_it_is_asked_where_it_listens(
    listen_address: str, site_url: str, tls: bool, url: str
) -> None:
    found = config_url(listen_address, site_url, tls=tls)

    assert found == url + "/api/v4/config/client?format=old"


def test_an_address_of_another_kind_is_not_asked() -> None:
    assert config_url("unix:/var/run/mattermost.sock", "", tls=False) is None


def test_the_version_is_in_a_header_and_the_commit_in_the_body() -> None:
    found = release_of("11.10.0.123.0f3c.true", b'{"BuildHash": "0123456789abcdef"}')

    assert found == Release("11.10.0", "0123456789abcdef")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff", b'{"BuildHash": null}', b'{"BuildHash": "<script>"}']
)
def test_a_strange_body_costs_the_commit(body: bytes) -> None:
    assert release_of("5.37.0..0f3c.true", body) == Release("5.37.0", "")


def test_another_program_is_not_a_release() -> None:
    assert release_of("nginx", b"{}") is None


START = (
    '{"msg":"Current version is 11.9.0 '
    '(11.9.1/Thu Oct 15 18:12:01 UTC 2026/fedcba9876543210/none)"}'
)


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_what_runs_counts_more_than_the_log(installation: Installation) -> None:
    body = b'{"BuildHash": "0123456789abcdef"}'
    path = "/chat/api/v4/config/client?format=old"
    installation.log("mattermost.log", START)
    with serving({path: (200, body)}, version="11.10.0.1.f.true") as site:
        installation.set(
            "ServiceSettings",
            ListenAddress=f":{site.port}",
            SiteURL="https://chat.example.com/chat",
        )
        running = known_release(installation.mattermost())
    stopped = known_release(installation.mattermost())

    assert running == Release("11.10.0", "0123456789abcdef")
    assert stopped == Release("11.9.1", "fedcba9876543210")


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_another_program_at_the_address_says_nothing(installation: Installation) -> None:
    with serving({}) as site:
        installation.set("ServiceSettings", ListenAddress=f"127.0.0.1:{site.port}")

        assert known_release(installation.mattermost()) is None
