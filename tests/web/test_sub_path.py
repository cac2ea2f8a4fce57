"""Mattermost below a path of its host: so are the page, its files and the packet."""

import json
import re
from collections.abc import Iterator

import falcon
import falcon.testing
import pytest
from support.serving.program import PATH, Program, serving

from demo.installation import Installation, build_installation
from support_packet.web.app import OWN
from support_packet.web.context import Request
from support_packet.web.sub_path import SubPath, below_site

LINKS = re.compile(r'(?:href|src|action|formaction|data-page|data-report|data-curl)="(/[^"]*)"')


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return an example at `https://example.com/chat`."""
    folder = tmp_path_factory.mktemp("chat")
    built = build_installation(folder / "mattermost", log_bytes=10_000)
    config = json.loads(built.config.read_text(encoding="utf-8"))
    config["ServiceSettings"]["SiteURL"] = "https://example.com/chat/"
    built.config.write_text(json.dumps(config), encoding="utf-8")
    return built


@pytest.fixture(scope="module")
def program(example: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Return a server of it."""
    with serving(example.directory, tmp_path_factory.mktemp("program")) as program:
        yield program


# What the proxy passes on: the path of the address, or what is left of it.
@pytest.mark.parametrize("passed_on", ["/chat", ""])
def test_page_links_files_and_packet_are_below_the_path(
    program: Program, example: Installation, passed_on: str
) -> None:
    cookie = f"MMAUTHTOKEN={example.tokens['admin']}"
    page = program.request("GET", f"{passed_on}/support_packet", Cookie=cookie)
    links = set(LINKS.findall(page.body.decode()))
    static = [link for link in links if "/static/" in link]
    followed = {
        link: program.request("GET", passed_on + link.removeprefix("/chat"), Cookie=cookie).status
        for link in static
    }

    assert page.status == 200
    assert len(links) > 5
    assert [link for link in links if not link.startswith("/chat/")] == []
    assert set(followed.values()) == {200}
    assert program.request("GET", passed_on + PATH, Cookie=cookie).status == 200
    assert program.request("GET", f"{passed_on}/openapi.json").status == 200


@pytest.mark.parametrize("passed_on", ["/chat", ""])
def test_refusals_and_redirects_lead_below_the_path(program: Program, passed_on: str) -> None:
    refused = program.request("GET", f"{passed_on}/support_packet")
    redirected = program.request("GET", f"{passed_on}/support_packet/")
    unknown = program.request("GET", f"{passed_on}/nowhere", Accept="text/html")

    assert (refused.status, redirected.status, unknown.status) == (401, 302, 404)
    assert redirected.headers["Location"] == "/chat/support_packet"
    assert b'href="https://example.com/chat/login"' in refused.body
    for page in (refused, unknown):
        links = LINKS.findall(page.body.decode())
        assert links
        assert [link for link in links if not link.startswith("/chat/")] == []


def test_other_paths_are_not_taken_for_it(program: Program, example: Installation) -> None:
    headers = {"Authorization": f"Bearer {example.tokens['admin']}"}

    for path in ("/chatter/support_packet", "/chatsupport_packet", "/x/chat/support_packet"):
        assert program.request("GET", path, **headers).status == 404


SITES = {
    "https://example.com/a/b/c/": "/a/b/c",
    "https://example.com/my%20chat": "/my%20chat",
    "https://example.com/my chat": "/my%20chat",
    "https://example.com/ch%C3%A4t": "/ch%C3%A4t",
    "https://example.com/ch\u00e4t/": "/ch%C3%A4t",
    "https://example.com//chat//": "/chat",
    "http://example.com:8065/chat?x=1": "/chat",
    "https://example.com/support_packet": "/support_packet",
    "https://example.com/support_packets": "/support_packets",
    "https://example.com/api4": "/api4",
    "https://example.com/healthz": "/healthz",
}


def echo(req: Request, resp: falcon.Response, **_: object) -> None:
    """Say at which address a request arrived, and how its client reaches the page."""
    resp.media = [req.path, below_site("/support_packet")]


def silent(req: Request, resp: falcon.Response, **_: object) -> None:
    """Answer without a link."""


def unasked(_request: Request) -> str:
    """Fail: the address of a site must not be asked for."""
    raise AssertionError


def arrived(site: str, address: str) -> list[str]:
    """Return what `echo` says about a request to `address` where `site` is Mattermost's."""
    app = falcon.App(request_type=Request, middleware=[SubPath(lambda _request: site, OWN)])
    app.add_sink(echo)
    said: list[str] = falcon.testing.simulate_get(app, address).json
    return said


@pytest.mark.parametrize("address", ["/support_packet", "/support_packet/static/a", PATH])
def test_any_path_of_a_site_is_found(address: str) -> None:
    """Passed on by the proxy or stripped, in whatever spelling it is configured."""
    found = {site: arrived(site, path + address) for site, path in SITES.items()}
    stripped = {site: arrived(site, address) for site in SITES}

    expected = {site: [address, f"{path}/support_packet"] for site, path in SITES.items()}
    assert found == expected
    assert stripped == expected


def test_the_site_is_not_asked_for_of_the_programs_own_addresses() -> None:
    app = falcon.App(request_type=Request, middleware=[SubPath(unasked, OWN)])
    app.add_sink(silent)

    assert falcon.testing.simulate_get(app, "/support_packet/static/a").status_code == 200


def test_large_cookies_and_many_fields_pass(program: Program, example: Installation) -> None:
    """As single sign-on leaves them, in one field or in many."""
    token = f"MMAUTHTOKEN={example.tokens['admin']}"
    cookie = "; ".join([*(f"sso{number}={'x' * 4000}" for number in range(16)), token])
    fields = {f"X-Forwarded-Claim-{number}": "y" * 20 for number in range(200)}

    assert len(cookie) > 64_000
    assert program.request("GET", PATH, Cookie=cookie).status == 200
    assert program.request("GET", PATH, Cookie=token, **fields).status == 200


def test_far_larger_ones_are_refused(program: Program) -> None:
    answer = program.request("GET", PATH, Cookie="x" * 300_000)

    assert answer.status == 431
