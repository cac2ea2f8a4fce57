"""Probes of web services, against real servers that behave well and badly."""

import http.server
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.servers.broken import broken_server
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port
from support.servers.slow import slow_server

from support_packet_diagnostics.probes import sites, web
from support_packet_diagnostics.probes.outcome import outcome
from support_packet_diagnostics.probes.web import get

Answers = dict[str, tuple[int, bytes]]
REFUSED = "Nothing is listening at {place} (connection refused)."


class Site:
    """A web server, and the requests that it has got."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.requests: list[tuple[str, dict[str, str]]] = []


@contextmanager
def serving(answers: Answers, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve `answers` by path; the body of a redirect is its target."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            status, body = answers.get(self.path, (404, b""))
            self.send_response(status)
            if status // 100 == 3:
                self.send_header("Location", body.decode())
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_address[1])
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
            site.url = site.url.replace("http:", "https:")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def found(probe: Callable[[], Any]) -> dict[str, Any]:
    return outcome(probe)


def test_the_push_proxy_is_asked_for_its_version(installation: Any) -> None:
    with serving({"/version": (200, b"{}")}) as site:
        installation.set(
            "EmailSettings", SendPushNotifications=True, PushNotificationServer=site.url + "/"
        )

        assert outcome(sites.push_probe(installation.mattermost())) == {"status": "OK"}
        assert [path for path, _ in site.requests] == ["/version"]


def test_an_error_of_the_server_is_its_status() -> None:
    with serving({"/version": (503, b"secret")}) as site:
        assert found(lambda: sites.respond(f"{site.url}/version", "X")) == {
            "status": "FAIL",
            "error": "127.0.0.1 responded with HTTP status 503.",
        }


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b'{"issuer": "https://id.example.com"}', None),
        (200, b'{"issuer": ""}', "did not respond with an OpenID discovery document"),
        (200, b"<html>", "did not respond with an OpenID discovery document"),
        (200, b"[" * 100_000, "did not respond with an OpenID discovery document"),
        (404, b"", "responded with HTTP status 404"),
    ],
)
def test_a_discovery_document_names_its_issuer(
    installation: Any, status: int, body: bytes, error: str | None
) -> None:
    with serving({"/.well-known": (status, body)}) as site:
        installation.set("OpenIdSettings", Enable=True, DiscoveryEndpoint=site.url + "/.well-known")
        result = outcome(sites.oauth_probe(installation.mattermost(), "OpenIdSettings"))

    expected = {"status": "FAIL", "error": f"127.0.0.1 {error}."} if error else {"status": "OK"}
    assert result == expected


def test_a_token_endpoint_may_refuse(installation: Any) -> None:
    with serving({"/token": (405, b"")}) as site:
        installation.set("GitLabSettings", Enable=True, TokenEndpoint=f"{site.url}/token")

        result = outcome(sites.oauth_probe(installation.mattermost(), "GitLabSettings"))
    assert result == {"status": "OK"}


def test_a_provider_without_addresses_fails(installation: Any) -> None:
    installation.set("GitLabSettings", Enable=True, TokenEndpoint="", DiscoveryEndpoint="")

    assert outcome(sites.oauth_probe(installation.mattermost(), "GitLabSettings")) == {
        "status": "FAIL",
        "error": "DiscoveryEndpoint or TokenEndpoint is not set, or is not a web address.",
    }


def test_saml_metadata_are_read_from_the_old_spelling_of_the_setting(installation: Any) -> None:
    with serving({"/metadata": (200, b"<xml/>")}) as site:
        installation.set("SamlSettings", Enable=True, IdpMetadataUrl=f"{site.url}/metadata")

        assert outcome(sites.saml_probe(installation.mattermost())) == {"status": "OK"}


@pytest.mark.parametrize(
    ("descriptor", "maker"),
    [
        ("https://sts.windows.net/3f/", "Azure AD"),
        ("http://www.okta.com/exk1", "Okta"),
        ("https://id.example.com/auth/realms/Chat", "Keycloak"),
        ("https://id.example.com/FederationMetadata/2007-06/", "ADFS"),
        ("urn:example", "unknown"),
    ],
)
def test_the_maker_of_the_identity_provider_is_guessed(descriptor: str, maker: str) -> None:
    assert sites.saml_maker(descriptor) == maker


def test_credentials_of_a_url_are_neither_sent_nor_shown() -> None:
    with serving({"/": (500, b"")}) as site:
        url = site.url.replace("//", "//user:pa55word@") + "/"
        result = found(lambda: sites.respond(url, "X"))

        assert "pa55word" not in str(result)
        (_, headers) = site.requests[0]
        assert set(headers) == {"host", "accept-encoding", "connection"}


def test_redirects_are_followed_a_few_times() -> None:
    with serving({"/a": (302, b"/b c"), "/b%20c": (200, b"ok"), "/r": (301, b"/r")}) as site:
        assert get(f"{site.url}/a", 3).body == b"ok"
        assert found(lambda: sites.reach(f"{site.url}/r", "X"))["error"] == (
            "It redirects too often."
        )


@pytest.mark.parametrize("target", [b"file:///etc/passwd", b"http://[x/"])
def test_a_redirect_leads_to_no_other_scheme(target: bytes) -> None:
    with serving({"/a": (302, target)}) as site:
        assert found(lambda: sites.reach(f"{site.url}/a", "X"))["status"] == "FAIL"


def test_nobody_listening_is_said_plainly() -> None:
    port = free_port()

    assert found(lambda: sites.reach(f"http://127.0.0.1:{port}/x?token=1", "X")) == {
        "status": "FAIL",
        "error": REFUSED.format(place=f"127.0.0.1:{port}"),
    }


def test_a_name_that_does_not_exist_is_said_plainly() -> None:
    result = found(lambda: sites.reach("http://nowhere.invalid/", "X"))

    assert result["error"] == "The host name of nowhere.invalid:80 cannot be resolved."


@pytest.mark.parametrize("url", ["", "no address", "ftp://a/", "http://[a/", "http://a:b/"])
def test_what_is_no_web_address_fails(url: str) -> None:
    assert found(lambda: sites.reach(url, "TokenEndpoint"))["status"] == "FAIL"


def test_an_answer_that_never_ends_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "SECONDS", 0.5)
    begin = time.monotonic()

    with slow_server(b"HTTP/1.1 200 OK\r\n\r\n", b"x", seconds=0.05) as port:
        result = found(lambda: sites.reach(f"http://127.0.0.1:{port}/", "X"))

    assert result["error"] == f"127.0.0.1:{port} did not respond within 0.5 seconds."
    assert time.monotonic() - begin < 3


def test_a_server_that_says_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "SECONDS", 0.5)

    with broken_server(hangs=True) as port:
        result = found(lambda: sites.reach(f"https://127.0.0.1:{port}/", "X"))

    assert result["error"] == f"127.0.0.1:{port} did not respond within 0.5 seconds."


@pytest.mark.parametrize("greeting", [b"SSH-2.0-x\r\n", b""])
def test_another_kind_of_server_is_no_web_server(greeting: bytes) -> None:
    with broken_server(greeting, hangs=False) as port:
        plain = found(lambda: sites.reach(f"http://127.0.0.1:{port}/", "X"))
        encrypted = found(lambda: sites.reach(f"https://127.0.0.1:{port}/", "X"))

    assert plain["status"] == encrypted["status"] == "FAIL"


def test_a_huge_answer_is_cut_short() -> None:
    with serving({"/": (200, b"x" * (web.MAX_BYTES + 9))}) as site:
        assert len(get(site.url, 3).body) == web.MAX_BYTES


def test_a_certificate_of_nobody_knows_whom_is_said_plainly(
    authority: CertificateAuthority, tmp_path: Path
) -> None:
    authority.issue(tmp_path, "server")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.crt", tmp_path / "server.key")

    with serving({"/": (200, b"ok")}, context) as site:
        result = found(lambda: sites.reach(site.url, "X"))
        trusting = get(site.url, 3, verify=False)

    place = site.url.removeprefix("https://")
    assert result["error"].startswith(f"The certificate of {place} is not trusted: ")
    assert trusting.body == b"ok"
