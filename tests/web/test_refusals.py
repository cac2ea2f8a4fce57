"""The log of refused requests: scanners show, however many requests there are."""

import logging

import pytest
from falcon.testing import TestClient
from support.clock import Clock
from support.serving.program import PATH

from demo.installation import Installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.refusals import BURST, SECONDS_FOR_ONE, RefusalLog

LOGGER = "support_packet.web.refusals"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Return what is logged, from INFO on."""
    caplog.set_level(logging.INFO, "support_packet")
    return caplog


@pytest.fixture
def client(installation: Installation) -> TestClient:
    """Return a client of the example."""
    return TestClient(create_app(Settings(), installation.directory, {}, Downloads(2)))


def messages(lines: pytest.LogCaptureFixture) -> list[str]:
    """Return the lines about refusals, without the ids of the requests."""
    return [
        record.getMessage().partition(" from ")[2]
        for record in lines.records
        if record.name == LOGGER
    ]


def test_of_very_many_refusals_only_some_are_logged(lines: pytest.LogCaptureFixture) -> None:
    log = RefusalLog(Clock())

    for _ in range(100 * BURST):
        log.add("id", "192.0.2.1", 404, "GET /wp-admin")

    assert messages(lines) == ["192.0.2.1: 404 GET /wp-admin"] * BURST


def test_the_next_line_says_how_many_were_not_logged(lines: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    log = RefusalLog(clock)
    for _ in range(BURST + 7):
        log.add("id", "192.0.2.1", 404, "GET /wp-admin")

    clock.now += SECONDS_FOR_ONE
    log.add("id", "192.0.2.1", 404, "GET /last")
    log.add("id", "192.0.2.1", 404, "GET /one-too-many")

    last = "192.0.2.1: 404 GET /last (and 7 before it with this status)"
    assert messages(lines)[BURST:] == [last]


def test_one_kind_of_refusal_hides_no_other(lines: pytest.LogCaptureFixture) -> None:
    log = RefusalLog(Clock())
    for _ in range(2 * BURST):
        log.add("id", "192.0.2.1", 404, "GET /wp-admin")

    log.add("id", "192.0.2.2", 431, "LimitRequestHeaders")

    assert messages(lines)[-1] == "192.0.2.2: 431 LimitRequestHeaders"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/wp-login.php", "/wp-login.php"),
        ("/hooks/9ahipy6hafb83bgnb4w5zwczfw", "/hooks/…"),
        ("/9ahipy6hafb83bgnb4w5zwczfw", "/…"),
        ("/a b", "/…"),
        ("/api/v4/users/me", "/api/…"),
    ],
)
def test_a_path_that_does_not_exist_is_shown_without_what_may_be_secret(
    client: TestClient, lines: pytest.LogCaptureFixture, path: str, shown: str
) -> None:
    assert client.simulate_get(path, params={"token": "mostest"}).status_code == 404

    assert messages(lines) == [f"127.0.0.1: 404 GET {shown}"]


def test_behind_a_proxy_it_is_the_client_that_is_named(
    client: TestClient, lines: pytest.LogCaptureFixture
) -> None:
    client.simulate_delete(PATH, headers={"X-Forwarded-For": "192.0.2.7"})

    assert messages(lines) == ["192.0.2.7: 405 DELETE /api4/…"]


def test_what_a_proxy_claims_does_not_make_a_line_long(
    client: TestClient, lines: pytest.LogCaptureFixture
) -> None:
    client.simulate_get("/nothing", headers={"X-Forwarded-For": "x" * 10_000})

    assert messages(lines) == [f"{'x' * 64}: 404 GET /nothing"]


def test_a_request_with_an_audit_line_has_no_other(
    client: TestClient, lines: pytest.LogCaptureFixture, installation: Installation
) -> None:
    headers = {"Authorization": f"Bearer {installation.tokens['admin']}"}

    answer = client.simulate_get(PATH, params={"only": "nothing"}, headers=headers)

    assert answer.status_code == 400
    assert messages(lines) == []
    assert '"status": 400' in lines.text


def test_a_visitor_who_is_not_logged_in_has_no_line(
    client: TestClient, lines: pytest.LogCaptureFixture
) -> None:
    assert client.simulate_get("/support_packet").status_code == 401

    assert messages(lines) == []
