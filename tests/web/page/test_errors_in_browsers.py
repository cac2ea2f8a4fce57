"""Errors as pages for browsers, the addresses that lead to the page, and what an API refuses."""

import pytest
from support.serving.program import PATH, Program

from demo.installation import Installation

HTML = "text/html,application/xhtml+xml"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("POST", PATH, 405), ("GET", PATH, 401)],
)
def test_a_browser_gets_a_page(program: Program, method: str, path: str, status: int) -> None:
    answer = program.request(method, path, Accept=HTML)

    assert answer.status == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h2" in answer.body
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/support_packet/"])
def test_short_addresses_lead_to_the_page(program: Program, path: str) -> None:
    answer = program.request("GET", path)

    assert (answer.status, answer.headers["Location"]) == (302, "/support_packet")


@pytest.mark.parametrize("query", ["only=", "since=nonsense", "since=1h&until=2h", "only=no.txt"])
def test_a_meaningless_choice_is_refused(
    program: Program, installation: Installation, query: str
) -> None:
    token = f"Bearer {installation.tokens['admin']}"

    answer = program.request("GET", f"{PATH}?{query}", Authorization=token)

    assert answer.status == 400
    assert answer.json["id"] == "api.context.invalid_url_param.app_error"


def test_the_last_packets_are_for_system_admins(
    program: Program, installation: Installation
) -> None:
    program.packet(installation.tokens["admin"])

    pages = {
        name: program.request("GET", "/support_packet", Cookie=f"MMAUTHTOKEN={token}").body
        for name, token in installation.tokens.items()
        if name in ("admin", "auditor")
    }

    assert b"Last packets" in pages["admin"]
    assert b"Last packets" not in pages["auditor"]
