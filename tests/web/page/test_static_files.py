"""Style, script and icon over HTTP."""

import re
from pathlib import Path

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

    assert len(found) > 3
    for address in found:
        answer = program.request("GET", address)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"].partition(";")[0] in {
            "text/css",
            "text/javascript",
            "image/svg+xml",
            "font/woff2",
        }


def test_what_styles_and_scripts_load_has_the_same_version(
    program: Program, installation: Installation
) -> None:
    """Their addresses are relative, and the version is above them."""
    found = addresses(program, installation)
    folders = {address.rpartition("/")[0] for address in found}
    [folder] = folders
    texts = "".join(
        program.request("GET", address).body.decode()
        for address in found
        if not address.endswith(".woff2")
    )

    loaded = re.findall(r'(?:url\(|from )"([^"]+)"', texts)

    assert any(name.endswith(".woff2") for name in loaded)
    for name in loaded:
        assert program.request("GET", f"{folder}/{name.removeprefix('./')}").status == 200


def test_another_version_leads_to_the_present_one(
    program: Program, installation: Installation
) -> None:
    present = next(path for path in addresses(program, installation) if path.endswith("page.js"))

    answer = program.request("GET", "/support_packet/static/old/page.js")

    assert answer.status == 302
    assert answer.headers["Location"] == present
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_client_that_has_the_file_gets_no_body(
    program: Program, installation: Installation
) -> None:
    path = next(path for path in addresses(program, installation) if path.endswith("page.js"))
    tag = program.request("GET", path).headers["ETag"]

    answer = program.request("GET", path, If_None_Match=tag)

    assert (answer.status, answer.body) == (304, b"")
    assert program.request("GET", path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize(
    "name", ["page.html", "..%2Fapp.py", "..", "base.css/", "Base.css", "%00", "__init__.py"]
)
def test_nothing_else_is_served(program: Program, installation: Installation, name: str) -> None:
    for version in ("old", Path(addresses(program, installation)[0]).parent.name):
        assert program.request("GET", f"/support_packet/static/{version}/{name}").status == 404
