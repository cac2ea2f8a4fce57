"""The break-glass token from a form: while the database is down, without a cookie."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from falcon.testing import Result, TestClient
from support.serving.databases import BREAK_GLASS, break_glass

from demo.installation import build_installation
from support_packet.settings import read_settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads

PAGE = "/support_packet"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """Return a client of a program whose database is down."""
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    example.database.unlink()
    settings = read_settings(break_glass(tmp_path))
    return TestClient(create_app(settings, example.directory, {}, Downloads(2)))


def post(client: TestClient, path: str = PAGE, **values: str) -> Result:
    return client.simulate_post(path, body=urlencode(values), headers=FORM)


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
    statuses = [post(client, token="x" * 40).status_code for _ in range(6)]

    assert statuses == [401] * 5 + [429]
    assert "WRONG BREAK-GLASS TOKEN" in caplog.text
    assert post(client, token=BREAK_GLASS).status_code == 429


@pytest.mark.parametrize("values", [{}, {"ticket": "x" * 43}, {"token": ""}])
def test_without_a_token_or_ticket_nothing_is_sent(
    client: TestClient, values: dict[str, str]
) -> None:
    assert post(client, f"{PAGE}/packet", **values).status_code == 401
