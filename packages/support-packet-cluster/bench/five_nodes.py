"""Measures the packet of five nodes: its time against that of two lanes, and its memory.

From the root of the repository, after `make set-up`, with logs of 256 MiB, all of it three times:

    PYTHONPATH=tests:packages/support-packet-cluster/tests .venv/bin/python \
        packages/support-packet-cluster/bench/five_nodes.py 256 3

First, five programs share this machine: each is asked directly, two at a time, then one for all.
Then four are recordings, four times as slow. "Processor" is what the one that asks needs for them.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.corpus import MIB, secrets, write_log
from demo.installation import build_installation
from peers import Peer, listening
from support.servers.process import free_port
from support.serving.program import Program, serving
from support_packet.host.nodes.searched import HEADER, searched_with
from support_packet.settings import Settings

PATH = "/api4/system/generate_support_packet"
NODES = [f"127.0.3.{number}" for number in range(1, 6)]
SLOWER = 4
LIMIT = 1.3
MORE_MEMORY = 16 * MIB
PACKAGE = Path(__file__).parents[1]
ALONE = "?option=cluster.node:none"
_SEARCHED = f"{HEADER}: {searched_with(Settings())}\r\nConnection: close\r\n\r\n"
_HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n{_SEARCHED}".encode()
_READ_BYTES = 64 * 1024


@dataclass(frozen=True)
class Cost:
    """Seconds, bytes of the packet, the peak of the memory in bytes, and processor seconds."""

    seconds: float
    size: int
    peak: int = 0
    processor: float = 0.0


def download(program: Program, token: str, query: str = "", save: Path | None = None) -> Cost:
    """Download a packet, and return what it cost the program."""
    [worker] = program.workers()
    Path(f"/proc/{worker}/clear_refs").write_text("5", encoding="ascii")
    processor, began, size = processor_seconds(worker), time.perf_counter(), 0
    connection = http.client.HTTPConnection(program.host, program.port, timeout=3600)
    connection.request("GET", PATH + query, headers={"Authorization": f"Bearer {token}"})
    with connection.getresponse() as response, (save or Path(os.devnull)).open("wb") as file:
        while piece := response.read(_READ_BYTES):
            size += file.write(piece)
    connection.close()
    status = Path(f"/proc/{worker}/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    seconds = time.perf_counter() - began
    return Cost(seconds, size, peak, processor_seconds(worker) - processor)


def processor_seconds(pid: int) -> float:
    """Return how long a process has used a processor, with all of its threads."""
    numbers = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def in_lanes(take: Sequence[partial[Cost]]) -> float:
    """Return how many seconds it takes to call all of them, every other one in a lane."""

    def run(lane: int) -> None:
        for each in take[lane::2]:
            each()

    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (0, 1)))
    return time.perf_counter() - began


def paced(content: bytes, seconds: float, client: socket.socket, stopped: threading.Event) -> None:
    """Send a packet within so many seconds; after a wait for the client it is not sent faster."""
    pause = seconds * _READ_BYTES / len(content)
    client.sendall(_HEAD)
    late = 0.0
    for sent in range(0, len(content), _READ_BYTES):
        client.sendall(content[sent : sent + _READ_BYTES])
        began = time.monotonic()
        stopped.wait(max(0.0, pause - late))
        # Of a busy machine, but not of the client.
        late = max(0.0, late + time.monotonic() - began - pause)


def take_peer(address: str, port: int) -> Cost:
    """Download a recording directly."""
    connection = http.client.HTTPConnection(address, port, timeout=3600)
    connection.request("GET", "/")
    with connection.getresponse() as response:
        size = sum(map(len, iter(partial(response.read, _READ_BYTES), b"")))
    return Cost(0.0, size)


def installed(directory: Path) -> Path:
    """Install this package in `directory`, and return that."""
    install = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--quiet"]
    into = ["--no-build-isolation", "--python", sys.executable, "--target", str(directory)]
    subprocess.run([*install, *into, str(PACKAGE)], check=True)  # noqa: S603 -- this package
    return directory


@contextmanager
def programs(
    directory: Path, nodes: Sequence[str], mebibytes: int, port: int
) -> Iterator[tuple[list[Program], str]]:
    """Run a program for each of `nodes`, with a log of so many MiB, and yield an admin's token."""
    example = build_installation(directory / "example")
    write_log(example.logs / "mattermost.log", mebibytes * MIB, secrets(200), 10_000)
    settings = {
        "SUPPORT_PACKET_NODES": ",".join(NODES),
        "SUPPORT_PACKET_NODE_URL": f"http://{{hostname}}:{port}",
        "SUPPORT_PACKET_PACKET_TIMEOUT": "3600",
        "SUPPORT_PACKET_CLUSTER__SECONDS": "3000",
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "20",
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "600",
        "PYTHONPATH": str(installed(directory / "site-packages")),
    }
    with ExitStack() as stack:
        made = []
        for node in nodes:
            # The log is read only: one file serves all.
            shutil.copytree(example.directory, directory / node, copy_function=os.link)
            bind, folder = ("--bind", f"{node}:{port}"), directory / f"{node}-program"
            folder.mkdir()
            # Not as a fork of this process, whose memory it would have.
            running = serving(directory / node, folder, *bind, through=["env"], **settings)
            made.append(stack.enter_context(running))
        yield made, example.tokens["admin"]


def main(mebibytes: int, runs: int) -> int:
    """Print the measures; return 1 if a packet takes too long, or more memory than one node's."""
    with tempfile.TemporaryDirectory(prefix="five-nodes-") as temporary:
        directory, port = Path(temporary), free_port()
        recorded = directory / "recorded.zip"
        with programs(directory, NODES, mebibytes, port) as (made, token):
            for each in made:
                download(each, token, f"{ALONE}&basic_server_logs=false")
            one = download(made[0], token, ALONE, save=recorded)
            lanes = [partial(download, each, token, ALONE) for each in made]
            good = measure("five programs on this machine", lanes, made[0], token, runs)
        content, seconds, port = recorded.read_bytes(), SLOWER * one.seconds, free_port()
        peers = {node: Peer(partial(paced, content, seconds)) for node in NODES[1:]}
        with (
            listening(peers, port),
            programs(directory / "again", NODES[:1], mebibytes, port) as (made, token),
        ):
            download(made[0], token, f"{ALONE}&basic_server_logs=false")
            lanes = [partial(take_peer, node, port) for node in peers]
            what = f"four nodes that are {SLOWER} times slower"
            good &= measure(what, lanes, made[0], token, runs)
    return int(not good)


def measure(
    what: str, lanes: Sequence[partial[Cost]], program: Program, token: str, runs: int
) -> bool:
    """Print what each run takes; return whether the middle one is within the limits."""
    ratios, memory = [], []
    for _ in range(runs):
        one, directly = download(program, token, ALONE), in_lanes(lanes)
        all_ = download(program, token)
        ratios.append(all_.seconds / directly)
        memory.append(all_.peak - one.peak)
        print(
            f"{what}: two lanes {directly:.1f} s, the packet {all_.seconds:.1f} s "
            f"({ratios[-1]:.2f}); memory {all_.peak / MIB:.0f} MiB, of one node "
            f"{one.peak / MIB:.0f} MiB; processor {all_.processor - one.processor:.1f} s, "
            f"of five packets {5 * one.processor:.1f} s",
            flush=True,
        )
    return median(ratios) <= LIMIT and median(memory) <= MORE_MEMORY


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers, *(256, 1)[len(numbers) :]))
