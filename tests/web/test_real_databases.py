"""A packet with Mattermost's database in a real server: up, down, and behind a dead master."""

import json
from pathlib import Path

import pytest
import yaml
from support.servers.broken import broken_server
from support.servers.databases import EmptyDatabase
from support.serving.databases import (
    BREAK_GLASS,
    BUILT_IN_FILES,
    break_glass,
    fill,
    mm_config,
    served,
    served_without_file,
)
from support.serving.program import serving

from demo.installation import Installation, build_installation

NAMED = {
    "postgres": "postgres://u:mostest-Zq81@127.0.0.1:{}/mattermost",
    "mysql": "u:mostest-Zq81@tcp(127.0.0.1:{})/mattermost",
}
UNUSED_PORT = 1


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture(params=["postgres", "mariadb"])
def filled(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return Mattermost's database in each of the real servers."""
    return fill(request.getfixturevalue(f"{request.param}_database"))


def test_an_admin_gets_a_whole_packet(
    example: Installation, tmp_path: Path, filled: EmptyDatabase
) -> None:
    with served(example, tmp_path, filled.driver, filled.data_source) as program:
        files = program.packet(example.tokens["admin"]).files

    facts = yaml.safe_load(files["support_packet.yaml"])
    assert list(files) == BUILT_IN_FILES
    assert facts["database_type"] == filled.driver
    assert facts["database_version"] == "5.37.0"


def test_a_replica_replaces_a_dead_master(
    example: Installation, tmp_path: Path, filled: EmptyDatabase
) -> None:
    dead = NAMED[filled.driver].format(UNUSED_PORT)
    with served(example, tmp_path, filled.driver, dead, dead, filled.data_source) as program:
        refused = program.packet(example.tokens["user"])
        files = program.packet(example.tokens["admin"]).files

    assert refused.status == 403
    assert list(files) == [*BUILT_IN_FILES, "warning.txt"]
    assert yaml.safe_load(files["support_packet.yaml"])["database_version"] == "5.37.0"
    assert "SqlSettings.DataSource does not respond, a replica is read" in files["warning.txt"]
    assert "mostest" not in files["warning.txt"]


def test_a_configuration_in_the_database_is_enough(
    example: Installation, tmp_path: Path, filled: EmptyDatabase
) -> None:
    with served_without_file(example, tmp_path, filled) as program:
        files = program.packet(example.tokens["admin"]).files

    assert list(files) == BUILT_IN_FILES
    assert json.loads(files["sanitized_config.json"])["TeamSettings"]["SiteName"] == "Example Chat"
    assert not any(secret in text for secret in example.secrets for text in files.values())


@pytest.mark.parametrize("driver", NAMED)
@pytest.mark.parametrize("state", ["down", "hangs", "hangs up"])
def test_the_break_glass_token_gets_everything_that_needs_no_database(
    example: Installation, tmp_path: Path, driver: str, state: str
) -> None:
    with broken_server(hangs=state == "hangs") as port:
        data_source = NAMED[driver].format(UNUSED_PORT if state == "down" else port)
        with served(example, tmp_path, driver, data_source) as program:
            refused = program.packet(example.tokens["admin"])
            files = program.packet(BREAK_GLASS).files

    facts = yaml.safe_load(files["support_packet.yaml"])
    assert refused.status == 503
    assert refused.json["id"] == "support_packet.database_unreachable"
    assert list(files) == [*BUILT_IN_FILES, "warning.txt"]
    assert facts.keys() == {"server_os", "server_architecture", "database_type"}
    assert "1. Database information is incomplete\n" in files["warning.txt"]
    assert "Why:    Mattermost's database isn't responding" in files["warning.txt"]
    assert "mostest" not in "".join(files.values())


@pytest.mark.parametrize("driver", NAMED)
@pytest.mark.parametrize("hangs", [False, True])
def test_without_its_configuration_nothing_of_the_server_is_sent(
    example: Installation, tmp_path: Path, driver: str, hangs: bool
) -> None:
    example.config.unlink()
    variables = break_glass(tmp_path)
    with broken_server(hangs=hangs) as port:
        stored = mm_config(driver, NAMED[driver].format(port))
        with serving(example.directory, tmp_path, MM_CONFIG=stored, **variables) as program:
            refused = program.packet(example.tokens["admin"])
            answer = program.packet(BREAK_GLASS)

    files = answer.files
    facts = yaml.safe_load(files["support_packet.yaml"])
    warnings = files["warning.txt"]
    assert (refused.status, answer.status) == (503, 200)
    assert list(files) == ["support_packet.yaml", "warning.txt"]
    assert facts.keys() == {"server_os", "server_architecture"}
    assert "\n\n1. Mattermost's configuration cannot be read\n   Why:    MM_CONFIG: " in warnings
    assert "MM_CONFIG: 127.0.0.1" in warnings
    assert "mostest" not in "".join(files.values())
