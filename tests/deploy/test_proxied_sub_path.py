"""Mattermost below a path of its host: each proxy passes the path on, or strips it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from support.servers.certificates import CertificateAuthority
from support.serving.program import PATH, Program, serving
from support.serving.reverse_proxies import MATTERMOST, PACKAGES, ReverseProxy, reverse_proxy

from demo.installation import Installation, build_installation, configure

DOCUMENT = Path(__file__).parents[2] / "docs" / "proxies.md"

TAKING_AWAY = {
    "nginx": ("    proxy_pass", "rewrite ^/chat(/.*)$ $1 break;"),
    "apache": ("", ""),
    "caddy": ("\t\treverse_proxy 127.0.0.1:8066", "uri strip_prefix /chat"),
    "haproxy": ("    server support_packet", r"http-request replace-path /chat(/.*) \1"),
}
"""The line that strips the path, and the line that it goes before."""


def passing_on(name: str) -> Callable[[str], str]:
    """Return what edits the shipped file for the path /chat, as docs/proxies.md says."""

    def change(text: str) -> str:
        changed = text.replace("^/(support_packet", "^/chat/(support_packet")
        assert changed != text
        return changed.replace(":8066/$1", ":8066/chat/$1") if name == "apache" else changed

    return change


def taking_away(name: str) -> Callable[[str], str]:
    """Return what edits the shipped file so that the program does not see the path."""
    before, line = TAKING_AWAY[name]

    def change(text: str) -> str:
        changed = text.replace("^/(support_packet", "^/chat/(support_packet")
        if line:
            assert before in changed
            changed = changed.replace(before, f"{line}\n{before}", 1)
        return changed

    return change


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return the example at an address with a path."""
    installation = build_installation(tmp_path_factory.mktemp("example") / "mattermost")
    configure(installation, {"ServiceSettings.SiteURL": "https://localhost/chat"})
    return installation


@pytest.fixture(scope="module")
def program(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Return a server of it."""
    with serving(installation.directory, tmp_path_factory.mktemp("program")) as program:
        yield program


@pytest.fixture(
    scope="module",
    params=[(name, way) for name in PACKAGES for way in (passing_on, taking_away)],
    ids=lambda param: f"{param[0]}-{param[1].__name__}",
)
def proxy(
    request: pytest.FixtureRequest, program: Program, authority: CertificateAuthority
) -> Iterator[ReverseProxy]:
    """Return each proxy in turn, in both ways."""
    name, way = request.param
    with reverse_proxy(name, program.port, authority, way(name)) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def admin(installation: Installation) -> tuple[str, str]:
    """Return options of curl that make it an admin's browser."""
    return "--cookie", f"MMAUTHTOKEN={installation.tokens['admin']}"


def test_a_packet_arrives(proxy: ReverseProxy, admin: tuple[str, str]) -> None:
    assert proxy.get(f"/chat{PATH}", *admin).startswith(b"PK\x03\x04")


def test_the_links_of_the_page_lead_to_the_program(
    proxy: ReverseProxy, admin: tuple[str, str]
) -> None:
    page = proxy.get("/chat/support_packet", *admin).decode()

    links = re.findall(r'(?:href|src|action)="([^"#]+)"', page)
    own = {link for link in links if "://" not in link}
    assert len(own) > 3
    for link in own:
        assert link.startswith("/chat/")
        assert proxy.get(link, *admin) != MATTERMOST


def test_redirects_stay_below_the_path(proxy: ReverseProxy, admin: tuple[str, str]) -> None:
    options = ("--output", "/dev/null", "--write-out", "%{redirect_url}")

    found = proxy.get("/chat/support_packet/", *options, *admin).decode()

    assert found.endswith("/chat/support_packet")


def test_the_description_leads_below_the_path(proxy: ReverseProxy) -> None:
    address = "/chat/support_packet/openapi.json"
    server = json.loads(proxy.get(address))["servers"][0]["url"]

    assert urljoin(f"https://localhost{address}", server) == "https://localhost/chat/"


def test_outside_of_the_path_is_another_server(proxy: ReverseProxy) -> None:
    assert proxy.get("/support_packet") == MATTERMOST


def test_the_document_has_the_lines() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    assert all(f"`{line}`" in text for _, line in TAKING_AWAY.values() if line)
