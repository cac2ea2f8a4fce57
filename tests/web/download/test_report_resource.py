"""What was removed from a packet, over HTTP."""

import pytest
from support.serving.program import Answer, Program

from demo.installation import Installation

OWNER = "admin"


@pytest.fixture(scope="module")
def packet(program: Program, installation: Installation) -> Answer:
    """Return a packet of the owner's."""
    return program.packet(installation.tokens[OWNER])


def report(program: Program, packet: Answer, token: str, method: str = "GET") -> Answer:
    path = f"/support_packet/reports/{packet.headers['X-Request-Id']}"
    return program.request(method, path, Authorization=f"Bearer {token}")


def test_the_owner_learns_what_was_removed(
    program: Program, installation: Installation, packet: Answer
) -> None:
    told = report(program, packet, installation.tokens[OWNER]).error

    assert (told["result"], told["warnings"]) == ("complete", 0)
    files = {file["name"]: file for file in told["files"]}
    assert next(iter(files)) == "support_packet.yaml"
    assert files["mattermost.log"]["bytes"] > 10_000
    assert files["mattermost.log"]["removed"]["data-source-password"] >= 1
    assert files["mattermost.log"]["kinds"]["password"] >= 1
    assert files["support_packet.yaml"]["removed"] == {}


@pytest.mark.parametrize(
    ("name", "status"), [("manager", 404), ("user", 403), ("lapsed", 401), ("script", 404)]
)
def test_nobody_else_does(
    program: Program, installation: Installation, packet: Answer, name: str, status: int
) -> None:
    answer = report(program, packet, installation.tokens[name])

    assert answer.status == status
    assert answer.error["request_id"] == answer.headers["X-Request-Id"]


def test_a_head_tells_whether_there_is_one(
    program: Program, installation: Installation, packet: Answer
) -> None:
    answer = report(program, packet, installation.tokens[OWNER], "HEAD")

    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("request_id", ["nonsense", "%00", "%C3%A4", "a" * 3000])
def test_there_is_no_report_of_what_was_no_packet(
    program: Program, installation: Installation, request_id: str
) -> None:
    token = installation.tokens[OWNER]

    path = f"/support_packet/reports/{request_id}"
    answer = program.request("GET", path, Authorization=f"Bearer {token}")

    assert answer.status == 404
