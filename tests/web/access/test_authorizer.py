"""Who gets a packet, when something is missing: the database, the license, the configuration."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation

TOKEN = "only-for-the-night-the-database-died"


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an example installation that a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    """Return the file of the break-glass token."""
    path = tmp_path / "token"
    path.write_text(TOKEN, encoding="ascii")
    path.chmod(0o600)
    return path


@pytest.fixture
def guarded(example: Installation, token_file: Path, tmp_path: Path) -> Iterator[Program]:
    """Return a server that has a break-glass token."""
    variables = {"SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE": str(token_file)}
    with serving(example.directory, tmp_path, **variables) as program:
        yield program


def run_sql(example: Installation, statement: str) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute(statement)


def files_of(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.namelist()


def test_without_the_database_nobody_is_recognized(example: Installation, guarded: Program) -> None:
    example.database.unlink()

    answer = guarded.packet(example.tokens["admin"])

    assert answer.status == 503
    assert answer.error["id"] == "support_packet.database_unreachable"
    assert str(example.directory) not in answer.error["message"]
    assert answer.headers["X-Request-Id"] in guarded.log.read_text(encoding="utf-8")


def test_the_break_glass_token_works_without_the_database(
    example: Installation, guarded: Program
) -> None:
    example.database.unlink()

    answer = guarded.packet(TOKEN)

    assert answer.status == 200
    assert files_of(answer.body)[-1] == "warning.txt"
    assert {"sanitized_config.json", "plugins.json", "mattermost.log"} < {*files_of(answer.body)}


def test_the_break_glass_token_works_with_the_database(guarded: Program) -> None:
    assert guarded.packet(TOKEN).status == 200
    assert guarded.request(Cookie=f"MMAUTHTOKEN={TOKEN}").status == 200


def test_each_use_of_the_break_glass_token_is_logged_loudly(guarded: Program) -> None:
    guarded.packet(TOKEN)
    guarded.request("HEAD", Authorization=f"Bearer {TOKEN}")
    lines = guarded.audited(2)

    log = guarded.log.read_text(encoding="utf-8")

    assert [line["break_glass"] for line in lines] == [True, True]
    assert log.count("WARNING support_packet.web.access.authorizer: BREAK-GLASS TOKEN USED") == 2
    assert TOKEN not in log


def test_the_break_glass_token_is_not_in_the_packet_that_it_fetches(
    example: Installation, guarded: Program
) -> None:
    with (example.logs / "mattermost.log").open("a", encoding="utf-8") as log:
        log.write(f"Somebody pasted {TOKEN} into a channel.\n")

    body = guarded.packet(TOKEN).body

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        content = archive.read("mattermost.log").decode()
    assert "Somebody pasted ********************************" in content
    assert TOKEN not in content


def test_an_almost_right_break_glass_token_is_an_expired_session(guarded: Program) -> None:
    assert guarded.packet(TOKEN[:-1]).status == 401


def test_a_deleted_token_file_revokes_the_token(guarded: Program, token_file: Path) -> None:
    token_file.unlink()

    assert guarded.packet(TOKEN).status == 401


def test_there_is_no_break_glass_token_by_default(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path) as program:
        assert program.packet(TOKEN).status == 401


def test_an_unlicensed_server_gives_no_packet(example: Installation, guarded: Program) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    answers = [guarded.packet(token) for token in (example.tokens["admin"], TOKEN)]

    for answer in answers:
        assert (answer.status, answer.error["id"]) == (403, "api.no_license")
        assert answer.error["message"] == "E10 or E20 license required to use this endpoint."


def test_the_role_is_asked_for_before_the_license(example: Installation, guarded: Program) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    answer = guarded.packet(example.tokens["user"])

    assert answer.error["id"] == "api.context.permissions.app_error"


def test_the_operator_may_allow_unlicensed_servers(example: Installation, tmp_path: Path) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    with serving(example.directory, tmp_path, SUPPORT_PACKET_ALLOW_UNLICENSED="true") as program:
        assert program.packet(example.tokens["admin"]).status == 200


@pytest.mark.parametrize(("person", "status"), [("admin", 200), ("manager", 403), ("user", 403)])
def test_the_operator_may_ask_for_system_admins(
    example: Installation, tmp_path: Path, person: str, status: int
) -> None:
    role = {"SUPPORT_PACKET_REQUIRED_ROLE": "system_admin"}
    with serving(example.directory, tmp_path, **role) as program:
        assert program.packet(example.tokens[person]).status == status


def test_a_configuration_that_broke_since_the_start_is_an_error_of_the_server(
    example: Installation, guarded: Program
) -> None:
    example.config.write_text("{", encoding="utf-8")

    answer = guarded.packet(example.tokens["admin"])

    assert answer.status == 500
    assert answer.error["id"] == "support_packet.installation_unreadable"
    assert str(example.config) not in answer.error["message"]
    assert str(example.config) in guarded.log.read_text(encoding="utf-8")


def test_without_a_token_nothing_of_mattermost_is_read(
    example: Installation, guarded: Program
) -> None:
    example.config.write_text("{", encoding="utf-8")

    assert guarded.request().status == 401
