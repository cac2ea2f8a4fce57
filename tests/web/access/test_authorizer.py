"""Who gets a packet when something is missing: the database, the license, the configuration."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.serving.databases import BREAK_GLASS
from support.serving.program import Program, serving

from demo.installation import Installation


def run_sql(example: Installation, statement: str) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute(statement)


def test_without_the_database_no_token_is_accepted(example: Installation, guarded: Program) -> None:
    example.database.unlink()

    answer = guarded.packet(example.tokens["admin"])

    assert answer.status == 503
    assert answer.json["id"] == "support_packet.database_unreachable"
    assert str(example.directory) not in answer.json["message"]
    assert answer.headers["X-Request-Id"] in guarded.log.read_text(encoding="utf-8")


def test_an_unlicensed_server_sends_no_packet(example: Installation, guarded: Program) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    answers = [guarded.packet(token) for token in (example.tokens["admin"], BREAK_GLASS)]

    for answer in answers:
        assert (answer.status, answer.json["id"]) == (403, "api.no_license")
        message = answer.json["message"]
        assert "Entry, Professional, Enterprise, Enterprise Advanced, E10 or E20" in message
        assert "SUPPORT_PACKET_ALLOW_UNLICENSED=true" in message


def test_the_role_is_checked_before_the_license(example: Installation, guarded: Program) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    answer = guarded.packet(example.tokens["user"])

    assert answer.json["id"] == "api.context.permissions.app_error"


def test_the_operator_may_allow_unlicensed_servers(example: Installation, tmp_path: Path) -> None:
    run_sql(example, "DELETE FROM Systems WHERE Name = 'ActiveLicenseId'")

    with serving(example.directory, tmp_path, SUPPORT_PACKET_ALLOW_UNLICENSED="true") as program:
        assert program.packet(example.tokens["admin"]).status == 200


@pytest.mark.parametrize(("person", "status"), [("admin", 200), ("manager", 403), ("user", 403)])
def test_the_operator_may_require_system_admins(
    example: Installation, tmp_path: Path, person: str, status: int
) -> None:
    role = {"SUPPORT_PACKET_REQUIRED_ROLE": "system_admin"}
    with serving(example.directory, tmp_path, **role) as program:
        assert program.packet(example.tokens[person]).status == status


def _cut(config: Path) -> None:
    config.write_text("{", encoding="utf-8")


def _as_on_a_broken_disk(config: Path) -> None:
    config.unlink()
    # Reading it fails with EIO.
    config.symlink_to("/proc/self/mem")


@pytest.mark.parametrize("break_it", [_cut, _as_on_a_broken_disk, Path.unlink])
def test_while_the_configuration_is_broken_no_one_is_served(
    example: Installation, guarded: Program, break_it: Callable[[Path], None]
) -> None:
    break_it(example.config)

    answer = guarded.packet(example.tokens["admin"])

    assert answer.status == 503
    assert "Retry-After" in answer.headers
    assert answer.json["id"] == "support_packet.installation_unreadable"
    assert str(example.config) not in answer.json["message"]
    assert str(example.config) in guarded.log.read_text(encoding="utf-8")


def test_without_a_token_nothing_of_mattermost_is_read(
    example: Installation, guarded: Program
) -> None:
    example.config.write_text("{", encoding="utf-8")

    assert guarded.request().status == 401


def test_a_client_that_tries_many_tokens_is_stopped_and_an_admin_is_not(
    example: Installation, tmp_path: Path
) -> None:
    with serving(example.directory, tmp_path) as program:
        assert program.packet(example.tokens["admin"]).status == 200
        answers = [program.packet(f"wrong-token-number-{number:07}") for number in range(40)]
        stopped = [answer for answer in answers if answer.status == 429]

        assert program.packet(example.tokens["admin"]).status == 200
        assert program.request("GET", "/healthz").status == 200

    assert answers[0].status == 401
    assert stopped
    assert stopped[-1].json["id"] == "support_packet.too_many_attempts"
    seconds = stopped[-1].headers["Retry-After"]
    assert f"Try again in {seconds} s." in stopped[-1].json["message"]
