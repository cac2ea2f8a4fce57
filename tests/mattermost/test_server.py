"""What is known of the server: its release, its nodes, its process."""

import json
import os
import platform
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import CollectError, PermissionMissingError
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.nodes import Node, is_this_node
from support_packet.mattermost.server_process import find_server_process

START = '{"level":"info","msg":"Current version is %s (%s/Thu Jul 15 18:12:01 UTC 2021/%s/none)"}\n'
OLD, NEW = "a" * 40, "b" * 40


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the directory of a server."""
    for folder in ("config", "logs", "bin"):
        (tmp_path / folder).mkdir()
    return tmp_path


def opened(home: Path, **sections: Any) -> Mattermost:
    (home / "config/config.json").write_text(json.dumps(sections), encoding="utf-8")
    return Mattermost(home, {})


def on(home: Path, database: EmptyDatabase, cluster: str = "blue") -> Mattermost:
    sql = {"DriverName": database.driver, "DataSource": database.data_source}
    return opened(home, SqlSettings=sql, ClusterSettings={"ClusterName": cluster})


def write(database: EmptyDatabase, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement))


def write_nodes(database: EmptyDatabase, rows: Iterable[tuple[str, str, str, str, int]]) -> None:
    """Write rows of the cluster: id, type, cluster, host name and last ping."""
    write(
        database,
        "CREATE TABLE ClusterDiscovery (Id varchar(26), Type varchar(64), ClusterName varchar(64), "
        "Hostname varchar(512), GossipPort int, Port int, CreateAt bigint, LastPingAt bigint)",
        *(
            f"INSERT INTO ClusterDiscovery VALUES ('{each[0]}', '{each[1]}', '{each[2]}', "
            f"'{each[3]}', 8074, 8075, 1, {each[4]})"
            for each in rows
        ),
    )


def test_the_release_is_that_of_the_newest_start(home: Path) -> None:
    lines = START % ("5.36.0", "5.36.1", OLD) + "other\n" + START % ("5.37.0", "5.37.2", NEW)
    (home / "logs/mattermost.log").write_text(lines, encoding="utf-8")

    server = opened(home).server

    assert (server.version, server.build_hash) == ("5.37.2", NEW)


def test_a_build_number_that_is_not_a_release_is_not_the_version(home: Path) -> None:
    (home / "logs/mattermost.log").write_text(START % ("5.37.0", "dev", NEW), encoding="utf-8")

    assert opened(home).server.version == "5.37.0"


def test_without_a_log_the_release_is_unknown(home: Path) -> None:
    server = opened(home).server

    assert (server.version, server.build_hash) == (None, None)


def test_the_ids_come_from_the_database(home: Path, database: EmptyDatabase) -> None:
    write(
        database,
        "CREATE TABLE Systems (Name varchar(64), Value varchar(1024))",
        "INSERT INTO Systems VALUES ('DiagnosticId', 'abc'), ('Version', '5.37.0')",
    )

    server = on(home, database).server

    assert (server.diagnostic_id, server.schema_version) == ("abc", "5.37.0")


def test_columns_are_in_lower_case(home: Path, database: EmptyDatabase) -> None:
    write(database, "CREATE TABLE Roles (Id varchar(26), SchemeManaged int)")
    mattermost = on(home, database)

    assert mattermost.columns("Roles") == {"id", "schememanaged"}
    assert mattermost.columns("Nowhere") == frozenset()


def test_a_table_that_may_not_be_read_is_named(
    home: Path, postgres: PostgresServer, postgres_database: EmptyDatabase
) -> None:
    with postgres.admin(postgres_database.engine.url.database or "") as admin:
        admin.execute("CREATE TABLE Roles (Id varchar(26))")

    with pytest.raises(PermissionMissingError, match=r"may not read the table roles\."):
        on(home, postgres_database).columns("Roles")


def test_live_nodes_of_the_cluster_are_found(home: Path, database: EmptyDatabase) -> None:
    now = round(time.time() * 1000)
    rows = [
        ("1", "mattermost_app", "blue", "node-2", now),
        ("2", "mattermost_app", "blue", "node-1", now - 29 * 60_000),
        ("3", "mattermost_app", "blue", "dead", now - 31 * 60_000),
        ("4", "mattermost_app", "green", "another", now),
        ("5", "else", "blue", "else", now),
    ]
    write_nodes(database, rows)

    nodes = on(home, database).nodes()

    assert [node.hostname for node in nodes] == ["node-1", "node-2"]
    assert (nodes[1].gossip_port, nodes[1].port, nodes[1].last_ping_at) == (8074, 8075, now)
    longer = on(home, database).nodes(minutes=32)
    assert [node.hostname for node in longer] == ["dead", "node-1", "node-2"]


THIS = platform.node()
ROW = Node(THIS, "blue", 8074, 8075, 1, 1)


def own_address() -> str:
    """Return an address of this machine that is not a loopback one, or skip the test."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
        return str(probe.getsockname()[0])


@pytest.mark.parametrize(
    ("settings", "hostname", "is_this"),
    [
        ({}, THIS, True),
        ({}, THIS.upper(), True),
        ({}, "another-machine", False),
        ({}, "192.0.2.7", False),
        ({}, "2001:db8::7", False),
        ({}, "127.0.0.1", False),
        ({}, "0.0.0.0", False),  # noqa: S104 -- a row of the table
        ({"AdvertiseAddress": "192.0.2.7"}, "192.0.2.7", True),
        ({"AdvertiseAddress": "192.0.2.7"}, THIS, False),
        ({"AdvertiseAddress": "192.0.2.7", "UseIpAddress": False}, THIS, True),
        ({"OverrideHostname": "Chat-1"}, "chat-1", True),
        ({"OverrideHostname": "chat-1"}, THIS, False),
        ({"GossipPort": 9074}, THIS, False),
    ],
)
def test_this_node_is_told_apart_from_the_others(
    home: Path, settings: dict[str, Any], hostname: str, *, is_this: bool
) -> None:
    config = opened(home, ClusterSettings=settings).config

    assert is_this_node(replace(ROW, hostname=hostname), config) is is_this


def test_a_row_with_an_address_of_this_machine_is_this_node(home: Path) -> None:
    config = opened(home, ClusterSettings={}).config

    assert is_this_node(replace(ROW, hostname=own_address()), config)


def test_nodes_are_the_others(home: Path, sqlite_database: EmptyDatabase) -> None:
    now = round(time.time() * 1000)
    rows = [("1", "mattermost_app", "blue", name, now) for name in ("node-1", THIS, "node-2")]
    write_nodes(sqlite_database, rows)
    mattermost = on(home, sqlite_database)

    assert [node.hostname for node in mattermost.nodes()] == ["node-1", "node-2"]
    assert THIS in [node.hostname for node in mattermost.live_nodes()]


def test_without_the_table_there_are_no_nodes(home: Path, sqlite_database: EmptyDatabase) -> None:
    assert on(home, sqlite_database).nodes() == []


@pytest.fixture
def running(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run something as the server of `home`."""
    executable = home / "bin/mattermost"
    shutil.copy(shutil.which("sleep") or "", executable)
    with subprocess.Popen([executable, "600"]) as process:
        exe = Path(f"/proc/{process.pid}/exe")
        assert eventually(lambda: exe.resolve() == executable)
        yield process
        process.kill()


def kernels_start_of(pid: int) -> datetime:
    """Return when the kernel says that a process, whose name has no blank, was started."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()
    boot = re.search(r"^btime (\d+)$", Path("/proc/stat").read_text(encoding="ascii"), re.MULTILINE)
    assert boot
    return datetime.fromtimestamp(int(boot[1]) + int(fields[21]) / os.sysconf("SC_CLK_TCK"), UTC)


def test_the_process_is_found(home: Path, running: subprocess.Popen[bytes]) -> None:
    process = opened(home).server_process()

    assert process.pid == running.pid
    assert process.executable == home / "bin/mattermost"
    assert process.command == (str(home / "bin/mattermost"), "600")
    assert process.started_at == kernels_start_of(running.pid)
    assert process.open_files is not None
    assert process.max_open_files is None or process.max_open_files > 0


def test_the_oldest_of_several_processes_counts(home: Path, tmp_path: Path) -> None:
    """In a separate /proc, so that the times are known; one name is made to mislead."""
    proc, ticks = tmp_path / "proc", os.sysconf("SC_CLK_TCK")
    (home / "bin/mattermost").touch()
    for pid, name, seconds in ((7, "mattermost", 90), (42, "a) S 1 (b", 60)):
        folder = proc / str(pid)
        (folder / "fd").mkdir(parents=True)
        (folder / "exe").symlink_to(home / "bin/mattermost")
        (folder / "cmdline").write_bytes(b"mattermost\0")
        (folder / "limits").write_text("Max open files  1024  4096  files\n", encoding="ascii")
        before = " ".join(["0"] * 18)
        stat = f"{pid} ({name}) S {before} {seconds * ticks} 0 0\n"
        (folder / "stat").write_text(stat, encoding="ascii")
    (proc / "stat").write_text("cpu 1 2 3\nbtime 1700000000\n", encoding="ascii")

    process = find_server_process(home, proc)

    assert (process.pid, process.max_open_files) == (42, 1024)
    assert process.started_at == datetime(2023, 11, 14, 22, 14, 20, tzinfo=UTC)


def test_no_process_is_an_error(home: Path) -> None:
    with pytest.raises(CollectError, match=r"No process of the Mattermost server in .* was found"):
        opened(home).server_process()


def test_a_system_without_proc_is_an_error(home: Path, tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="has no /proc"):
        find_server_process(home, tmp_path / "nothing")
