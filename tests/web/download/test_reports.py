"""Reports of packets that have ended: kept for their owners, and sent over HTTP."""

from pathlib import Path

import pytest
from support.serving.program import Answer, Program

from demo.installation import Installation
from support_packet.host.packet import PacketReport
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.download.reports import Reports

REPORT = PacketReport(result="complete")
OWNER = "admin"
AUTHORIZER = Authorizer(Settings(), Path(), {})


@pytest.fixture(scope="module")
def packet(program: Program, installation: Installation) -> Answer:
    """Return a packet of the owner's."""
    return program.packet(installation.tokens[OWNER])


def request_report(program: Program, packet: Answer, token: str, method: str = "GET") -> Answer:
    path = f"/support_packet/reports/{packet.headers['X-Request-Id']}"
    return program.request(method, path, Authorization=f"Bearer {token}")


def test_a_report_is_for_its_owner_only() -> None:
    reports = Reports(AUTHORIZER)
    reports.keep("request", "ada", REPORT)

    assert reports.find("request", "ada") is REPORT
    assert reports.find("request", "eve") is None
    assert reports.find("other request", "ada") is None


def test_a_missing_report_has_no_owner() -> None:
    assert Reports(AUTHORIZER).find("request", "") is None


def test_the_oldest_reports_make_room() -> None:
    reports = Reports(AUTHORIZER, limit=2)
    for request in ("first", "second", "third"):
        reports.keep(request, "ada", REPORT)

    found = [reports.find(request, "ada") for request in ("first", "second", "third")]

    assert found == [None, REPORT, REPORT]


def test_the_owner_learns_what_was_removed(
    program: Program, installation: Installation, packet: Answer
) -> None:
    report = request_report(program, packet, installation.tokens[OWNER]).json

    assert (report["result"], report["warnings"]) == ("complete", 0)
    files = {file["name"]: file for file in report["files"]}
    assert next(iter(files)) == "support_packet.yaml"
    assert files["mattermost.log"]["bytes"] > 10_000
    assert files["mattermost.log"]["removed"]["data-source-password"] >= 1
    assert files["mattermost.log"]["kinds"]["password"] >= 1
    assert files["support_packet.yaml"]["removed"] == {}


@pytest.mark.parametrize(
    ("name", "status"), [("manager", 404), ("user", 403), ("lapsed", 401), ("script", 404)]
)
def test_other_users_do_not(
    program: Program, installation: Installation, packet: Answer, name: str, status: int
) -> None:
    answer = request_report(program, packet, installation.tokens[name])

    assert answer.status == status
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_a_head_request_shows_whether_there_is_a_report(
    program: Program, installation: Installation, packet: Answer
) -> None:
    answer = request_report(program, packet, installation.tokens[OWNER], "HEAD")

    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize("request_id", ["nonsense", "%00", "%C3%A4", "a" * 3000])
def test_a_request_for_no_packet_has_no_report(
    program: Program, installation: Installation, request_id: str
) -> None:
    token = installation.tokens[OWNER]

    path = f"/support_packet/reports/{request_id}"
    answer = program.request("GET", path, Authorization=f"Bearer {token}")

    assert answer.status == 404
