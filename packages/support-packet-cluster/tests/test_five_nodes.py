"""Five nodes on five machines with one PostgreSQL: all of them, and with one that fails."""

import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from clusters import SECONDS, Cluster, Packet, cluster
from networks import network
from support.servers.packages import required_program
from support.servers.postgres import PostgresServer

NODES = [f"chat-{number}" for number in range(1, 6)]
ROOT = Path(__file__).parents[3]
FILES = ["node.yaml", "support_packet.yaml", "plugins.json", "mattermost.log", "notifications.log"]

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def five(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    directory = tmp_path_factory.mktemp("cluster")
    with network(NODES) as machines, cluster(postgres, machines, directory) as made:
        yield made


@pytest.mark.parametrize("asked", ["chat-1", "chat-4"])
def test_all_nodes_are_in_one_packet(five: Cluster, asked: str) -> None:
    packet = five.packet(asked)

    others = [node for node in NODES if node != asked]
    folders = dict.fromkeys(name.partition("/")[0] for name in packet.files if "/" in name)
    assert list(folders) == ["cluster", *others]
    assert f'"written on {asked}"' in packet.files["mattermost.log"]
    assert whole(packet) == others, packet.files.get("warning.txt")
    for node in others:
        differs = ["sanitized_config.json"] if node == "chat-3" else []
        expected = [*FILES[:3], *differs, *FILES[3:]]
        assert packet.of(node) == [f"{node}/{name}" for name in expected]
        assert f'"hostname": "{node}"' in packet.files[f"{node}/node.yaml"]


def test_a_node_with_another_configuration_is_named(five: Cluster) -> None:
    why = five.packet("chat-1", "?option=cluster.node:chat-3").why("chat-3")

    assert "differs from that of this node: TeamSettings.MaxUsersPerTeam" in why


def whole(packet: Packet) -> list[str]:
    """Return the nodes of which the whole log is there."""
    return [
        node
        for node in NODES
        if f'"written on {node}"' in packet.files.get(f"{node}/mattermost.log", "")
    ]


def test_a_node_that_was_killed_is_named(five: Cluster) -> None:
    with five.killed("chat-2"):
        packet = five.packet("chat-1")

    assert whole(packet) == ["chat-3", "chat-4", "chat-5"], packet.files.get("warning.txt")
    assert "http://chat-2:8066: Connection refused." in packet.why("chat-2")


def test_nodes_that_hang_or_are_cut_off_are_named_and_the_other_arrives(five: Cluster) -> None:
    machines = five.machines
    with five.stopped("chat-3"), machines["chat-4"].unreachable(), machines["chat-5"].unplugged():
        packet = five.packet("chat-1")

    assert whole(packet) == ["chat-2"], packet.files.get("warning.txt")
    assert f"chat-3:8066 did not send everything within {SECONDS} s" in packet.why("chat-3")
    assert "http://chat-4:8066" in packet.why("chat-4")
    assert "http://chat-5:8066" in packet.why("chat-5")


def test_a_node_that_is_slow_ends_early(five: Cluster) -> None:
    with five.machines["chat-2"].slow("8kbit"):
        packet = five.packet("chat-1")

    assert "http://chat-2:8066 did not send everything within 7 seconds." in packet.why("chat-2")
    assert whole(packet) == ["chat-3", "chat-4", "chat-5"], packet.files.get("warning.txt")


def test_a_node_whose_clock_is_ahead_is_in_the_packet(five: Cluster) -> None:
    required_program("faketime", "faketime")
    with five.skewed("chat-5", +1):
        packet = five.packet("chat-1", "?option=cluster.node:chat-5")

    assert whole(packet) == ["chat-5"], packet.files.get("warning.txt")
    assert seconds_in(r"The clock of chat-5 is (\d+) seconds ahead", packet) - 3600 in range(
        -60, 60
    )


def test_a_node_whose_clock_is_behind_is_named(five: Cluster) -> None:
    """It writes by its own clock that it lives, so that it looks as if it had stopped."""
    required_program("faketime", "faketime")
    with five.skewed("chat-5", -1):
        packet = five.packet("chat-1")
        asking = five.packet("chat-5")

    assert whole(packet) == ["chat-2", "chat-3", "chat-4"], packet.files.get("warning.txt")
    minutes = seconds_in(
        r"chat-5 is not asked: it last reported to Mattermost (\d+) minutes ago", packet
    )
    assert minutes in (60, 61)
    assert set(yaml.safe_load(packet.files["cluster/nodes.yaml"])["not_asked"]) == {
        "chat-5",
        "chat-8",
    }
    # To it the others are an hour ahead, and not silent.
    assert whole(asking) == ["chat-1", "chat-2", "chat-3", "chat-4"], asking.files.get(
        "warning.txt"
    )
    assert seconds_in(r"The clock of chat-2 is (\d+) seconds ahead", asking) - 3600 in range(
        -60, 60
    )


def seconds_in(pattern: str, packet: Packet) -> int:
    """Return the number that the only match of `pattern` in `warning.txt` has."""
    [number] = re.findall(pattern, " ".join(packet.files["warning.txt"].split()))
    return int(number)


def test_a_node_that_stopped_is_named_for_a_day_and_another_cluster_never(five: Cluster) -> None:
    packet = five.packet("chat-1", "?option=cluster.node:chat-2")

    assert "chat-8 is not asked: " in packet.files["warning.txt"]
    assert "chat-9" not in "".join(packet.files["warning.txt"] + packet.files["cluster/nodes.yaml"])


def test_a_node_with_an_older_release_is_in_the_packet(five: Cluster, tmp_path: Path) -> None:
    """A rolling upgrade: the release before programs asked each other, and without the package."""
    older = older_release(tmp_path)
    with five.running("chat-5", PYTHONPATH=str(older)):
        packet = five.packet("chat-1", "?option=cluster.node:chat-5")
    five.start("chat-5")

    assert "chat-5/mattermost.log" in packet.files
    assert "chat-5/node.yaml" not in packet.files
    assert packet.of("chat-4") == []


def older_release(folder: Path) -> Path:
    """Install the program as it was before its nodes asked each other, and return where."""
    find = ("log", "--format=%H", "--diff-filter=A", "--", "support_packet/host/nodes/access.py")
    try:
        [added] = git(*find).decode().split()
        archive = folder / "older.tar"
        archive.write_bytes(git("archive", f"{added}~1"))
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this is not a repository with its history: {error}")
    source, target = folder / "source", folder / "older"
    with tarfile.open(archive) as content:
        content.extractall(source, filter="data")
    install = ["uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--quiet"]
    where = ["--python", sys.executable, "--target", str(target), str(source)]
    subprocess.run([sys.executable, "-m", *install, *where], check=True)
    return target


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def test_every_node_checks_the_session_itself(five: Cluster) -> None:
    five.packet("chat-1", "?option=cluster.node:chat-2")

    line = five.programs["chat-2"].audited(1)[-1]
    assert (line["username"], line["hops"], line["result"]) == ("admin", ["chat-1"], "complete")


def test_no_node_asks_further(five: Cluster) -> None:
    before = {node: len(five.programs[node].audit()) for node in NODES[2:]}

    packet = five.packet("chat-1", "?option=cluster.node:chat-2")

    assert not [name for name in packet.files if name.startswith("chat-2/cluster/")]
    assert {node: len(five.programs[node].audit()) for node in NODES[2:]} == before
