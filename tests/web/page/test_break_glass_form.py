"""The break-glass token from a form: while the database is down, without a cookie."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from falcon.testing import Result, TestClient
from support.clock import Clock
from support.serving.databases import BREAK_GLASS, break_glass

from demo.installation import build_installation
from support_packet.settings import read_settings
from support_packet.web.access import tickets
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads

PAGE = "/support_packet"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Return a client of a program whose database is down."""
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    example.database.unlink()
    proxies = {"SUPPORT_PACKET_TRUSTED_PROXIES": "172.18.0.0/16"}
    settings = read_settings(break_glass(tmp_path) | proxies)
    return TestClient(create_app(settings, example.directory, {}, Downloads(2)))


def post(client: TestClient, path: str = PAGE, forwarded_for: str = "", **values: str) -> Result:
    headers = FORM | ({"X-Forwarded-For": forwarded_for} if forwarded_for else {})
    return client.simulate_post(path, body=urlencode(values), headers=headers)


def ticket_in(page: Result) -> str:
    return page.text.partition('name="ticket" value="')[2].partition('"')[0]


def test_the_anonymous_page_says_what_is_down_and_has_a_field(client: TestClient) -> None:
    page = client.simulate_get(PAGE)

    assert "database isn&#39;t responding" in page.text
    assert 'type="password"' in page.text
    assert "You are not logged in" not in page.text


def test_the_token_opens_the_page_and_downloads_without_a_cookie(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = post(client, token=BREAK_GLASS)

    assert page.status_code == 200
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    assert BREAK_GLASS not in page.text
    assert "BREAK-GLASS TOKEN USED" in caplog.text
    packet = post(client, f"{PAGE}/packet", ticket=ticket_in(page), only="plugins.json")
    assert packet.headers["Content-Type"] == "application/zip"
    assert packet.content.startswith(b"PK")


def test_a_wrong_token_is_logged_and_soon_no_longer_tried(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    statuses = [post(client, token="x" * 40).status_code for _ in range(7)]

    assert statuses == [401] * 5 + [429] * 2
    assert caplog.text.count("WRONG BREAK-GLASS TOKEN") == 5


def test_wrong_tokens_of_others_do_not_keep_the_operator_out(client: TestClient) -> None:
    for _ in range(6):
        post(client, token="x" * 40)

    assert post(client, token=BREAK_GLASS).status_code == 200
    assert post(client, token="y" * 40).status_code == 429


def test_the_answer_says_when_to_try_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(tickets, "monotonic", clock)
    for _ in range(5):
        post(client, token="x" * 40)
    clock.now += 40

    assert post(client, token="x" * 40).headers["Retry-After"] == "20"


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("198.51.100.1", "198.51.100.2", 401),
        ("198.51.100.1, 172.18.0.9", "198.51.100.2, 172.18.0.9", 401),
        ("198.51.100.1", "invented, 198.51.100.1", 429),
        ("2001:db8:1:2::1", "2001:db8:1:2::2", 429),
    ],
)
def test_wrong_tokens_are_counted_by_the_address_that_counts(
    client: TestClient, first: str, second: str, status: int
) -> None:
    """Behind a proxy on this machine, and one that the operator trusts."""
    for _ in range(5):
        post(client, forwarded_for=first, token="x" * 40)

    assert post(client, forwarded_for=second, token="x" * 40).status_code == status


def test_the_log_names_the_client_and_the_proxy(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    post(client, forwarded_for="198.51.100.1", token="x" * 40)
    post(client, forwarded_for="198.51.100.2", token=BREAK_GLASS)

    assert "from 198.51.100.1 (through 127.0.0.1), on the page." in caplog.text
    assert "from 198.51.100.2 (through 127.0.0.1) carries the token" in caplog.text


@pytest.mark.parametrize("values", [{}, {"ticket": "x" * 43}, {"token": ""}])
def test_without_a_token_or_ticket_nothing_is_sent(
    client: TestClient, values: dict[str, str]
) -> None:
    assert post(client, f"{PAGE}/packet", **values).status_code == 401
