"""A process that has loaded the program, and runs the command in forks of itself.

`forked.py` starts it and talks to it: for each run one byte with four descriptors, of a socket and
the three standard streams. On the socket the fork reads what to run, as JSON; this process writes
there the fork's id, and its status once it has ended. It has one thread, so that it may fork.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NoReturn

from demo.installation import build_installation
from support_packet.cli.main import main
from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.engine import Redactor

LOADED = [
    "collectors.advanced_logs",
    "collectors.facts.database",
    "collectors.facts.ldap",
    "collectors.facts.search",
    "collectors.facts.server",
    "collectors.mattermost_log",
    "collectors.notifications_log",
    "collectors.plugins_json",
    "collectors.sanitized_config_json",
    "collectors.support_packet_yaml",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "support_packet.cli.check",
    "support_packet.cli.collect",
    "support_packet.cli.plugins",
    "support_packet.host.packet",
    "support_packet.web.app",
]
"""What all commands need; not gunicorn, which remembers the directory of its import."""


class ForkServer:
    """Forks for each request on `control`, and reports how each fork ended."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._requests: dict[int, socket.socket] = {}
        self._woken, self._wake = socket.socketpair()
        for end in (self._woken, self._wake):
            end.setblocking(False)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)

    def run(self) -> None:
        """Return in each fork, when it is what its request describes."""
        while True:
            ready, _, _ = select.select([self._control, self._woken], [], [])
            if self._woken in ready:
                self._woken.recv(4096)
                self._tell_ended()
            if self._control in ready:
                message, descriptors, _, _ = socket.recv_fds(self._control, 1, 4)
                if not message:
                    sys.exit()
                if self._fork(*descriptors):
                    return

    def _fork(self, request: int, *streams: int) -> bool:
        """Return whether this is the fork."""
        connection = socket.socket(fileno=request)
        pid = os.fork()
        if not pid:
            self._close()
            _become(connection, streams)
            return True
        for stream in streams:
            os.close(stream)
        self._requests[pid] = connection
        _send(connection, pid)
        return False

    def _tell_ended(self) -> None:
        while self._requests:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with self._requests.pop(pid) as connection:
                _send(connection, os.waitstatus_to_exitcode(status))

    def _close(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for each in (self._control, self._woken, self._wake, *self._requests.values()):
            each.close()


def _send(connection: socket.socket, number: int) -> None:
    try:
        connection.sendall(f"{number}\n".encode())
    except OSError:
        return  # the test does not ask


def _become(connection: socket.socket, streams: tuple[int, ...]) -> None:
    """Take over directory, environment, arguments and streams, as a new process has them."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    with connection, connection.makefile("rb") as file:
        request = json.loads(file.read())
    os.chdir(request["directory"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    # Where temporary files are is looked up only once.
    tempfile.tempdir = None
    sys.argv = request["arguments"]
    sys.path[:1] = [str(Path(sys.argv[0]).parent)]
    sys.path[1:1] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))


def _make_redactor() -> None:
    """Make what removes the secrets of an example installation: it is kept, and forks have it."""
    for secrets in ((), _secrets_of_example()):
        Redactor(secrets)
    assert threading.active_count() == 1


def _secrets_of_example() -> list[str]:
    """Return the secrets, read by a child: reading starts threads."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with tempfile.TemporaryDirectory() as directory, os.fdopen(writing, "w") as output:
            installation = build_installation(Path(directory) / "mattermost", log_bytes=0)
            json.dump(sorted(Mattermost(installation.directory, {}).secrets), output)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        secrets: list[str] = json.load(file)
    os.waitpid(child, 0)
    return secrets


def serve_forks(descriptor: int) -> NoReturn:
    """Load the program, and fork until the other end of the socket is closed."""
    for name in LOADED:
        importlib.import_module(name)
    _make_redactor()
    # Otherwise each fork copies all pages when it collects garbage.
    gc.freeze()
    ForkServer(socket.socket(fileno=descriptor)).run()
    sys.exit(main())


if __name__ == "__main__":
    serve_forks(int(sys.argv[1]))
