"""The pages over HTTP, from the real server."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.serving.databases import BREAK_GLASS, break_glass
from support.serving.program import Answer, Program, serving
from support.tables import for_each

from demo.installation import Installation, build_installation
from demo.people import PEOPLE, Person

PAGES = ["/support_packet", "/support_packet/collectors"]


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an example installation that a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def broken(example: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return its server."""
    with serving(example.directory, tmp_path) as program:
        yield program


def visit(program: Program, token: str, path: str = PAGES[0], **headers: str) -> Answer:
    """Open a page like a browser with a session of Mattermost."""
    return program.request("GET", path, Cookie=f"MMAUTHTOKEN={token}", **headers)


@for_each("path", PAGES)
@for_each("person", PEOPLE, ids=lambda person: person.name)
def test_each_person_gets_the_status_of_the_packet(
    program: Program, person: Person, path: str
) -> None:
    answer = visit(program, person.token, path)

    assert answer.status == person.status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["admin", "user", "lapsed"])
def test_no_page_can_be_framed_cached_or_made_to_load_anything(
    program: Program, installation: Installation, path: str, name: str
) -> None:
    answer = visit(program, installation.tokens[name], path)

    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert b" style=" not in answer.body
    assert b"<style" not in answer.body
    assert b"<script>" not in answer.body


@pytest.mark.parametrize("path", PAGES)
def test_a_head_has_no_body(program: Program, installation: Installation, path: str) -> None:
    token = installation.tokens["admin"]

    answer = program.request("HEAD", path, Cookie=f"MMAUTHTOKEN={token}")

    assert (answer.status, answer.body) == (200, b"")


def test_without_a_session_the_login_opens_in_another_tab(program: Program) -> None:
    answer = program.request("GET", PAGES[0])

    assert answer.status == 401
    # Mattermost's client takes redirect_to for its own page.
    assert b'href="https://chat.example.com/login" target="_blank"' in answer.body
    assert b'href="/support_packet">I have logged in</a>' in answer.body


@pytest.mark.parametrize("site_url", ["javascript:alert(1)", '"><script>', "chat.example.com", 7])
def test_an_invalid_site_url_is_not_linked(
    broken: Program, example: Installation, site_url: object
) -> None:
    document = json.loads(example.config.read_text(encoding="utf-8"))
    document["ServiceSettings"]["SiteURL"] = site_url
    example.config.write_text(json.dumps(document), encoding="utf-8")

    answer = broken.request("GET", PAGES[0])

    assert answer.status == 401
    assert b'href="/login"' in answer.body


def test_a_preview_is_shown_without_secrets_and_logged(
    program: Program, installation: Installation
) -> None:
    path = f"{PAGES[0]}?preview=sanitized_config.json"
    before = len(program.audit())

    answer = visit(program, installation.tokens["admin"], path)

    text = answer.body.decode()
    assert "https://chat.example.com" in text
    assert not [secret for secret in installation.secrets if secret in text]
    line = program.audited(before + 1)[-1]
    assert (line["result"], line["preview"]) == ("previewed", "sanitized_config.json")
    assert line["username"] == "admin"


@pytest.mark.parametrize("name", ["no-such-file", "", "<script>alert(1)</script>", "%00"])
def test_a_preview_of_an_unknown_file_is_the_page_alone(
    program: Program, installation: Installation, name: str
) -> None:
    answer = visit(program, installation.tokens["admin"], f"{PAGES[0]}?preview={name}")

    assert answer.status == 200
    assert b"<pre" not in answer.body


def test_without_a_license_there_is_a_link_to_get_one(
    broken: Program, example: Installation
) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute("DELETE FROM Licenses")

    answer = visit(broken, example.tokens["admin"])

    assert answer.status == 403
    assert b'href="https://mattermost.com/support/"' in answer.body


def test_a_broken_configuration_has_a_page(broken: Program, example: Installation) -> None:
    example.config.write_text("{", encoding="utf-8")

    answer = visit(broken, example.tokens["admin"])

    assert answer.status == 503
    assert b"configuration can&#39;t be read" in answer.body
    assert answer.headers["X-Request-Id"].encode() in answer.body


def test_a_missing_database_has_a_page(broken: Program, example: Installation) -> None:
    example.database.unlink()

    answer = visit(broken, example.tokens["admin"])

    assert answer.status == 503
    assert answer.headers["Retry-After"]
    assert b"database isn&#39;t responding" in answer.body


def test_the_break_glass_token_opens_the_page_without_a_database(
    example: Installation, tmp_path: Path
) -> None:
    with serving(example.directory, tmp_path, **break_glass(tmp_path)) as program:
        example.database.unlink()
        answer = visit(program, BREAK_GLASS)

    assert answer.status == 200
    assert "Mattermost&#39;s database isn&#39;t responding" in answer.body.decode()


def test_the_language_is_the_accounts_then_the_browsers(
    broken: Program, example: Installation
) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute("UPDATE Users SET Locale = 'fa' WHERE Username IN ('admin', 'user')")

    for name in ("admin", "user"):
        answer = visit(broken, example.tokens[name], Accept_Language="de")
        assert b'<html lang="fa" dir="rtl">' in answer.body
    answer = broken.request("GET", PAGES[0], Accept_Language="xx, de-AT;q=0.5")
    assert b'<html lang="de" dir="ltr">' in answer.body


def test_an_api_error_is_in_the_language_of_the_request(
    broken: Program, example: Installation
) -> None:
    """Not in the account's: that is Mattermost's own rule."""
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute("UPDATE Users SET Locale = 'fa'")
    token = f"Bearer {example.tokens['user']}"

    german = broken.request(Authorization=token, Accept_Language="de-DE, en").json
    english = broken.request(Authorization=token).json

    assert german["id"] == english["id"] == "api.context.permissions.app_error"
    assert english["message"] == "You do not have the appropriate permissions."
    assert german["message"] != english["message"]
