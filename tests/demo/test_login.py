"""The stand-in for Mattermost's web client behaves as the real one when someone logs in."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from demo.login import START, login, login_page
from demo.people import PEOPLE

ADMIN = PEOPLE[0]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the URL of the web client."""
    with login() as url:
        yield url


def get(site: str, path: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of the answer at `path`."""
    connection = HTTPConnection(str(urlsplit(site).netloc), timeout=30)
    try:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    finally:
        connection.close()


def test_each_person_can_be_chosen() -> None:
    page = login_page("/x")

    assert all(f"?as={person.name}&amp;redirect_to=%2Fx" in page for person in PEOPLE)


def test_a_login_leads_to_a_channel_with_the_cookie_of_the_site(site: str) -> None:
    status, headers, _ = get(site, f"/login?as={ADMIN.name}")

    assert (status, headers["Location"]) == (302, START)
    assert headers["Set-Cookie"] == f"MMAUTHTOKEN={ADMIN.token}; Path=/; HttpOnly"
    assert "Town Square" in get(site, START)[2]


def test_redirect_to_is_a_place_inside_of_the_web_client(site: str) -> None:
    asked = get(site, "/login?redirect_to=%2Fsupport_packet")
    _, headers, _ = get(site, f"/login?as={ADMIN.name}&redirect_to=%2Fsupport_packet")

    assert asked[0] == 200
    assert headers["Location"] == "/support_packet"
    assert "Team Not Found" in get(site, "/support_packet")[2]


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org/", "support_packet", ""])
def test_nobody_is_sent_to_another_site(site: str, place: str) -> None:
    _, headers, _ = get(site, f"/login?as={ADMIN.name}&redirect_to={place}")

    assert headers["Location"] == START


def test_choosing_nobody_logs_out(site: str) -> None:
    _, headers, _ = get(site, "/login?as=nobody")

    assert headers["Set-Cookie"] == "MMAUTHTOKEN=; Path=/; HttpOnly; Max-Age=0"
    assert headers["Location"] == "/login"
