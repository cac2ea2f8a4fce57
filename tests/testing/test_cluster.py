"""The nodes of a cluster in tests of packages: `fetch_packet` asks them as in the program."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.servers.databases import EmptyDatabase

from support_packet import Mattermost, PacketFile, PacketFolder, Request, fetch_packet, hookimpl
from support_packet.testing import Author, Installation, check_conformance


class Cluster:
    """A log of every other node, and a file that says through which nodes the request came."""

    @hookimpl
    def packet_files(self, mattermost: Mattermost, request: Request) -> Iterator[object]:
        """Declare the folders; other nodes have only the file."""
        yield PacketFile(
            "cluster/hops.txt",
            lambda: f"{list(request.hops)}",
            title="Hops",
            description="Where the request came through.",
        )
        if request.hops:
            return
        for node in mattermost.nodes():
            only = ["mattermost.log", "cluster/hops.txt"]
            yield PacketFolder(
                f"cluster/{node.hostname}",
                partial(fetch_packet, node, only=only),
                title="Log of another node",
                description="The server log.",
                reads=("ClusterDiscovery",),
            )


@pytest.fixture
def cluster(author: Author) -> Author:
    """Return the author of the collector."""
    return author.use(Cluster())


def test_a_node_sends_its_own_log(cluster: Author, installation: Installation) -> None:
    other = installation.node("chat-2")
    other.log("mattermost.log", "what chat-2 says")
    installation.log("mattermost.log", "what this one says")

    made = cluster.packet()

    assert made.warnings == []
    assert made.text("cluster/chat-2/mattermost.log") == "what chat-2 says\n"
    assert made.text("cluster/chat-2/cluster/hops.txt") == "['this-node']"
    assert made.text("cluster/hops.txt") == "[]"


def test_each_node_sees_the_others(installation: Installation) -> None:
    nodes = [installation, installation.node("chat-2"), installation.node("chat-3")]

    seen = [[each.hostname for each in node.mattermost().nodes()] for node in nodes]

    assert seen == [["chat-2", "chat-3"], ["chat-3", "this-node"], ["chat-2", "this-node"]]


def test_nodes_share_settings_and_database_but_no_files(installation: Installation) -> None:
    installation.set("LdapSettings", Enable=True)
    other = installation.node("chat-2")
    installation.table("Jobs", {"Id": "a", "Type": "ldap_sync"})

    mattermost = other.mattermost()
    assert mattermost.config.flag("LdapSettings.Enable")
    assert mattermost.query("SELECT Type FROM Jobs")[0].Type == "ldap_sync"
    assert other.directory != installation.directory
    assert mattermost.log("mattermost.log", "LogSettings").path.is_relative_to(other.directory)


def test_a_node_removes_its_own_secrets(cluster: Author, installation: Installation) -> None:
    other = installation.node("chat-2")
    other.set("LdapSettings", BindPassword="hunter2-of-chat-2")
    other.log("mattermost.log", "bound with hunter2-of-chat-2")

    cluster.packet().assert_hides("hunter2-of-chat-2")


def test_a_node_that_is_down_costs_its_folder(cluster: Author, installation: Installation) -> None:
    installation.node("chat-2").responds = False
    installation.node("chat-3").log("mattermost.log", "line")

    made = cluster.packet()

    assert made.names == [
        *("cluster/chat-3/mattermost.log", "cluster/chat-3/cluster/hops.txt"),
        "cluster/hops.txt",
    ]
    (warning,) = made.warnings
    assert "chat-2: Connection refused." in warning


def test_a_file_that_a_node_does_not_have_is_refused(
    author: Author, installation: Installation
) -> None:
    installation.node("chat-2")

    made = author.use(Asking(["nowhere.txt"])).packet()

    (warning,) = made.warnings
    assert "chat-2 refused: HTTP status 400 (" in warning
    assert "nowhere.txt" in warning


def test_a_name_that_is_not_a_node_is_not_asked(author: Author) -> None:
    (warning,) = author.use(Asking([])).packet().warnings

    assert "'chat-2' is not asked: it is neither a live node" in warning


def test_nodes_that_ask_each_other_end(author: Author, installation: Installation) -> None:
    installation.node("chat-2")

    made = author.use(Asking(["asking/chat-2"])).packet()

    assert "Other nodes are not asked: the request came through 3 nodes already." in str(
        [*made.warnings, *made.files.values()]
    )


def test_what_was_not_read_in_time_is_gone(author: Author, installation: Installation) -> None:
    """As from a real node, whose packet comes once."""
    installation.node("chat-2").log("mattermost.log", "line")

    made = author.use(Late()).packet()

    assert made.text("late/log.txt") == ""


class Asking:
    """Asks the node chat-2 without a look at the hops."""

    def __init__(self, only: list[str]) -> None:
        self._only = only

    @hookimpl
    def packet_files(self) -> PacketFolder:
        """Declare the folder."""
        return PacketFolder("asking/chat-2", lambda: fetch_packet("chat-2", only=self._only))


class Late:
    """Asks for all files before it reads the first one."""

    @hookimpl
    def packet_files(self) -> PacketFile:
        """Declare the file."""
        return PacketFile("late/log.txt", self._collect)

    def _collect(self) -> bytes:
        found = list(fetch_packet("chat-2", only=["mattermost.log"]))
        return b"".join(piece for _, pieces in found for piece in pieces)


def test_a_collector_that_asks_nodes_conforms(cluster: Author, installation: Installation) -> None:
    installation.node("chat-2").log("mattermost.log", "line")

    check_conformance(cluster)


def test_the_directories_of_all_nodes_are_removed(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "mattermost")
    other = installation.node("chat-2")

    installation.close()

    assert not other.directory.exists()
    assert not installation.directory.exists()


def test_nodes_share_the_database_of_a_server(
    postgres_database: EmptyDatabase, tmp_path: Path
) -> None:
    installation = Installation(tmp_path / "mattermost")
    installation.use_database(postgres_database.driver, postgres_database.data_source)
    other = installation.node("chat-2")
    other.table("Jobs", {"Id": "a", "Type": "ldap_sync"})

    assert [node.hostname for node in other.mattermost().nodes()] == ["this-node"]
    assert installation.mattermost().query("SELECT Type FROM Jobs")[0].Type == "ldap_sync"
    installation.close()
    with postgres_database.engine.connect() as connection:
        assert postgres_database.engine.dialect.get_table_names(connection) == []
