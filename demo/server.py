"""`support-packet serve` in its own process, on a local port."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

HOST = "127.0.0.1"
_USUAL_PORT = 8066
_READY = re.compile(rf" is served at http://{re.escape(HOST)}:([0-9]+)/")
_START_SECONDS = 90
_STOP_SECONDS = 15
# Longer than the program takes for a packet of slow collectors.
_ANSWER_SECONDS = 330


class DemoError(RuntimeError):
    """The demo failed; the message says how."""


@dataclass(frozen=True)
class Answer:
    """The response to one request."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server; its log is the file `log`."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """The address without a path."""
        return f"http://{HOST}:{self.port}"

    def request(self, method: str, path: str, token: str | None = None) -> Answer:
        """Send one request, as the owner of `token` if there is one; `DemoError` if it fails."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_ANSWER_SECONDS)
        try:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            connection.request(method, path, headers=headers)
            with connection.getresponse() as response:
                return Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise DemoError(f"{method} {path}: {error!r}; see {self.log}.") from error
        finally:
            connection.close()


@contextmanager
def serving(
    mattermost: Path,
    log: Path,
    variables: Mapping[str, str] | None = None,
    ports: Sequence[int] = (_USUAL_PORT, 0),
) -> Iterator[Server]:
    """Serve the installation `mattermost` until the block ends, with `variables` set as well.

    Of this process's own variables, those of another Mattermost and of another support-packet are
    left out: they would change the example.

    Tries the `ports` in turn: the usual one keeps bookmarks valid, and 0 is any free one.
    """
    for port in ports:
        process = _start(mattermost, port, log, variables or {})
        try:
            if served_at := _wait_until_ready(process, log):
                yield Server(process, served_at, log)
                return
        finally:
            stop(process)
    said = log.read_text(encoding="utf-8", errors="replace") or "(nothing)"
    raise DemoError(
        f"The server did not start; its status is {process.returncode}. Its log, {log}:\n{said}"
    )


def _start(
    mattermost: Path, port: int, log: Path, variables: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).with_name("support-packet")
    if not program.exists():
        raise DemoError(f"{program} is missing. To install it: make set-up")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("MM", "SUPPORT_PACKET_"))
    }
    with log.open("wb") as output:
        return subprocess.Popen(
            [program, "serve", "--mattermost", mattermost, "--bind", f"{HOST}:{port}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**environment, **variables},
        )


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> int | None:
    """Return the port that the server reports, or None if it ends or does not start in time."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if ready := _READY.search(log.read_text(encoding="utf-8", errors="replace")):
            return int(ready[1])
        time.sleep(0.05)
    return None


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, gently at first."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
