"""Addresses and methods, as the real server answers them."""

from pathlib import Path

import pytest
from support.serving.program import PATH, Program, serving


def test_health_needs_no_token(program: Program) -> None:
    answer = program.request("GET", "/healthz")

    assert (answer.status, answer.json) == (200, {"status": "OK"})


def test_health_does_not_depend_on_mattermost(tmp_path: Path) -> None:
    mattermost = tmp_path / "mattermost"
    (mattermost / "config").mkdir(parents=True)
    config = mattermost / "config" / "config.json"
    config.write_text('{"SqlSettings": {"DriverName": "postgres", "DataSource": "host=192.0.2.1"}}')
    with serving(mattermost, tmp_path) as program:
        config.write_text("{")

        assert program.request("GET", "/healthz").status == 200
        assert program.request("HEAD", "/healthz").status == 200


@pytest.mark.parametrize("path", [PATH, "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
def test_other_methods_are_not_allowed(program: Program, method: str, path: str) -> None:
    answer = program.request(method, path)

    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.json["id"] == "support_packet.method_not_allowed"
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", PATH, "GET, HEAD"),
        ("PUT", "/support_packet", "GET, HEAD, POST"),
        ("GET", "/support_packet/packet", "POST"),
        ("OPTIONS", "/support_packet/packet", "POST"),
    ],
)
def test_the_answer_says_which_methods_the_address_supports(
    program: Program, method: str, path: str, allowed: str
) -> None:
    answer = program.request(method, path)

    assert answer.status == 405
    assert answer.headers["Allow"] == allowed
    assert answer.json["message"] == f"This address supports {allowed} only."


@pytest.mark.parametrize(
    "path", [PATH + "/", PATH.upper(), "/api/v4/system", "/%00", "/../etc/passwd", "/%C3%A4"]
)
def test_other_addresses_are_not_found(program: Program, path: str) -> None:
    answer = program.request("GET", path)

    assert answer.status == 404
    assert answer.json["id"] == "api.context.404.app_error"
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
