"""Search servers that do not respond as they should: each costs seconds and a warning."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port
from support.servers.search import PASSWORD, USER, SearchServer, search_server

from collectors.facts.search import search_facts
from demo.services.search_releases import RELEASES, Release
from support_packet import CollectError, Mattermost

MattermostWith = Callable[..., Mattermost]

NEWEST = RELEASES[3]
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def reply(body: bytes, head: bytes = OK) -> AbstractContextManager[int]:
    length = f"content-length: {len(body)}\r\n\r\n".encode()
    return broken_server(head + length + body, hangs=True)


def settings(url: str, **more: Any) -> dict[str, Any]:
    own = {"ConnectionUrl": url, "Username": USER, "Password": PASSWORD, "EnableIndexing": True}
    return {"ElasticsearchSettings": own | more}


def failure(mattermost: Mattermost) -> str:
    with pytest.raises(CollectError) as raised:
        search_facts(mattermost)

    assert raised.value.__cause__ is None
    assert PASSWORD not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.number)
def test_a_wrong_password_is_refused(mattermost_with: MattermostWith, release: Release) -> None:
    with search_server(SearchServer(release)) as server:
        url = f"http://127.0.0.1:{server.port}"
        message = failure(mattermost_with(**settings(url, Password="wrong")))

    assert message == (
        f"{url}/ responded with HTTP status 401. "
        "Check Username and Password of ElasticsearchSettings."
    )


def test_a_user_who_may_not_monitor_still_learns_the_version(
    mattermost_with: MattermostWith,
) -> None:
    with search_server(SearchServer(NEWEST, monitors=False)) as server:
        mattermost = mattermost_with(**settings(f"http://127.0.0.1:{server.port}"))
        with pytest.warns(
            UserWarning, match=r"plugins of the search server are unknown\..* status 403\. Give"
        ):
            facts = search_facts(mattermost)

    assert facts == {"elastic_server_version": NEWEST.number}


def test_no_server(mattermost_with: MattermostWith) -> None:
    url = f"http://127.0.0.1:{free_port()}"

    assert failure(mattermost_with(**settings(url))) == (
        f"Nothing is listening at {url}/ (connection refused). "
        "Start the search server, or correct ElasticsearchSettings.ConnectionUrl."
    )


def endless(seconds: float, head: bytes, drop: bytes) -> AbstractContextManager[int]:
    return slow_server(head, drop, seconds=seconds)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (lambda: broken_server(hangs=True), "timed out"),
        (lambda: broken_server(hangs=False), "Connection reset by peer|without response"),
        (lambda: broken_server(b"220 smtp.example.com ESMTP\r\n", hangs=True), "220 smtp"),
        (lambda: broken_server(b"\x00\xff" * 50_000, hangs=True), ""),
        (lambda: endless(0.05, OK + b"\r\n", b" "), "too slowly"),
        (lambda: endless(0.05, OK + b"x: ", b"x"), ""),
        (lambda: endless(0, OK + b"\r\n", b" " * 100_000), "the response is too long"),
        (lambda: reply(b"[" * 500_000), "did not respond with JSON"),
        (lambda: reply(b"<html>"), "did not respond with JSON"),
        (lambda: reply(b"7"), "is not a search server"),
        (lambda: reply(b'{"version": "1"}'), "is not a search server"),
        (lambda: reply(b"{}", b"HTTP/1.1 599 Odd\r\n"), "status 599"),
    ],
    ids=[
        *("hangs", "drops", "greets", "binary", "drips", "drips headers", "never ends"),
        *("nested", "html", "number", "odd version", "odd status"),
    ],
)
def test_something_else_on_its_port(
    mattermost_with: MattermostWith,
    server: Callable[[], AbstractContextManager[int]],
    reason: str,
) -> None:
    with server() as port:
        mattermost = mattermost_with(network_timeout=0.5, **settings(f"http://127.0.0.1:{port}"))
        message = failure(mattermost)

    assert any(each in message for each in reason.split("|"))


def test_a_redirect_is_not_followed(mattermost_with: MattermostWith) -> None:
    with search_server(SearchServer(NEWEST)) as elsewhere:
        redirect = f"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{elsewhere.port}/\r\n"
        with reply(b"", redirect.encode()) as port:
            message = failure(mattermost_with(**settings(f"http://127.0.0.1:{port}")))

    assert "status 302. Check ElasticsearchSettings.ConnectionUrl." in message
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "http://", "://u:hidden-password@host", "http://u:hidden-password@[::1"],
)
def test_what_is_not_a_url_is_not_repeated(mattermost_with: MattermostWith, url: str) -> None:
    message = failure(mattermost_with(**settings(url)))

    assert message == "ElasticsearchSettings.ConnectionUrl is not the URL of a server."


def test_an_unknown_certificate_is_refused(
    mattermost_with: MattermostWith, authority: CertificateAuthority, tmp_path: Path
) -> None:
    with search_server(SearchServer(NEWEST), authority.issue(tmp_path, "search")) as server:
        message = failure(mattermost_with(**settings(f"https://127.0.0.1:{server.port}")))
        assert server.requests == []

    assert "certificate verify failed" in message
    assert "_ssl.c" not in message


def test_a_server_without_tls_is_called_so(mattermost_with: MattermostWith) -> None:
    with search_server(SearchServer(NEWEST)) as server:
        message = failure(mattermost_with(**settings(f"https://127.0.0.1:{server.port}")))

    assert ": the server does not respond with TLS. " in message


def test_a_certificate_of_another_host_is_refused(
    mattermost_with: MattermostWith,
    authority: CertificateAuthority,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    certificate = authority.issue(tmp_path, "search", ("search.example.com",))
    with search_server(SearchServer(NEWEST), certificate) as server:
        message = failure(mattermost_with(**settings(f"https://127.0.0.1:{server.port}")))
        assert server.requests == []

    assert "IP address mismatch" in message


@pytest.mark.parametrize("name", ["CA", "ClientCert"])
def test_a_missing_certificate_file_is_named(mattermost_with: MattermostWith, name: str) -> None:
    message = failure(mattermost_with(**settings("https://127.0.0.1:1", **{name: "missing.pem"})))

    assert message.startswith("CA, ClientCert or ClientKey of ElasticsearchSettings cannot be used")


def test_a_key_with_a_password_does_not_ask_for_it(
    mattermost_with: MattermostWith, authority: CertificateAuthority, home: Path
) -> None:
    authority.issue(home / "config", "client", key_password="secret")
    files = {"ClientCert": "client.crt", "ClientKey": "client.key"}

    message = failure(mattermost_with(**settings("https://127.0.0.1:1", **files)))

    assert "ClientKey of ElasticsearchSettings cannot be used" in message
