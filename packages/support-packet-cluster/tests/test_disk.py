"""What the second node sends waits on disk until the first one has sent all, if there is one."""

import os
import resource
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from clusters import WITH_PACKAGE
from demo.installation import Installation, build_installation
from made import files_of
from networks import UnavailableError, call
from peers import ZIP, Peer, archive_of, listening
from support.distributions.waiting import eventually
from support.servers.process import free_port
from support.serving.program import Program, serving
from support_packet.host.nodes.spool import open_file

FIRST, SECOND = "127.0.7.1", "127.0.7.2"
MIB = 2**20
# More than the connection holds between the two programs.
LOG = b"".join(b'{"level":"info","msg":"line %d"}\n' % number for number in range(900_000))
LEAST = len(LOG) - 16 * MIB
FIRST_LOG = b'{"msg":"the first"}\n'
_SECONDS = 60


@dataclass
class TwoNodes:
    """A program that asks two nodes: the first one sends the rest of its packet when `told` to.

    `sent` and `sent_bytes` are what the second one has sent, `left` whether nobody waits for the
    first one any longer.
    """

    program: Program
    token: str
    sent_bytes: int = 0
    told: threading.Event = field(default_factory=threading.Event)
    sent: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)

    def first(self, client: socket.socket, _: threading.Event) -> None:
        """Send the beginning, and the rest only later; note when the program leaves."""
        whole = archive_of({"mattermost.log": FIRST_LOG})
        client.sendall(ZIP % b"" + whole[:40])
        client.settimeout(0.05)
        while not self.told.is_set():
            with suppress(TimeoutError):
                if not client.recv(1):
                    self.left.set()
                    return
        client.sendall(whole[40:])

    def second(self, client: socket.socket, _: threading.Event) -> None:
        """Send all, as fast as it is taken."""
        client.sendall(ZIP % b"")
        for begin in range(0, len(SECOND_ARCHIVE), MIB):
            client.sendall(SECOND_ARCHIVE[begin : begin + MIB])
            self.sent_bytes += MIB
        self.sent.set()

    def stands_still(self) -> bool:
        """Return whether nothing is sent for a while."""
        before = self.sent_bytes
        return not eventually(lambda: self.sent_bytes > before, seconds=0.5)

    def files(self) -> Mapping[str, str]:
        """Return the files of a packet."""
        return files_of(self.program.packet(self.token))

    def on_disk(self) -> int:
        """Return how many bytes the files have that the program has open and nobody can find."""
        [worker] = self.program.workers()
        size = 0
        for link in Path(f"/proc/{worker}/fd").iterdir():
            # It may be closed meanwhile.
            with suppress(OSError):
                target = str(link.readlink())
                # The compiled rules are in memory.
                if target.endswith(" (deleted)") and not target.startswith("/memfd:"):
                    size += link.stat().st_size
        return size


SECOND_ARCHIVE = archive_of({"mattermost.log": LOG}, method=0)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return build_installation(tmp_path_factory.mktemp("installation") / "mattermost")


@contextmanager
def two_nodes(
    example: Installation, own: Path, through: Sequence[str] = (), **variables: str
) -> Iterator[TwoNodes]:
    port = free_port()
    settings = {
        "SUPPORT_PACKET_NODES": f"{FIRST},{SECOND}",
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        # No limit of time ends a wait here.
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "600",
        "SUPPORT_PACKET_CLUSTER__SECONDS": "600",
        **WITH_PACKAGE,
        **variables,
    }
    with serving(example.directory, own, through=through, **settings) as program:
        made = TwoNodes(program, example.tokens["admin"])
        peers = {FIRST: Peer(made.first), SECOND: Peer(made.second)}
        with listening(peers, port):
            yield made


@pytest.fixture
def two(example: Installation, tmp_path: Path) -> Iterator[TwoNodes]:
    with open_file() or pytest.skip("all directories for temporary files are in memory"):
        pass
    with two_nodes(example, tmp_path) as made:
        yield made


def check_whole(files: Mapping[str, str]) -> None:
    assert files[f"{FIRST}/mattermost.log"] == FIRST_LOG.decode()
    assert files[f"{SECOND}/mattermost.log"] == LOG.decode()
    assert SECOND not in files["warning.txt"]


def test_the_second_node_sends_all_before_its_turn(two: TwoNodes) -> None:
    with ThreadPoolExecutor(1) as thread:
        packet = thread.submit(two.files)
        assert two.sent.wait(_SECONDS)
        assert eventually(lambda: two.on_disk() > LEAST)
        two.told.set()
        check_whole(packet.result())

    assert eventually(lambda: two.on_disk() == 0)


def test_nothing_is_left_of_a_client_that_leaves(two: TwoNodes) -> None:
    with two.program.begin(two.token) as client:
        assert two.sent.wait(_SECONDS)
        assert eventually(lambda: two.on_disk() > LEAST)
        assert client.fileno() >= 0

    assert eventually(lambda: two.on_disk() == 0)
    # Nor does the first node go on making its packet, which nobody wants.
    assert two.left.wait(_SECONDS)
    two.told.set()
    check_whole(two.files())


def test_a_disk_that_becomes_full_costs_nothing_but_time(two: TwoNodes) -> None:
    [worker] = two.program.workers()
    with ThreadPoolExecutor(1) as thread:
        packet = thread.submit(two.files)
        _, hard = resource.prlimit(worker, resource.RLIMIT_FSIZE)
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (4 * MIB, hard))
        assert eventually(lambda: two.on_disk() >= 3 * MIB)
        two.told.set()
        check_whole(packet.result())

    assert "Traceback" not in two.program.log.read_text(encoding="utf-8")


def test_without_a_disk_nothing_is_missing(example: Installation, tmp_path: Path) -> None:
    """One directory is in memory, as in many containers, and the others cannot be written."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts")
    (memory := tmp_path / "memory").mkdir()
    mounts = (
        "mount --bind /tmp /tmp",
        "mount -o remount,bind,ro /tmp",
        f"mount -t tmpfs none {memory}",
        "mount -t tmpfs -o size=64k none /var/tmp",
        'exec "$@"',
    )
    through = ["unshare", "--mount", "sh", "-c", " && ".join(mounts), "sh"]
    try:
        call(*through, "true")
    except UnavailableError as error:
        pytest.skip(f"nothing can be mounted here: {error}")
    with (
        two_nodes(example, tmp_path, through, TMPDIR=str(memory)) as two,
        ThreadPoolExecutor(1) as thread,
    ):
        packet = thread.submit(two.files)
        assert eventually(lambda: two.sent_bytes >= 2 * MIB and two.stands_still())
        assert two.sent_bytes < len(LOG) / 2
        assert two.on_disk() == 0
        two.told.set()
        check_whole(packet.result())
