"""The packet over HTTP, from the real server."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from support.archive.entries import read
from support.servers.packages import required_program
from support.serving.program import PATH, Program
from support.tables import for_each

from demo.installation import Installation
from demo.people import PEOPLE, Person

ALIAS = "/api/v4/system/support_packet"
NAME = r"mattermost_support_packet_\d{4}-\d\d-\d\d-\d\d-\d\d\.zip"


@pytest.mark.parametrize("path", [PATH, ALIAS])
def test_an_admin_gets_the_five_files_at_both_addresses(
    program: Program, installation: Installation, path: str
) -> None:
    answer = program.request("GET", path, Authorization=f"Bearer {installation.tokens['admin']}")

    assert answer.status == 200
    assert list(read(answer.body)) == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
        "mattermost.log",
        "notifications.log",
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_headers(program: Program, installation: Installation, method: str) -> None:
    token = installation.tokens["admin"]

    headers = program.request(method, PATH, Authorization=f"Bearer {token}").headers

    assert headers["Content-Type"] == "application/zip"
    assert re.fullmatch(
        rf"attachment;filename=\"({NAME})\"; filename\*=UTF-8''\1", headers["Content-Disposition"]
    )
    assert headers["Cache-Control"] == "no-store, no-transform"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert re.fullmatch(r"[a-z0-9]{26}", headers["X-Request-Id"])
    assert "Content-Length" not in headers


@for_each("method", ["GET", "HEAD"])
@for_each("person", PEOPLE, ids=lambda person: person.name)
def test_each_person_gets_mattermosts_status(program: Program, person: Person, method: str) -> None:
    answer = program.request(method, PATH, Authorization=f"Bearer {person.token}")

    assert answer.status == person.status


def test_a_cookie_is_enough(program: Program, installation: Installation) -> None:
    answer = program.request(Cookie=f"MMAUTHTOKEN={installation.tokens['admin']}")

    assert answer.status == 200


@pytest.mark.parametrize(
    "token", ["x" * 5000, "ä" * 26, "a'b\"c;--" * 3, "%s%n{0}", "\t", "admin token"]
)
def test_an_odd_token_is_a_401(program: Program, token: str) -> None:
    answer = program.request(Authorization=f"Bearer {token}")

    assert answer.status == 401
    assert answer.json["id"] == "api.context.session_expired.app_error"


def test_a_refusal_has_the_shape_of_mattermosts_api(
    program: Program, installation: Installation
) -> None:
    answer = program.request(Authorization=f"Bearer {installation.tokens['user']}")

    assert answer.headers["Content-Type"] == "application/json"
    assert list(answer.json.items()) == [
        ("id", "api.context.permissions.app_error"),
        ("message", "You do not have the appropriate permissions."),
        ("detailed_error", ""),
        ("request_id", answer.headers["X-Request-Id"]),
        ("status_code", 403),
    ]


def test_a_refusal_does_not_end_the_session_in_mattermost(program: Program) -> None:
    """Behind a proxy the cookie belongs to the chat server, which may still accept it."""
    answer = program.request(Cookie="MMAUTHTOKEN=expired")

    assert answer.status == 401
    assert "Set-Cookie" not in answer.headers


def test_a_file_can_be_left_out(program: Program, installation: Installation) -> None:
    answer = program.request(
        "GET",
        f"{PATH}?exclude=mattermost.log&exclude=notifications.log",
        Authorization=f"Bearer {installation.tokens['admin']}",
    )

    assert list(read(answer.body)) == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
    ]


def test_excluding_an_unknown_file_is_a_bad_request(
    program: Program, installation: Installation
) -> None:
    answer = program.request(
        "GET", f"{PATH}?exclude=foo", Authorization=f"Bearer {installation.tokens['admin']}"
    )

    assert (answer.status, answer.json["id"]) == (400, "api.context.invalid_url_param.app_error")


def test_curl_saves_the_packet_under_its_name(
    program: Program, installation: Installation, tmp_path: Path
) -> None:
    subprocess.run(
        [
            *(required_program("curl", "curl"), "--fail", "--silent"),
            *("--remote-name", "--remote-header-name", "--header"),
            f"Authorization: Bearer {installation.tokens['admin']}",
            f"http://{program.host}:{program.port}{PATH}",
        ],
        cwd=tmp_path,
        check=True,
        timeout=60,
    )

    [packet] = tmp_path.iterdir()
    assert re.fullmatch(NAME, packet.name)
    assert json.loads(read(packet.read_bytes())["plugins.json"])["active"]
