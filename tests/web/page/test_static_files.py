"""Style, script and icon over HTTP."""

import re

import pytest
from support.serving.program import Program

from demo.installation import Installation


def addresses(program: Program, installation: Installation) -> list[str]:
    """Return what the page loads."""
    token = installation.tokens["admin"]
    page = program.request("GET", "/support_packet", Cookie=f"MMAUTHTOKEN={token}")
    return re.findall(r'(?:href|src)="(/support_packet/static/[^"]+)"', page.body.decode())


def test_what_the_page_loads_can_be_cached_forever(
    program: Program, installation: Installation
) -> None:
    found = addresses(program, installation)

    assert len(found) == 3
    for address in found:
        answer = program.request("GET", address)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"].partition(";")[0] in {
            "text/css",
            "text/javascript",
            "image/svg+xml",
        }


@pytest.mark.parametrize("version", ["", "?v=old", "?v=old&v=older"])
def test_another_version_is_not_cached(program: Program, version: str) -> None:
    answer = program.request("GET", f"/support_packet/static/page.css{version}")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_client_that_has_the_file_gets_no_body(program: Program) -> None:
    path = "/support_packet/static/page.js"
    tag = program.request("GET", path).headers["ETag"]

    answer = program.request("GET", path, If_None_Match=tag)

    assert (answer.status, answer.body) == (304, b"")
    assert program.request("GET", path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize(
    "name", ["page.html", "..%2Fapp.py", "..", "page.css/", "Page.css", "%00", "__init__.py"]
)
def test_nothing_else_is_served(program: Program, name: str) -> None:
    assert program.request("GET", f"/support_packet/static/{name}").status == 404
