"""`support-packet serve` with bad input: one line that says what and where, and status 2."""

import json
import re
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.serving.program import COLD, run

from demo.installation import Installation


def change(example: Installation, **sql_settings: str) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["SqlSettings"] |= sql_settings
    example.config.write_text(json.dumps(config), encoding="utf-8")


def refused(
    example: Installation,
    directory: Path,
    *options: str,
    through: Sequence[str] = (),
    **variables: str,
) -> str:
    """Return the one line with which the server refuses to start."""
    mattermost = () if "--mattermost" in options else ("--mattermost", str(example.directory))
    bind = () if "--bind" in options else ("--bind", "127.0.0.1:0")
    done = run(directory, "serve", *mattermost, *bind, *options, through=through, **variables)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"support-packet: .+\n", done.stderr)
    return done.stderr.removeprefix("support-packet: ").rstrip("\n")


def test_a_port_in_use_is_named(example: Installation, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"

        assert refused(example, tmp_path, "--bind", bind, through=COLD) == (
            f"--bind {bind}: Address already in use."
        )


def test_an_unknown_host_is_named(example: Installation, tmp_path: Path) -> None:
    assert "--bind nowhere.invalid:80:" in refused(
        example, tmp_path, "--bind", "nowhere.invalid:80"
    )


def test_a_node_with_its_own_port_is_named(example: Installation, tmp_path: Path) -> None:
    assert "NODES: the value contains 'chat-2:99999', which is not a host name" in refused(
        example, tmp_path, SUPPORT_PACKET_NODES="chat-2:99999"
    )


def test_a_missing_directory_is_named(example: Installation, tmp_path: Path) -> None:
    assert refused(example, tmp_path, "--mattermost", "/nowhere") == (
        "--mattermost /nowhere: no such directory."
    )


@pytest.mark.parametrize("content", ["{", "", "[]", '{"SqlSettings": 3}', "\x00", "\ufffe"])
def test_a_broken_configuration_is_named(
    example: Installation, tmp_path: Path, content: str
) -> None:
    example.config.write_text(content, encoding="utf-16")

    assert str(example.config) in refused(example, tmp_path)


@pytest.mark.parametrize(
    ("driver", "source"),
    [
        ("oracle", "oracle://scott:mostest-Zq81@db/orcl"),
        ("postgres", "postgres://mmuser:mostest-Zq81@db:port/mattermost"),
        ("postgres", "user=mmuser password='mostest-Zq81"),
        ("mysql", "mmuser:mostest-Zq81@tcp(db:3306"),
        ("mysql", ""),
    ],
)
def test_a_data_source_that_makes_no_sense_is_named_and_not_repeated(
    example: Installation, tmp_path: Path, driver: str, source: str
) -> None:
    change(example, DriverName=driver, DataSource=source)

    line = refused(example, tmp_path)

    assert f"{example.config}: SqlSettings" in line
    assert "mostest" not in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUPPORT_PACKET_MAX_PACKET", "2"),
        ("SUPPORT_PACKET_MAX_PACKETS", "0"),
        ("SUPPORT_PACKET_NETWORK_TIMEOUT", "nan"),
        ("SUPPORT_PACKET_ALLOW_UNLICENSED", "yes"),
        ("SUPPORT_PACKET_LOG_LEVEL", "debug"),
        ("SUPPORT_PACKET_REQUIRED_ROLE", "admin"),
        ("SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE", "token"),
        ("SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE", "/nowhere/token"),
    ],
)
def test_an_unknown_or_malformed_setting_is_named(
    example: Installation, tmp_path: Path, name: str, value: str
) -> None:
    assert refused(example, tmp_path, **{name: value}).startswith(f"{name}: ")


def test_a_missing_environment_file_is_named(example: Installation, tmp_path: Path) -> None:
    assert f"{tmp_path}/nowhere.env" in refused(example, tmp_path, "--env-file", "nowhere.env")


def test_a_data_source_of_the_environment_is_not_blamed_on_the_file(
    example: Installation, tmp_path: Path
) -> None:
    line = refused(example, tmp_path, MM_SQLSETTINGS_DRIVERNAME="oracle")

    assert line.startswith("SqlSettings.DriverName of the environment: ")
