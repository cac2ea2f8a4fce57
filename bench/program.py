"""The real server with a log that can be replaced, and what a packet costs it."""

import http.client
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clients import PACKET
from bench.memory import proportional
from demo.installation import Installation, build_installation
from demo.server import HOST, Server, serving

if TYPE_CHECKING:
    import subprocess

PAGE = "/support_packet"
_READ_BYTES = 2**20
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a download or a `zip` cost: seconds of time and of processors, bytes of output.

    `first_byte` is the time until the first byte, `peak` the peak memory in bytes.
    """

    seconds: float
    cpu: float
    size: int
    first_byte: float = 0.0
    peak: int = 0


def build(directory: Path, known: Sequence[str]) -> Installation:
    """Build the example installation with `known` as further secrets of its configuration."""
    installation = build_installation(directory)
    document = json.loads(installation.config.read_text(encoding="utf-8"))
    document["PluginSettings"]["Plugins"]["com.example.bench"] = dict(enumerate(known))
    installation.config.write_text(json.dumps(document), encoding="utf-8")
    return installation


class Program:
    """A running server, and requests to it; each packet's `mattermost.log` can be chosen."""

    def __init__(self, server: Server, installation: Installation) -> None:
        self._server = server
        self._installation = installation

    def packet(self, log: Path, save: Path = Path(os.devnull)) -> Cost:
        """Download a packet with the log `log`, into `save` or nowhere."""
        self.use(log)
        self._forget_peak()
        cpu, started = self._cpu(), time.perf_counter()
        connection = http.client.HTTPConnection(HOST, self._server.port, timeout=600)
        token = self._installation.tokens["admin"]
        connection.request("GET", PACKET, headers={"Authorization": f"Bearer {token}"})
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"GET {PACKET}: {response.status} {response.read().decode()}")
        data = response.read(1)
        first_byte = time.perf_counter() - started
        size = 0
        with save.open("wb") as file:
            while data:
                size += file.write(data)
                data = response.read(_READ_BYTES)
        seconds = time.perf_counter() - started
        connection.close()
        return Cost(seconds, self._cpu() - cpu, size, first_byte, self.memory_of("VmHWM"))

    def use(self, log: Path) -> None:
        """Let `log` be the server log."""
        place = self._installation.logs / "mattermost.log"
        place.unlink(missing_ok=True)
        os.link(log, place)

    @property
    def url(self) -> str:
        """The address without a path."""
        return self._server.url

    @property
    def page_url(self) -> str:
        """The address of the page."""
        return f"{self.url}{PAGE}"

    @property
    def token(self) -> str:
        """A session that may open it."""
        return self._installation.tokens["admin"]

    def page(self, query: str = "") -> float:
        """Load the page and return how many seconds that takes."""
        started = time.perf_counter()
        answer = self._server.request("GET", f"{PAGE}{query}", self.token)
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"GET {PAGE}: {answer.status} {answer.body.decode()}")
        return time.perf_counter() - started

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return self._server.port

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._server.process.pid

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The main process."""
        return self._server.process

    @property
    def log(self) -> Path:
        """What it wrote to its standard outputs."""
        return self._server.log

    def cost_of(self, work: Callable[[], object]) -> float:
        """Return how many seconds of processor `work` costs the process that makes packets."""
        before = self._cpu()
        work()
        return self._cpu() - before

    def own_memory(self) -> int:
        """Return the bytes of both processes, counting once what they share."""
        return sum(map(proportional, (self.pid, self.worker())))

    def descriptors(self) -> int:
        """Return how many files and sockets the process that makes packets has open."""
        return len(list(Path(f"/proc/{self.worker()}/fd").iterdir()))

    def memory(self) -> int:
        """Return the resident bytes of the process that makes packets."""
        return self.memory_of("VmRSS")

    def worker(self) -> int:
        """Return the process that makes packets: the only child of the server."""
        pid = self._server.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        # The newest: another one may still end its downloads.
        return max(map(int, children.split()), default=0)

    def _cpu(self) -> float:
        status = Path(f"/proc/{self.worker()}/stat").read_text(encoding="ascii")
        user, system = status.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS

    def memory_of(self, name: str) -> int:
        """Return the bytes that `/proc` has under this name."""
        status = Path(f"/proc/{self.worker()}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith(name))
        return int(line.split()[1]) * 1024

    def _forget_peak(self) -> None:
        Path(f"/proc/{self.worker()}/clear_refs").write_text("5", encoding="ascii")


@contextmanager
def running(
    installation: Installation, settings: Mapping[str, object], cache: Path | None = None
) -> Iterator[Program]:
    """Run the server with `settings`, named as in the environment, without the prefix.

    Compiled rules are kept in `cache`, if it is given.
    """
    variables = {f"SUPPORT_PACKET_{name}": str(value) for name, value in settings.items()}
    if cache:
        variables["CACHE_DIRECTORY"] = str(cache)
    variables["SUPPORT_PACKET_MAX_FILE_BYTES"] = str(2**40)
    with (
        tempfile.NamedTemporaryFile(dir=installation.directory, suffix=".log") as log,
        serving(installation.directory, Path(log.name), variables) as server,
    ):
        yield Program(server, installation)
