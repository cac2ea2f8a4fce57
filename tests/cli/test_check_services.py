"""`support-packet check` with an LDAP or search server that does not respond as it should."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from support.servers import slapd as openldap
from support.servers.broken import broken_server, slow_server
from support.servers.process import free_port
from support.servers.search import PASSWORD, USER, SearchServer, search_server
from support.servers.slapd import Slapd
from support.serving.checking import SECRET, Checked, Checker

from demo.installation import Installation
from demo.services.search_releases import RELEASES

QUICK = {"SUPPORT_PACKET_NETWORK_TIMEOUT": "0.5"}
Server = Callable[[], AbstractContextManager[int]]


def the_one_line(checked: Checked, service: str) -> str:
    """Return the only text about `service`, which is missing."""
    assert (checked.status, checked.error) == (1, "")
    # On a busy machine the database can also be too slow for `QUICK`.
    [text] = [text for area, text in checked.of("missing") if area == service]
    assert PASSWORD not in text
    assert openldap.PASSWORD not in text
    return text


def directory(port: int, **more: str) -> dict[str, str]:
    """Return the variables that name a directory server."""
    named = {"ENABLE": "true", "LDAPSERVER": "127.0.0.1", "LDAPPORT": str(port)}
    login = {"BINDUSERNAME": openldap.USER, "BINDPASSWORD": openldap.PASSWORD}
    return {f"MM_LDAPSETTINGS_{name}": value for name, value in (named | login | more).items()}


def search(port: int, **more: str) -> dict[str, str]:
    """Return the variables that name a search server."""
    url = f"http://127.0.0.1:{port}"
    named = {"ENABLEINDEXING": "true", "CONNECTIONURL": url, "USERNAME": USER, "PASSWORD": PASSWORD}
    return {f"MM_ELASTICSEARCHSETTINGS_{name}": value for name, value in (named | more).items()}


BROKEN_DIRECTORIES: Any = {
    "hangs": (lambda: broken_server(hangs=True), ""),
    "hangs up": (lambda: broken_server(hangs=False), ""),
    "slow": (lambda: slow_server(b"\x30\x84\x00\xff\xff\xff", b"\x02", seconds=0.05), "too slowly"),
    "no LDAP": (lambda: broken_server(b"220 smtp.example.com\r\n", hangs=True), ""),
}


@pytest.mark.parametrize(
    ("server", "reason"), BROKEN_DIRECTORIES.values(), ids=BROKEN_DIRECTORIES.keys()
)
def test_a_broken_directory_is_one_line(
    checker: Checker, example: Installation, server: Server, reason: str
) -> None:
    with server() as port:
        text = the_one_line(checker.check(example, **directory(port), **QUICK), "LDAP")

    assert f"ldap://127.0.0.1:{port}: " in text
    assert reason in text
    assert text.endswith("Check the LDAP server and LdapSettings.")


def test_a_directory_that_is_down_is_one_line(checker: Checker, example: Installation) -> None:
    port = free_port()

    text = the_one_line(checker.check(example, **directory(port)), "LDAP")

    assert text == (
        f"Nothing is listening at ldap://127.0.0.1:{port} (connection refused). "
        "Start the LDAP server, or correct LdapServer and LdapPort of LdapSettings."
    )


def test_a_file_that_lacks_facts_is_not_ok(checker: Checker, example: Installation) -> None:
    checked = checker.check(example, **directory(free_port()))

    note = ("support_packet.yaml", "Server information: 2 values are missing")
    assert note in checked.of("note")


def test_a_directory_without_a_name_is_one_line(checker: Checker, example: Installation) -> None:
    text = the_one_line(checker.check(example, **directory(389, LDAPSERVER="")), "LDAP")

    assert text.endswith("LdapSettings.LdapServer is empty. Set it to the name of the server.")


def test_a_directory_that_refuses_the_bind_is_one_line(
    checker: Checker, example: Installation, private_slapd: Slapd
) -> None:
    variables = directory(private_slapd.port, BINDPASSWORD=SECRET)

    text = the_one_line(checker.check(example, **variables), "LDAP")

    assert "rejects the bind: invalidCredentials. Check BindUsername and BindPassword" in text


def test_a_directory_that_hides_its_vendor_is_one_line(
    checker: Checker, example: Installation, silent_slapd: Slapd
) -> None:
    text = the_one_line(checker.check(example, **directory(silent_slapd.port)), "LDAP")

    assert "doesn't report vendorName, vendorVersion. OpenLDAP and Active" in text


@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
def test_a_directory_with_an_unknown_certificate_is_one_line(
    checker: Checker, example: Installation, slapd: Slapd, security: str
) -> None:
    port = slapd.tls_port if security == "TLS" else slapd.port
    variables = directory(port, CONNECTIONSECURITY=security)

    text = the_one_line(checker.check(example, **variables), "LDAP")

    assert "certificate verify failed" in text


BROKEN_SEARCH: Any = {
    "hangs": (
        lambda: broken_server(hangs=True),
        "timed out. Check the search server and ElasticsearchSettings.",
    ),
    "hangs up": (
        lambda: broken_server(hangs=False),
        "Check the search server and ElasticsearchSettings.",
    ),
    "no HTTP": (
        lambda: broken_server(b"220 smtp\r\n", hangs=True),
        "Check the search server and Elasticsearch",
    ),
    "a web site": (
        lambda: broken_server(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>", hangs=True),
        "did not respond with JSON",
    ),
    "an API": (
        lambda: broken_server(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
            hangs=True,
        ),
        "The server at ElasticsearchSettings.ConnectionUrl is not a search server. Check",
    ),
}


@pytest.mark.parametrize(("server", "reason"), BROKEN_SEARCH.values(), ids=BROKEN_SEARCH.keys())
def test_a_broken_search_server_is_one_line(
    checker: Checker, example: Installation, server: Server, reason: str
) -> None:
    with server() as port:
        text = the_one_line(checker.check(example, **search(port), **QUICK), "Elasticsearch")

    assert reason in text


def test_a_search_server_that_is_down_is_one_line(checker: Checker, example: Installation) -> None:
    port = free_port()

    text = the_one_line(checker.check(example, **search(port)), "Elasticsearch")

    assert text == (
        f"Nothing is listening at http://127.0.0.1:{port}/ (connection refused). "
        "Start the search server, or correct ElasticsearchSettings.ConnectionUrl."
    )


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.number)
def test_a_search_server_that_refuses_the_password_is_one_line(
    checker: Checker, example: Installation, release: Any
) -> None:
    with search_server(SearchServer(release)) as server:
        checked = checker.check(example, **search(server.port, PASSWORD=SECRET))

    assert the_one_line(checked, "Elasticsearch").endswith(
        "responded with HTTP status 401. Check Username and Password of ElasticsearchSettings."
    )


def test_a_search_server_that_hides_its_plugins_is_one_line(
    checker: Checker, example: Installation
) -> None:
    with search_server(SearchServer(RELEASES[3], monitors=False)) as server:
        checked = checker.check(example, **search(server.port))

    text = the_one_line(checked, "Elasticsearch")
    assert "plugins of the search server are unknown" in text
    assert text.endswith(
        "Give the user ElasticsearchSettings.Username permission to monitor the cluster."
    )


@pytest.mark.parametrize("switch", ["ENABLEINDEXING", "ENABLESEARCHING", "ENABLEAUTOCOMPLETE"])
def test_a_red_cluster_responds(checker: Checker, example: Installation, switch: str) -> None:
    with search_server(SearchServer(RELEASES[0], master=False)) as server:
        variables = search(server.port, **{"ENABLEINDEXING": "false", switch: "true"})
        checked = checker.check(example, **variables)

    assert checked.status == 0
    assert ("Elasticsearch", "responds") in checked.of("ok")
