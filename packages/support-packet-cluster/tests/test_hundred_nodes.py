"""A packet of a hundred nodes without a socket: connections, order, memory, and its time.

The time is simulated: what the program did decides which node had to wait for which.
"""

import io
import threading
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from peers import archive_of
from support_packet.host.begun_request import Client, begin_request
from support_packet.host.nodes import access
from support_packet.host.nodes.read_ahead import MAX_MEMORY
from support_packet.host.nodes.requests import READY_PATH, Credential
from support_packet.host.nodes.spool import MAX_BYTES
from support_packet.host.packet import Packet
from support_packet.settings import read_settings
from support_packet.testing import Author

NODES = [f"n{number:03}" for number in range(100)]
READY = b'{"status": "OK"}'
_RANDOM = Random(1)
LOG = b"".join(
    b'{"level":"info","msg":"took %d of %d microseconds"}\n' % (_RANDOM.randrange(10**9), line)
    for line in range(6000)
)
ARCHIVE = archive_of({"mattermost.log": LOG})


class Recorder:
    """What happened to the connections to the nodes.

    Where `meeting`, the content of a node ends only once the next one has been asked: if it were
    not asked meanwhile, no packet would ever be complete.
    """

    def __init__(self, *, meeting: bool = False, content: bytes = ARCHIVE) -> None:
        self.content = content
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.most = 0
        self.memory: list[int] = []
        self.before: dict[str, frozenset[str]] = {}
        self._meeting = meeting
        self._change = threading.Condition()

    def open(self, node: str) -> None:
        """Note a request for a packet, and which nodes had been sent whole before it."""
        with self._change:
            self.opened.append(node)
            self.memory.append(tracemalloc.get_traced_memory()[0])
            self.before[node] = frozenset(self.closed)
            self.most = max(self.most, len(self.opened) - len(self.closed))
            self._change.notify_all()

    def close(self, node: str) -> None:
        """Note that a node has sent all."""
        with self._change:
            if node not in self.closed:
                self.closed.append(node)

    def meet(self, node: str) -> None:
        """Wait for the next node, if there is one."""
        number = NODES.index(node) + 1
        if self._meeting and number < len(NODES):
            with self._change:
                assert self._change.wait_for(lambda: NODES[number] in self.opened, 20)


def simulated(seconds: list[float], ahead: float) -> float:
    """Return how long a packet takes of nodes that need so many `seconds` each, in order.

    `ahead` is the part of a node's packet that there is room for before its turn.
    """
    sent = [0.0, 0.0]
    for needed in seconds:
        # It begins when the last but one has been sent, and has its turn after the last one.
        begins, turn = sent[-2:]
        sent.append(turn + needed - min(turn - begins, ahead * needed))
    return sent[-1]


class Answer:
    """What `NodeConnections` opens, without a connection."""

    def __init__(self, recorder: Recorder, node: str, content: bytes) -> None:
        self.status = 200
        self.headers = {"content-type": "application/zip"}
        self._recorder = recorder
        self._node = node
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        for begin in range(0, len(self._content), 4096):
            yield self._content[begin : begin + 4096]
        self._recorder.meet(self._node)

    def read(self, _: int) -> bytes:
        """Return the content."""
        return self._content

    def shut_down(self) -> None:
        """Do nothing: no thread waits."""

    def close(self) -> None:
        """Note it, for a packet."""
        if self._content is self._recorder.content:
            self._recorder.close(self._node)

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def packet_of(
    author: Author, nodes: list[str], recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> Packet:
    """Return a packet of `nodes`, not yet made."""

    class Connections:
        def __init__(self, *_: object) -> None:
            pass

        def open(self, node: str, question: Any, **_: object) -> Answer:
            if question.path == READY_PATH:
                return Answer(recorder, node, READY)
            recorder.open(node)
            return Answer(recorder, node, recorder.content)

    monkeypatch.setattr(access, "NodeConnections", Connections)
    settings = read_settings({"SUPPORT_PACKET_NODES": ",".join(nodes)})
    mattermost = author.installation.opened(settings.reading_limits, {})
    client = Client(credential=Credential("t" * 26))
    begun = begin_request(mattermost, author.load(settings), settings, client=client)
    return Packet(begun, datetime(2026, 3, 7, tzinfo=UTC))


def drain(
    author: Author, nodes: list[str], recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make a packet of `nodes` and keep nothing of it."""
    for _ in packet_of(author, nodes, recorder, monkeypatch).stream():
        pass


def test_two_at_a_time_are_asked_in_order(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(meeting=True)

    packet = packet_of(author, NODES, recorder, monkeypatch)
    with io.BytesIO(b"".join(packet.stream())) as data, zipfile.ZipFile(data) as archive:
        names = archive.namelist()

    assert names == ["cluster/nodes.yaml", *(f"{node}/mattermost.log" for node in NODES)]
    assert recorder.closed[:98] == NODES[:98]
    assert sorted(recorder.opened) == NODES
    assert recorder.most == 2
    # What `simulated` is made of.
    assert all(NODES[number - 2] in recorder.before[NODES[number]] for number in range(2, 100))


@pytest.mark.parametrize("every", [1, 2, 10])
def test_nodes_in_order_take_little_more_than_the_slower_of_two_lanes(every: int) -> None:
    seconds = [8.0 if number % every == 0 else 2.0 for number in range(100)]
    lanes = max(sum(seconds[lane::2]) for lane in (0, 1))

    # There is room for all of a packet of 63 MiB, which a log of 256 MiB makes.
    assert MAX_BYTES >= 4 * 63 * 2**20
    assert simulated(seconds, ahead=1) <= 1.1 * lanes
    # Without a disk they take as long as one after the other.
    assert simulated(seconds, ahead=0) == sum(seconds)


def test_four_slow_nodes_take_as_long_as_two_lanes() -> None:
    assert simulated([6.0] * 4, ahead=1) == 12.0


@pytest.fixture
def traced(author: Author, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trace the memory, but for what is kept for all packets."""
    drain(author, NODES[:3], Recorder(), monkeypatch)
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("traced")
def test_memory_does_not_grow_with_the_nodes(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder()

    drain(author, NODES, recorder, monkeypatch)

    # All that the nodes between them sent takes more than this, even compressed.
    assert recorder.memory[90] - recorder.memory[10] < 2**20 < 80 * len(ARCHIVE)


@pytest.mark.usefixtures("traced")
def test_memory_does_not_grow_with_their_logs(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    peaks = []
    for times in (1, 20):
        recorder = Recorder(content=archive_of({"mattermost.log": LOG * times}))
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        drain(author, NODES[:3], recorder, monkeypatch)
        peaks.append(tracemalloc.get_traced_memory()[1] - before)

    # What two nodes may keep in memory at a time is more than the shorter logs.
    assert peaks[1] - peaks[0] < 2 * MAX_MEMORY < 3 * 19 * len(ARCHIVE)
