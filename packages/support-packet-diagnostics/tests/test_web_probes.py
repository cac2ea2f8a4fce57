"""Probes of web services, against real servers that behave well and badly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from diagnostics_servers import server_context, serving
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port
from support_packet.testing import Installation

from support_packet_diagnostics.probes import sites, web
from support_packet_diagnostics.probes.outcome import outcome
from support_packet_diagnostics.probes.search import search_probe
from support_packet_diagnostics.probes.web import get, read

pytestmark = pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)


@pytest.fixture(autouse=True)
def one_database_is_enough(driver: str) -> str:
    return driver


def found(probe: Callable[[], Any]) -> dict[str, Any]:
    return outcome(probe)


def test_the_push_proxy_is_asked_for_its_version(installation: Installation) -> None:
    with serving({"/version": (200, b"{}")}) as site:
        installation.set(
            "EmailSettings", SendPushNotifications=True, PushNotificationServer=site.url + "/"
        )

        assert outcome(sites.push_probe(installation.mattermost())) == {"status": "OK"}
        assert [path for path, _ in site.requests] == ["/version"]


def test_an_error_of_the_server_is_its_status() -> None:
    with serving({"/version": (503, b"hidden")}) as site:
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
        (200, b"\xff\xfe", "did not respond with an OpenID discovery document"),
        (200, b"[" * 100_000, "did not respond with an OpenID discovery document"),
        (404, b"", "responded with HTTP status 404"),
    ],
    ids=["good", "no-issuer", "html", "garbage", "deep", "missing"],
)
def test_a_discovery_document_names_its_issuer(
    installation: Installation, status: int, body: bytes, error: str | None
) -> None:
    with serving({"/.well-known": (status, body)}) as site:
        installation.set("OpenIdSettings", Enable=True, DiscoveryEndpoint=site.url + "/.well-known")
        result = outcome(sites.oauth_probe(installation.mattermost(), "OpenIdSettings"))

    expected = {"status": "FAIL", "error": f"127.0.0.1 {error}."} if error else {"status": "OK"}
    assert result == expected


def test_a_token_endpoint_may_refuse(installation: Installation) -> None:
    with serving({"/token": (405, b"")}) as site:
        installation.set("GitLabSettings", Enable=True, TokenEndpoint=f"{site.url}/token")

        result = outcome(sites.oauth_probe(installation.mattermost(), "GitLabSettings"))
    assert result == {"status": "OK"}


def test_a_provider_without_addresses_fails(installation: Installation) -> None:
    installation.set("GitLabSettings", Enable=True, TokenEndpoint="", DiscoveryEndpoint="")

    assert outcome(sites.oauth_probe(installation.mattermost(), "GitLabSettings")) == {
        "status": "FAIL",
        "error": "DiscoveryEndpoint or TokenEndpoint is not set, or is not a web address.",
    }


def test_saml_metadata_are_read_from_the_old_spelling_of_the_setting(
    installation: Installation,
) -> None:
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


@pytest.mark.parametrize("status", [200, 401, 500])
def test_a_search_server_may_refuse_but_not_be_silent(
    installation: Installation, status: int
) -> None:
    with serving({"/": (status, b"")}) as site:
        url = site.url.replace("//", "//user:pa55word@")
        installation.set("ElasticsearchSettings", EnableIndexing=True, ConnectionUrl=url)

        assert outcome(search_probe(installation.mattermost())) == {"status": "OK"}
        assert "authorization" not in site.requests[0][1]
    refused = outcome(search_probe(installation.mattermost()))["error"]
    assert refused == f"{site.url}: Connection refused."


def test_credentials_of_a_url_are_neither_sent_nor_shown() -> None:
    with serving({"/": (500, b"")}) as site:
        url = site.url.replace("//", "//user:pa55word@") + "/"
        result = found(lambda: sites.respond(url, "X"))

        assert "pa55word" not in str(result)
        (_, headers) = site.requests[0]
        assert set(headers) == {"host", "accept-encoding"}


def test_redirects_are_followed_to_other_servers_a_few_times() -> None:
    with serving({"/b%20c?%C3%A4": (200, b"ok"), "/r": (301, b"/r")}) as other:
        with serving({"/a": (302, f"{other.url}/b c?ä#x".encode())}) as site:
            assert read(get(f"{site.url}/a", 3)) == b"ok"
        assert found(lambda: sites.reach(f"{other.url}/r", "X"))["error"] == (
            "It redirects too often."
        )


@pytest.mark.parametrize("target", [b"file:///etc/passwd", b"http://[x/"])
def test_a_redirect_leads_to_no_other_scheme(target: bytes) -> None:
    with serving({"/a": (302, target)}) as site:
        assert found(lambda: sites.reach(f"{site.url}/a", "X"))["status"] == "FAIL"


def test_a_proxy_is_used_where_the_environment_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"http://id.example.com/token": (401, b"")}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)

        assert found(lambda: sites.reach("http://id.example.com/token", "X")) == {"status": "OK"}


def test_nobody_listening_is_reported_plainly() -> None:
    port = free_port()

    assert found(lambda: sites.reach(f"http://127.0.0.1:{port}/x?token=1", "X")) == {
        "status": "FAIL",
        "error": f"http://127.0.0.1:{port}: Connection refused.",
    }


def test_a_name_that_does_not_exist_is_reported_plainly() -> None:
    result = found(lambda: sites.reach("http://nowhere.invalid/", "X"))

    assert result["error"].startswith("http://nowhere.invalid: ")


@pytest.mark.parametrize("url", ["", "no address", "ftp://a/", "http://[a/", "http://a:b/"])
def test_what_is_not_a_web_address_fails(url: str) -> None:
    assert found(lambda: sites.reach(url, "TokenEndpoint"))["status"] == "FAIL"


def test_an_answer_that_never_ends_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "SECONDS", 0.5)

    with slow_server(b"HTTP/1.1 200 OK\r\n\r\n", b"x", seconds=0.05) as port:
        url = f"http://127.0.0.1:{port}"
        reached = found(lambda: sites.reach(f"{url}/", "X"))
        discovered = found(lambda: sites.discover(f"{url}/"))

    assert reached == {"status": "OK"}
    assert discovered["error"] == f"{url} did not send everything within 0.5 seconds."


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_says_nothing_is_cut(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setattr(sites, "SECONDS", 0.5)

    with broken_server(hangs=True) as port:
        result = found(lambda: sites.reach(f"{scheme}://127.0.0.1:{port}/", "X"))

    assert "within 0.5 seconds" in result["error"]


@pytest.mark.parametrize("greeting", [b"SSH-2.0-x\r\n", b"\xff\x00\r\n\r\n", b""])
def test_another_kind_of_server_is_not_a_web_server(greeting: bytes) -> None:
    with broken_server(greeting, hangs=False) as port:
        plain = found(lambda: sites.reach(f"http://127.0.0.1:{port}/", "X"))
        encrypted = found(lambda: sites.reach(f"https://127.0.0.1:{port}/", "X"))

    assert plain["status"] == encrypted["status"] == "FAIL"


def test_a_huge_answer_does_not_count() -> None:
    with serving({"/": (200, b"x" * (web.MAX_BYTES + 9))}) as site:
        error = found(lambda: sites.discover(site.url))["error"]

    assert f"{site.url} sent more than {web.MAX_BYTES} bytes" in error


def test_a_certificate_of_an_unknown_issuer_is_reported_plainly(
    authority: CertificateAuthority, tmp_path: Path
) -> None:
    with serving({"/": (200, b"ok")}, server_context(authority, tmp_path)) as site:
        result = found(lambda: sites.reach(site.url, "X"))
        trusting = read(get(site.url, 3, verify=False))

    assert result["error"].startswith(f"{site.url}: its certificate was rejected (")
    assert trusting == b"ok"
