"""The real command `support-packet`, as a separate process.

Most tests need no Python that starts for them, but a fork of one that has: that is ten times as
fast. `through=COLD` is for those of the start itself, and of what the system says about processes.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit

from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.distributions.waiting import eventually
from support.serving.forked import ForkedProcess

PATH = "/api4/system/generate_support_packet"
COMMAND = Path(sys.executable).with_name("support-packet")
STOP_SECONDS = 60
SECONDS_TO_RUN = 120
SECONDS_TO_ANSWER = 240
COLD = (sys.executable,)
"""Runs the program in a Python that starts for it."""
Process = ForkedProcess | subprocess.Popen[bytes] | subprocess.Popen[str]


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)

    @property
    def files(self) -> dict[str, str]:
        """The texts of the packet that the body is."""
        return {name: content.decode() for name, content in read(self.body).items()}


@dataclass(frozen=True)
class Program:
    """A running server; `log` is what it wrote to standard error, `line` the first of `output`."""

    process: Process
    host: str
    port: int
    log: Path
    output: IO[str] = field(compare=False)
    line: str = field(compare=False)

    def request(self, method: str = "GET", path: str = PATH, /, **headers: str) -> Answer:
        """Send one request; an underscore in a header's name means a hyphen."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS_TO_ANSWER)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, headers=named)
            # Closed also if the server ends in the middle.
            with connection.getresponse() as response:
                return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def packet(self, token: str) -> Answer:
        """Request a packet as the owner of `token`."""
        return self.request(Authorization=f"Bearer {token}")

    def connect(self) -> socket.socket:
        """Return a connection on which nothing has been sent yet."""
        return socket.create_connection((self.host, self.port), timeout=60)

    def begin(self, token: str, receive_buffer: int = 4096) -> socket.socket:
        """Request a packet and return the connection once its first bytes have arrived.

        The buffer is small: a client that reads no further soon keeps the server waiting.
        """
        client = socket.socket()
        client.settimeout(60)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        client.connect((self.host, self.port))
        request = f"GET {PATH} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {token}\r\n\r\n"
        client.sendall(request.encode())
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
        return client

    def audit(self) -> list[dict[str, Any]]:
        """Return all audit lines so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        found = (line.partition(" support_packet.audit: ")[2] for line in lines)
        return [json.loads(line) for line in found if line]

    def audited(self, count: int) -> list[dict[str, Any]]:
        """Return the audit lines once there are `count` of them."""
        assert eventually(lambda: len(self.audit()) >= count), self.log.read_text(encoding="utf-8")
        return self.audit()

    def workers(self) -> set[int]:
        """Return the ids of the processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in children.read_text(encoding="ascii").split()}

    def stop(self) -> int:
        """Send SIGTERM and return the exit status."""
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)


def environment_of(directory: Path, **variables: str) -> dict[str, str]:
    """Return an environment with nothing of this machine's but the path.

    Compiled rules are kept where `tests/conftest.py` says, if it does.
    """
    base = {"PATH": os.environ["PATH"], "HOME": str(directory), "TMPDIR": str(directory)}
    kept = {name: os.environ[name] for name in ("CACHE_DIRECTORY",) if name in os.environ}
    return base | kept | variables


@contextmanager
def serving(
    mattermost: Path,
    directory: Path,
    *options: str,
    through: Sequence[str] = (),
    **variables: str,
) -> Iterator[Program]:
    """Serve the installation `mattermost` with log and temporary files in `directory`.

    `through` is a command that runs the program, such as one that takes it to another network.
    """
    log = directory / "program.log"
    serve = ["serve", "--mattermost", str(mattermost), "--bind", "127.0.0.1:0"]
    command = [*through, str(COMMAND), *serve, *options]
    environment = environment_of(directory, **variables)
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as output, log.open("w", encoding="utf-8") as errors:
        with os.fdopen(writing, "wb") as end:
            start = _start if through else ForkedProcess
            process = start(command, directory, environment, end.fileno(), errors.fileno())
        with process:
            try:
                yield ready(process, output, log)
            finally:
                process.kill()


@contextmanager
def serving_with(
    source: str, mattermost: Path, directory: Path, **variables: str
) -> Iterator[Program]:
    """Serve the installation `mattermost` with a package of this source installed."""
    packages = directory / "site-packages"
    packages.mkdir()
    InstalledPackages(packages).install("own", source)
    with serving(mattermost, directory, PYTHONPATH=str(packages), **variables) as program:
        yield program


def _start(
    command: Sequence[str],
    directory: Path,
    environment: Mapping[str, str],
    output: int,
    errors: int,
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
    )


def ready(process: Process, output: IO[str], log: Path) -> Program:
    """Return the program once it has written to `output` where it answers; `log` says why not."""
    line = output.readline()
    assert line, log.read_text(encoding="utf-8")
    url = urlsplit(line.split()[-1])
    assert url.hostname
    assert url.port
    return Program(process, url.hostname, url.port, log, output, line)


def run(
    directory: Path, *arguments: str | Path, through: Sequence[str] = (), **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end in `directory`."""
    done = run_bytes(directory, *arguments, through=through, **variables)
    output, errors = done.stdout.decode(), done.stderr.decode()
    return subprocess.CompletedProcess(done.args, done.returncode, output, errors)


def run_bytes(
    directory: Path, *arguments: str | Path, through: Sequence[str] = (), **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    """Run the command to its end in `directory`; its output stays bytes."""
    command = [*through, str(COMMAND), *map(str, arguments)]
    environment = environment_of(directory, **variables)
    start = _start if through else ForkedProcess
    with TemporaryFile() as output, TemporaryFile() as errors:
        with start(command, directory, environment, output.fileno(), errors.fileno()) as process:
            try:
                process.wait(SECONDS_TO_RUN)
            finally:
                process.kill()
        written = [_content(file) for file in (output, errors)]
        return subprocess.CompletedProcess(command, process.wait(), *written)


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
