"""What a running server says of its release."""

import http.client

import pytest

from support_packet_diagnostics._running_server import Release, config_url, release_of
from support_packet_diagnostics.probes.web import Response


def response(version: str, body: bytes = b"{}") -> Response:
    headers = http.client.HTTPMessage()
    headers["X-Version-Id"] = version
    return Response(200, headers, body)


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
    found = release_of(response("11.10.0.123.0f3c.true", b'{"BuildHash": "0123456789abcdef"}'))

    assert found == Release("11.10.0", "0123456789abcdef")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff", b'{"BuildHash": null}', b'{"BuildHash": "<script>"}']
)
def test_a_strange_body_costs_the_commit(body: bytes) -> None:
    assert release_of(response("5.37.0..0f3c.true", body)) == Release("5.37.0", "")


def test_another_program_is_no_release() -> None:
    assert release_of(response("nginx")) is None
